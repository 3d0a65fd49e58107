// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.propagation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tables of header lines and of what they say, short enough for a row. */
final class Contexts {
    static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
    static final String SPAN_ID = "b7ad6b7169203331";
    static final String PARENT_ID = "00f067aa0ba902b7";

    /** In a row {@code T} stands for a trace ID, {@code T64} for its right half, {@code S} and {@code P} for span IDs. */
    private static final Map<String, String> SHORT =
            Map.of("T64", TRACE_ID.substring(16), "T", TRACE_ID, "S", SPAN_ID, "P", PARENT_ID);

    private Contexts() {}

    /** Returns the lines of {@code name: value // name: value}. */
    static HeaderLines lines(String row) {
        HeaderLines lines = HeaderLines.none();
        for (String line : row.isEmpty() ? new String[0] : row.split(" // ", -1)) {
            int colon = line.indexOf(':');
            lines = lines.with(
                    line.substring(0, colon), expand(line.substring(colon + 1).stripLeading()));
        }
        return lines;
    }

    static String expand(String value) {
        String[] words = value.split("(?<=\\W)|(?=\\W)", -1);
        return List.of(words).stream()
                .map(word -> SHORT.getOrDefault(word, word))
                .collect(Collectors.joining());
    }

    /** Returns a context as {@code T S ACCEPT} and what else it has. */
    static String describe(ExtractedContext context) {
        List<String> words = new ArrayList<>();
        words.add(
                context.hasTraceId() ? abbreviate(context.traceId()) + (context.isTraceIdShort() ? "(64)" : "") : "-");
        words.add(context.hasSpanId() ? abbreviate(context.spanId()) : "-");
        words.add(context.sampling().name());
        if (context.flags() > 1) {
            words.add("flags=" + context.flags());
        }
        if (!context.tracestate().members().isEmpty()) {
            words.add("tracestate=" + context.tracestate());
        }
        context.parentSpanId().ifPresent(id -> words.add("parent=" + abbreviate(id)));
        context.baggage().forEach((key, value) -> words.add("baggage." + key + "=" + value));
        context.extras().forEach((key, value) -> words.add(key + "=" + abbreviate(value)));
        return String.join(" ", words);
    }

    private static String abbreviate(String id) {
        return id.replace(TRACE_ID, "T")
                .replace("0".repeat(16) + TRACE_ID.substring(16), "T")
                .replace(SPAN_ID, "S")
                .replace(PARENT_ID, "P");
    }

    /** Returns violations without their rules: {@code traceparent at 3: trace-id is all zeros}. */
    static String describe(List<Violation> violations) {
        return violations.stream()
                .map(each -> each.header() + (each.at() < 0 ? "" : " at " + each.at()) + ": " + each.problem())
                .collect(Collectors.joining("; "));
    }
}
