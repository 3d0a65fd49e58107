// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.propagation;

import dev.spanhound.trace.propagation.ExtractedContext;
import dev.spanhound.trace.propagation.HeaderLine;
import dev.spanhound.trace.propagation.HeaderLines;
import dev.spanhound.trace.propagation.PropagationFormat;
import java.util.List;
import java.util.Optional;

/** Where in the headers of a format the trace, the span and the sampling state are, to be marked there. */
final class Spots {
    private final PropagationFormat format;
    private final HeaderLines lines;

    private Spots(PropagationFormat format, HeaderLines lines) {
        this.format = format;
        this.lines = lines;
    }

    /** A line, a character of its value or -1, and the header's name for where there is no line. */
    record Spot(String header, Optional<HeaderLine> line, int at) {
        void mark(HeaderReport report, String problem) {
            line.ifPresentOrElse(each -> report.mark(each, at, problem), () -> report.missing(header));
        }
    }

    static Spots of(PropagationFormat format, HeaderLines lines) {
        return new Spots(format, lines);
    }

    /** Returns what a format's context is called in a sentence. */
    static String noun(PropagationFormat format) {
        return format == PropagationFormat.W3C ? "traceparent" : format + " context";
    }

    Spot trace(ExtractedContext context) {
        String header = format.headers().stream()
                .filter(lines::contains)
                .findFirst()
                .orElse(format.headers().get(0));
        return spot(header, context.traceId());
    }

    Spot span(ExtractedContext context) {
        return switch (format) {
            case B3_MULTI -> spot("X-B3-SpanId", context.spanId());
            case DATADOG -> spot("x-datadog-parent-id", context.spanId());
            case OT_TRACE -> spot("ot-tracer-spanid", context.spanId());
            default -> spot(trace(context).header(), context.spanId());
        };
    }

    Spot sampling(ExtractedContext context) {
        return switch (format) {
            case B3_MULTI -> spot(lines.contains("X-B3-Flags") ? "X-B3-Flags" : "X-B3-Sampled", "");
            case DATADOG -> spot("x-datadog-sampling-priority", "");
            case OT_TRACE -> spot("ot-tracer-sampled", "");
            case W3C -> flags();
            default -> spot(trace(context).header(), "");
        };
    }

    private Spot flags() {
        Spot line = spot("traceparent", "");
        String value = line.line().map(HeaderLine::value).orElse("");
        int dash = -1;
        for (int i = 0; i < 3; i++) {
            dash = value.indexOf('-', dash + 1);
        }
        return new Spot(line.header(), line.line(), dash + 1);
    }

    private Spot spot(String header, String text) {
        List<HeaderLine> found = lines.lines(header);
        if (found.isEmpty()) {
            return new Spot(header, Optional.empty(), -1);
        }
        HeaderLine line = found.get(0);
        return new Spot(
                header, Optional.of(line), text.isEmpty() ? -1 : line.value().indexOf(text));
    }
}
