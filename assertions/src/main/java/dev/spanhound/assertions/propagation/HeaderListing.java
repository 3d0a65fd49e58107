// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.propagation;

import dev.spanhound.assertions.diagnosis.SecretHeaders;
import dev.spanhound.trace.propagation.HeaderLine;
import dev.spanhound.trace.propagation.HeaderLines;
import java.util.ArrayList;
import java.util.List;

/** Header lines as a failure shows them: one a line, what is wrong beside it, and an arrow below the character. */
final class HeaderListing {
    /** What is wrong with a line, at a character of its value, or -1. */
    record Mark(HeaderLine line, int at, String problem) {}

    private HeaderListing() {}

    static String show(HeaderLines lines, List<Mark> marks, List<String> missing) {
        List<String> rows = new ArrayList<>();
        for (HeaderLine line : lines.lines()) {
            rows.addAll(rows(
                    line,
                    marks.stream().filter(mark -> mark.line().equals(line)).toList()));
        }
        if (lines.isEmpty()) {
            rows.add("(no headers)");
        }
        missing.forEach(header -> rows.add("(missing) " + header));
        return String.join("\n", rows);
    }

    private static List<String> rows(HeaderLine line, List<Mark> marks) {
        String name = escape(line.name()) + ": ";
        StringBuilder row = new StringBuilder(name).append(escape(SecretHeaders.shownValue(line)));
        StringBuilder arrows = new StringBuilder();
        String separator = "   ✗ ";
        for (Mark mark : marks) {
            row.append(separator).append(escape(mark.problem()));
            separator = "; ";
            if (mark.at() >= 0) {
                point(
                        arrows,
                        name.length()
                                + escape(line.value().substring(0, mark.at())).length());
            }
        }
        return arrows.isEmpty() ? List.of(row.toString()) : List.of(row.toString(), arrows.toString());
    }

    private static void point(StringBuilder arrows, int column) {
        while (arrows.length() <= column) {
            arrows.append(' ');
        }
        arrows.setCharAt(column, '^');
    }

    /** Makes control characters visible, and keeps each line a line. */
    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == '\t') {
                escaped.append("\\t");
            } else if (Character.isISOControl(each)) {
                escaped.append(String.format("\\u%04x", (int) each));
            } else {
                escaped.append(each);
            }
        }
        return escaped.toString();
    }
}
