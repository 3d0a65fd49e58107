// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.oracle;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Recordings that we are known to differ from.
 *
 * @param names the names they all match
 * @param count how many of these differ
 * @param reason why
 */
record KnownDifference(Pattern names, int count, String reason) {
    private static final String KIND =
            "a span without a kind is one of kind INTERNAL in Java's SpanData, and so counts two bytes more";
    private static final String STATE =
            "trace states that W3C does not allow are not kept; the Collector lets its own parser judge them";
    private static final String VALUES = "a map, bytes or a mixed list are strings in Java's attributes";
    private static final String NO_ID = "spans whose trace or span ID is all zeros are refused by the receiver";

    static final List<KnownDifference> ALL = List.of(
            of("bytes_limiting/(five|one|resource|two-requests|two-scopes)-burst\\+[01]", 10, KIND),
            of("maximum_trace_size_bytes/(five|one|resource|two-requests|two-scopes)(-tags)?[+-][01]", 23, KIND),
            of("maximum_trace_size_bytes/(64|65|137)-.*-grows", 9, KIND),
            of("life/.*", 9, KIND),
            of("random/.*", 5, KIND),
            of("status_code/unknown-code-7", 1, "a status code that OTLP does not have is UNSET in Java's SpanData"),
            of("string/regex-.*-(span|resource)-(bytes|map)", 20, VALUES),
            of("trace_state/.*-duplicate.*", 3, STATE),
            of("request/(trace|span)-without-id-.*", 8, NO_ID));

    private static KnownDifference of(String names, int count, String reason) {
        return new KnownDifference(Pattern.compile(names), count, reason);
    }

    boolean covers(String name) {
        return names.matcher(name).matches();
    }
}
