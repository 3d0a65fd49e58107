// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/** Draws rows as a tree. */
final class Rows {
    /** Longer heads and notes reach over their column, so that one long name does not push all others away. */
    private static final int WIDEST_HEAD = 100;

    private static final int WIDEST_NOTE = 40;

    /** A row with what is drawn before it. */
    private record Line(String prefix, String below, Row row) {
        int width() {
            return width(prefix) + width(row.head);
        }

        private static int width(String text) {
            return text.codePointCount(0, text.length());
        }
    }

    private Rows() {}

    /** Returns the rows without columns. */
    static String compact(Collection<Row> rows) {
        return lines(rows).stream()
                .map(line -> joined(line.prefix + line.row.head, line.row.kind, line.row.note))
                .collect(Collectors.joining("\n"));
    }

    private static String joined(String head, String kind, String note) {
        String comment = note.startsWith("#") ? " " : "";
        return head + (kind.isEmpty() ? "" : " " + kind) + (note.isEmpty() ? "" : " " + comment + note);
    }

    /** Returns the rows with kind, duration, notes and marks in columns. */
    static String aligned(Collection<Row> rows) {
        List<Line> lines = lines(rows);
        int head = lines.stream()
                .mapToInt(Line::width)
                .filter(width -> width <= WIDEST_HEAD)
                .max()
                .orElse(0);
        int kind = lines.stream().mapToInt(line -> line.row.kind.length()).max().orElse(0);
        int duration = lines.stream()
                .mapToInt(line -> line.row.duration.length())
                .max()
                .orElse(0);
        int note = lines.stream()
                .filter(line -> !line.row.marks.isEmpty())
                .mapToInt(line -> line.row.note.length())
                .filter(width -> width <= WIDEST_NOTE)
                .max()
                .orElse(0);
        List<String> drawn = new ArrayList<>(lines.size());
        for (Line line : lines) {
            Row row = line.row;
            String text = padded(line.prefix + row.head, head)
                    + (kind == 0 ? "" : "  " + padded(row.kind, kind))
                    + (duration == 0 ? "" : "  " + " ".repeat(duration - row.duration.length()) + row.duration);
            int marksAt = text.codePointCount(0, text.length()) + (note == 0 ? 0 : 2 + note);
            if (note > 0 || !row.note.isEmpty()) {
                text += "  " + row.note;
            }
            String before = text;
            for (String mark : row.marks) {
                drawn.add((padded(before, marksAt) + "   " + Quoted.onOneLine(mark)).stripTrailing());
                before = line.below;
            }
            if (row.marks.isEmpty()) {
                drawn.add(text.stripTrailing());
            }
        }
        return String.join("\n", drawn);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.codePointCount(0, text.length())));
    }

    /** The rows of one parent that are still to be drawn. */
    private record Open(Iterator<Row> rows, String prefix, boolean top) {}

    private static List<Line> lines(Collection<Row> tops) {
        List<Line> lines = new ArrayList<>();
        Deque<Open> open = new ArrayDeque<>();
        open.push(new Open(tops.iterator(), "", true));
        while (!open.isEmpty()) {
            Open siblings = open.element();
            if (!siblings.rows.hasNext()) {
                open.pop();
                continue;
            }
            Row row = siblings.rows.next();
            boolean last = !siblings.rows.hasNext();
            String prefix = siblings.top ? "" : siblings.prefix + (last ? "└─ " : "├─ ");
            String below = siblings.top ? "" : siblings.prefix + (last ? "   " : "│  ");
            Collection<Row> rows = row.rows();
            lines.add(new Line(prefix, below + (rows.isEmpty() ? "" : "│"), row));
            open.push(new Open(rows.iterator(), below, false));
        }
        return lines;
    }
}
