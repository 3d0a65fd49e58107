// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import java.util.List;
import java.util.regex.Pattern;
import org.testcontainers.containers.GenericContainer;

/**
 * What a container has written.
 *
 * @param lines its last lines
 */
record ContainerLog(List<String> lines) {
    private static final int MOST_LINES = 5_000;
    private static final int MOST_SHOWN = 3;
    private static final int LONGEST_LINE = 240;

    /** What exporters say when they fail. */
    private static final Pattern EXPORT_ERROR = Pattern.compile(
            "failed to export" // Java, Python
                    + "|encountered while exporting|exception while exporting" // Python
                    + "|OTLPExporterError|\\{\"stack\":\".*(ECONNREFUSED|ENOTFOUND|EAI_AGAIN)" // JavaScript
                    + "|traces export: " // Go
                    + "|exporting failed\\." // the Collector
                    + "|OpenTelemetry (trace )?error|export failure" // Ruby, Rust, PHP
                    + "|spans? (was|were) dropped|dropped \\d+ spans?", // Zipkin's reporters, and queues that are full
            Pattern.CASE_INSENSITIVE);

    static ContainerLog of(GenericContainer<?> container) {
        return of(container.getLogs());
    }

    static ContainerLog of(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        return new ContainerLog(lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size()));
    }

    /** Returns the last complaints of exporters, a line each. */
    List<String> exportErrors() {
        List<String> errors = lines.stream()
                .filter(line -> EXPORT_ERROR.matcher(line).find())
                .distinct()
                .toList();
        return last("its log: ", errors, 2);
    }

    /** Returns the last lines. */
    List<String> lastLines(String title) {
        return last(title, lines, MOST_SHOWN);
    }

    private static List<String> last(String title, List<String> from, int most) {
        return from.subList(Math.max(0, from.size() - most), from.size()).stream()
                .map(line -> title + shortened(line))
                .toList();
    }

    private static String shortened(String line) {
        String stripped = line.strip();
        return stripped.length() <= LONGEST_LINE ? stripped : stripped.substring(0, LONGEST_LINE) + "…";
    }
}
