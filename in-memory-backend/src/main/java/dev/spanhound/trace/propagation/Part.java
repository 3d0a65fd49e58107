// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.propagation;

import java.util.ArrayList;
import java.util.List;

/** A part of a line's value that knows where it is, so that a violation can say at which character. */
record Part(HeaderLine line, int from, int to) {

    /** Returns the value without the white space around it, which is no part of a header's value (RFC 9110, 5.5). */
    static Part of(HeaderLine line) {
        return new Part(line, 0, line.value().length()).trim();
    }

    String text() {
        return line.value().substring(from, to);
    }

    int length() {
        return to - from;
    }

    boolean isEmpty() {
        return from == to;
    }

    char charAt(int index) {
        return line.value().charAt(from + index);
    }

    /** Returns the index of the first such character, or -1. */
    int indexOf(char wanted) {
        int found = line.value().indexOf(wanted, from);
        return found < to ? Math.max(-1, found - from) : -1;
    }

    Part before(int index) {
        return new Part(line, from, from + index);
    }

    Part after(int index) {
        return new Part(line, from + index + 1, to);
    }

    Part trim() {
        int start = from;
        int end = to;
        while (start < end && isSpace(line.value().charAt(start))) {
            start++;
        }
        while (end > start && isSpace(line.value().charAt(end - 1))) {
            end--;
        }
        return new Part(line, start, end);
    }

    private static boolean isSpace(char each) {
        return each == ' ' || each == '\t';
    }

    /** Returns what is between the separators, empty parts included. */
    List<Part> split(char separator) {
        List<Part> parts = new ArrayList<>();
        Part rest = this;
        for (int at = rest.indexOf(separator); at >= 0; at = rest.indexOf(separator)) {
            parts.add(rest.before(at));
            rest = rest.after(at);
        }
        parts.add(rest);
        return parts;
    }
}
