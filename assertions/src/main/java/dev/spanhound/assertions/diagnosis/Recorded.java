// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.diagnosis;

import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.propagation.ExtractedContext;
import dev.spanhound.trace.propagation.Extraction;
import dev.spanhound.trace.propagation.HeaderLine;
import dev.spanhound.trace.propagation.HeaderLines;
import dev.spanhound.trace.propagation.PropagationFormat;
import dev.spanhound.trace.propagation.SamplingState;
import io.opentelemetry.api.common.AttributeKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What was on the wire of a call, as far as a span has recorded headers, metadata or message properties as attributes.
 *
 * @param lines the header lines, by name
 * @param read what they say in each format whose headers are there
 * @param isComplete whether the span records every header of a context, so that one that is not there did not come
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/http/http-spans/">Semantic conventions for HTTP spans:
 *     http.request.header</a>
 */
record Recorded(HeaderLines lines, List<Extraction> read, boolean isComplete) {
    private static final List<String> PREFIXES =
            List.of("http.request.header.", "rpc.grpc.request.metadata.", "rpc.request.metadata.", "messaging.header.");

    /** This scope's spans record every header of a context that came. */
    private static final String MOCK_SERVER = "dev.spanhound.junit.mock";

    static Recorded nothing() {
        return new Recorded(HeaderLines.none(), List.of(), false);
    }

    static Recorded by(SpanNode span) {
        Map<String, List<String>> headers = new TreeMap<>();
        span.attributes()
                .forEach((key, value) -> PREFIXES.stream()
                        .filter(key.getKey()::startsWith)
                        .findFirst()
                        .ifPresent(prefix -> headers.put(nameOf(key, prefix), valuesOf(value))));
        HeaderLines lines = HeaderLines.from(headers);
        return new Recorded(
                lines,
                PropagationFormat.in(lines).stream()
                        .map(format -> format.read(lines))
                        .toList(),
                isOfMockServer(span));
    }

    /** Older conventions wrote {@code _} for {@code -}. */
    private static String nameOf(AttributeKey<?> key, String prefix) {
        return key.getKey().substring(prefix.length()).replace('_', '-');
    }

    private static List<String> valuesOf(Object value) {
        return value instanceof Collection<?> values
                ? values.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(value));
    }

    private static boolean isOfMockServer(SpanNode span) {
        return span.span().getInstrumentationScopeInfo().getName().equals(MOCK_SERVER);
    }

    /** Returns the contexts that can be read. */
    List<ExtractedContext> contexts() {
        return read.stream()
                .flatMap(extraction -> extraction.context().stream())
                .toList();
    }

    /** Returns the contexts that name a trace. */
    private Stream<ExtractedContext> named() {
        return contexts().stream().filter(ExtractedContext::hasTraceId);
    }

    boolean namesTrace(String traceId) {
        return named().anyMatch(context -> context.isOfTrace(traceId));
    }

    boolean namesSpan(SpanNode span) {
        return named().anyMatch(context ->
                context.isOfTrace(span.span().getTraceId()) && context.spanId().equals(span.spanId()));
    }

    /** Returns whether a trace is named and it is not this one, so that something else has called. */
    boolean namesAnotherTraceThan(String traceId) {
        return named().findAny().isPresent() && !namesTrace(traceId);
    }

    /** Returns a context by which the trace is not sampled. */
    Optional<ExtractedContext> unsampled() {
        return contexts().stream()
                .filter(context -> context.sampling() == SamplingState.DENY)
                .findFirst();
    }

    /** Returns the lines that make up the context in this format, in one line. */
    String linesOf(PropagationFormat format) {
        return Words.list(
                lines.lines().stream().filter(line -> format.owns(line.name())).toList());
    }

    /** Returns the names of all headers that were recorded, in parentheses after a space; an empty string if none was. */
    String names() {
        List<String> names =
                lines.lines().stream().map(HeaderLine::name).distinct().toList();
        return names.isEmpty() ? "" : " (recorded: " + Words.list(names) + ")";
    }
}
