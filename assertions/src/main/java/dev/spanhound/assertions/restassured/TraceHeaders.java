// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.restassured;

import dev.spanhound.trace.propagation.ExtractedContext;
import dev.spanhound.trace.propagation.HeaderLine;
import dev.spanhound.trace.propagation.HeaderLines;
import dev.spanhound.trace.propagation.PropagationFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The response headers that may name a trace, in the order in which they are looked at. */
record TraceHeaders(List<String> names) {
    static final TraceHeaders USUAL =
            new TraceHeaders(List.of("traceresponse", "Server-Timing", "X-Trace-Id", "X-B3-TraceId"));

    private static final String SERVER_TIMING = "Server-Timing";
    private static final Pattern ID = Pattern.compile("(?i)[0-9a-f]{32}|[0-9a-f]{16}");
    private static final Pattern TRACEPARENT =
            Pattern.compile("(?i)[0-9a-f]{2}-([0-9a-f]{32})(-([0-9a-f]{16})?(-([0-9a-f]{2}.*)?)?)?");

    static TraceHeaders of(String... names) {
        return names.length == 0 ? USUAL : new TraceHeaders(List.of(names));
    }

    /** Returns the trace that the first of the headers names which names one. */
    Optional<NamedTrace> find(HeaderLines lines) {
        return names.stream()
                .flatMap(name -> lines.lines(name).stream())
                .flatMap(line -> read(line).stream())
                .findFirst();
    }

    /** Returns whether the line is one of those that are looked at. */
    boolean contains(HeaderLine line) {
        return names.stream().anyMatch(line::isNamed);
    }

    /** Returns the trace that the line names, if it does. */
    static Optional<NamedTrace> read(HeaderLine line) {
        String value = line.value().strip();
        if (line.isNamed(SERVER_TIMING)) {
            return ServerTiming.descriptions(value, "traceparent", "trace").stream()
                    .flatMap(description -> id(line, description).stream())
                    .findFirst();
        }
        return id(line, value).or(() -> inItsFormat(line));
    }

    private static Optional<NamedTrace> id(HeaderLine line, String value) {
        Matcher traceparent = TRACEPARENT.matcher(value);
        String id = traceparent.matches() ? traceparent.group(1) : value;
        boolean isId = ID.matcher(id).matches() && id.chars().anyMatch(digit -> digit != '0');
        return isId
                ? Optional.of(new NamedTrace(
                        line, "0".repeat(32 - id.length()) + id.toLowerCase(Locale.ROOT), id.length() == 16))
                : Optional.empty();
    }

    private static Optional<NamedTrace> inItsFormat(HeaderLine line) {
        return Stream.of(PropagationFormat.values())
                .filter(format -> format.owns(line.name()))
                .flatMap(format -> format.read(HeaderLines.of(line.name(), line.value())).context().stream())
                .filter(ExtractedContext::hasTraceId)
                .map(context -> new NamedTrace(line, context.traceId(), context.isTraceIdShort()))
                .findFirst();
    }

    @Override
    public String toString() {
        return String.join(", ", names);
    }
}
