// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/** A line of a printed tree, and the lines below it. */
final class Row {
    final String head;
    String kind = "";
    String duration = "";
    String note = "";
    final Deque<String> marks = new ArrayDeque<>();
    private final Deque<Row> rows = new ArrayDeque<>();
    private final Deque<Row> last = new ArrayDeque<>();

    Row(String head) {
        this.head = head;
    }

    Row add(Row row) {
        rows.add(row);
        return row;
    }

    /** Adds a row that stays behind those added later. */
    Row addLast(Row row) {
        last.add(row);
        return row;
    }

    Collection<Row> rows() {
        rows.addAll(last);
        last.clear();
        return rows;
    }
}
