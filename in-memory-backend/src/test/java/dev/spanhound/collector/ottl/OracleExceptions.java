// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl;

import java.util.Set;

/** What is known to differ from the Collector, and why. */
final class OracleExceptions {
    /** Spans without a kind are internal in OpenTelemetry's SDK; there is no unspecified kind. */
    private static final Set<String> WITHOUT_KIND = Set.of("", "lists", "maps", "bytes", "extremes", "bare");

    private OracleExceptions() {}

    /** Returns whether the condition as such is left out. */
    static boolean excludes(String condition) {
        return condition.matches(".*\\b(otelcol\\.client|otelcol\\.grpc)\\b.*") // there is no client here
                || condition.matches("(?s).*(ParseSimplifiedXML|GetXML|UserAgent)\\(.*") // not here
                || condition.matches(
                        "(?s).*(ConvertAttributesToElementsXML|ConvertTextToElementsXML|InsertXML|RemoveXML)\\(.*")
                || condition.contains("ExtractGrokPatterns(")
                || condition.contains("target = name, target = name") // the Collector panics
                || condition.contains("Gr\ufffd"); // half a character: Java's strings cannot hold it
    }

    /** Returns whether the condition cannot be answered alike for the span of this name. */
    static boolean excludes(String condition, String span) {
        return span.equals("empties") // kind 9, status 7, empty values and a malformed trace state cannot be here
                || (condition.contains("kind") && WITHOUT_KIND.contains(span))
                || (condition.contains("flags")
                        && Set.of("GET /cart", "extremes").contains(span)) // above 8 bits
                || condition.contains("resource.dropped_attributes_count") // OpenTelemetry's SDK has none
                || condition.contains("scope.dropped_attributes_count")
                || (condition.matches("(?s).*\\battributes(?!\\[).*|.*\"e\"\\].*")
                        && span.equals("GET /cart")) // an empty value
                || (condition.contains("Unix(") && span.equals("extremes")); // beyond Java's times
    }
}
