// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import dev.spanhound.assertions.tree.ExpectedSpan.Below;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text form that {@link ExpectedTree} describes: lines into a tree. {@link TextLine} reads a line. */
final class TextParser {
    private static final Pattern MORE = Pattern.compile("(?:\\.\\.\\.|…) (\\d{1,7}) more like this(?:  .*)?");
    private static final Pattern GAP = Pattern.compile("(?:\\.\\.\\.|…)(?:  .*)?");
    private static final int MOST_SPANS = 1_000_000;

    private final Deque<Draft> open = new ArrayDeque<>();
    private int spans;

    /** A span, or a gap, whose lines below are being read. */
    private static final class Draft {
        final int indent;
        final boolean isGap;
        final List<Condition> conditions;
        final List<Below> below = new ArrayList<>();
        int indentBelow = -1;
        boolean hasGap;

        Draft(int indent, boolean isGap, List<Condition> conditions) {
            this.indent = indent;
            this.isGap = isGap;
            this.conditions = conditions;
        }
    }

    ExpectedTree parse(String text) {
        open.push(new Draft(-1, false, List.of()));
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            read(new TextLine(line.stripTrailing(), number));
        }
        close(-1);
        Draft top = open.pop();
        if (top.below.isEmpty()) {
            throw new IllegalArgumentException("text: no span in it (expected: a tree, one span a line)");
        }
        return ExpectedTree.under(ExpectedSpan.of(List.of(), top.below, top.hasGap));
    }

    private void read(TextLine line) {
        if (line.isSkipped()) {
            return;
        }
        String body = line.body();
        int indent = line.indent();
        close(indent);
        Draft parent = open.element();
        if (parent.indentBelow >= 0 && parent.indentBelow != indent) {
            throw line.error(
                    "indented by " + indent,
                    "expected: " + parent.indentBelow + " like its sibling, or deeper than the line above");
        }
        parent.indentBelow = indent;
        Matcher more = MORE.matcher(body);
        if (more.matches()) {
            repeat(line, Integer.parseInt(more.group(1)));
        } else if (GAP.matcher(body).matches()) {
            parent.hasGap = true;
            open.push(new Draft(indent, true, List.of()));
        } else {
            count(line, 1);
            open.push(new Draft(indent, false, line.span()));
        }
    }

    /** Closes what is not above a line with this indent. */
    private void close(int indent) {
        while (open.element().indent >= indent && open.size() > 1) {
            Draft done = open.pop();
            Draft parent = open.element();
            if (done.isGap) {
                done.below.forEach(below -> parent.below.add(new Below(below.span(), true)));
            } else {
                parent.below.add(new Below(ExpectedSpan.of(done.conditions, done.below, done.hasGap), false));
            }
        }
    }

    private void repeat(TextLine line, int times) {
        List<Below> siblings = open.element().below;
        if (siblings.isEmpty()) {
            throw line.error("nothing before it to repeat", "expected: a sibling with the same indentation above");
        }
        count(line, times);
        siblings.addAll(Collections.nCopies(times, siblings.get(siblings.size() - 1)));
    }

    private void count(TextLine line, int more) {
        spans += more;
        if (spans > MOST_SPANS) {
            throw line.error("more than " + MOST_SPANS + " spans", "expected: fewer");
        }
    }
}
