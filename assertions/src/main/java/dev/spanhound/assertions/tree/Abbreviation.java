// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import dev.spanhound.trace.SpanNode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which spans of a long trace are shown: first equal siblings are folded, then spans are chosen: those with marks, what
 * is above them, what the marks are about, and what is near the top. A span with a mark is always shown, up to 2,000.
 */
final class Abbreviation {
    /** Deeper spans are shown only if a mark is on or below them: each level takes three columns of each line. */
    private static final int DEEPEST = 40;

    private static final int ABOVE_MARK = 3;

    /** A report with more marks than this helps nobody, and could fill the memory. */
    private static final int MOST_MARKS = 2_000;

    private final TraceIndex trace;
    private final Marks marks;
    private final BitSet withMissing = new BitSet();
    private final BitSet folded = new BitSet();
    private final BitSet shown = new BitSet();
    private int marksLeftOut;
    private final int[] moreLike;
    private final int[] shownAbove;

    /** What is printed of a span and all below it. */
    private record Look(String head, SpanKindAndStatus own, List<String> marks, List<Integer> below) {}

    private record SpanKindAndStatus(Object kind, String status) {}

    Abbreviation(TraceIndex trace, Marks marks, Collection<Optional<SpanNode>> missingUnder, int mostLines) {
        this.trace = trace;
        this.marks = marks;
        missingUnder.stream().flatMap(Optional::stream).forEach(node -> withMissing.set(trace.number(node)));
        moreLike = new int[trace.size()];
        shownAbove = new int[trace.size()];
        shown.set(0, trace.size());
        if (trace.size() > mostLines) {
            fold();
            shown.andNot(folded);
            if (shown.cardinality() > mostLines) {
                choose(mostLines);
                findShownAbove();
                showWhatStandsAlone();
            }
        }
        findShownAbove();
    }

    boolean isShown(int span) {
        return shown.get(span);
    }

    /** Returns whether the span is neither shown nor one of those that {@link #moreLike} counts, or below one. */
    boolean isLeftOut(int span) {
        return !shown.get(span) && !folded.get(span);
    }

    /** Returns how many siblings right after the span look like it and are folded. */
    int moreLike(int span) {
        return moreLike[span];
    }

    /** Returns the nearest span above that is shown, or the top. */
    int shownAbove(int span) {
        return shownAbove[span];
    }

    /** Returns how many spans with marks are not shown. */
    int marksLeftOut() {
        return marksLeftOut;
    }

    private void fold() {
        int[] looks = looks();
        for (int parent = 0; parent <= trace.size(); parent++) {
            int[] siblings = trace.children(parent);
            for (int first = 0, next; first < siblings.length; first = next) {
                next = first + 1;
                while (next < siblings.length && looks[siblings[next]] == looks[siblings[first]]) {
                    next++;
                }
                if (next - first > 2) {
                    moreLike[siblings[first]] = next - first - 1;
                    folded.set(siblings[first + 1], trace.end(siblings[next - 1]));
                }
            }
        }
    }

    /** Returns the same number for spans that look the same with all below them. */
    private int[] looks() {
        int[] looks = new int[trace.size()];
        Map<Look, Integer> known = new HashMap<>();
        for (int span = trace.size() - 1; span >= 0; span--) {
            SpanNode node = trace.node(span);
            List<Integer> below = new ArrayList<>();
            for (int child : trace.children(span)) {
                below.add(looks[child]);
            }
            // A missing span is shown below one span, which therefore looks like no other.
            List<String> own = new ArrayList<>(marks.of(node));
            if (withMissing.get(span)) {
                own.add("missing below " + span);
            }
            Look look = new Look(
                    TextForm.head(node.service(), node.name()),
                    new SpanKindAndStatus(node.kind(), TextForm.status(node)),
                    own,
                    below);
            looks[span] = known.computeIfAbsent(look, key -> known.size());
        }
        return looks;
    }

    private void choose(int mostLines) {
        BitSet candidates = (BitSet) shown.clone();
        shown.clear();
        int marksLeft = MOST_MARKS;
        for (int span = candidates.nextSetBit(0); span >= 0; span = candidates.nextSetBit(span + 1)) {
            if (isMarked(span) && marksLeft-- > 0) {
                int at = span;
                for (int i = 0; i <= ABOVE_MARK && at < trace.size(); i++) {
                    shown.set(at);
                    at = trace.parent(at);
                }
            }
        }
        marksLeftOut = Math.max(0, -marksLeft);
        int left = mostLines - shown.cardinality();
        for (int span = candidates.nextSetBit(0); span >= 0 && left > 0; span = candidates.nextSetBit(span + 1)) {
            SpanNode node = trace.node(span);
            if (marks.isAbout(node) && node.depth() <= DEEPEST && !shown.get(span)) {
                shown.set(span);
                left--;
            }
        }
        List<Integer> byDepth = new ArrayList<>();
        byDepth.add(trace.size());
        for (int i = 0; i < byDepth.size() && left > 0; i++) {
            for (int child : trace.children(byDepth.get(i))) {
                if (candidates.get(child) && trace.node(child).depth() <= DEEPEST) {
                    byDepth.add(child);
                    if (!shown.get(child) && left > 0) {
                        shown.set(child);
                        left--;
                    }
                }
            }
        }
        for (int span = 0; span < trace.size(); span++) {
            if (isLeftOut(span)) {
                unfold(span);
            }
        }
    }

    /** Counts what was folded into a span that is left out as left out itself. */
    private void unfold(int first) {
        int end = trace.end(first);
        for (int i = 0; i < moreLike[first]; i++) {
            end = trace.end(end);
        }
        folded.clear(trace.end(first), end);
        moreLike[first] = 0;
    }

    private void findShownAbove() {
        for (int span = 0; span < trace.size(); span++) {
            int parent = trace.parent(span);
            shownAbove[span] = parent == trace.size() || shown.get(parent) ? parent : shownAbove[parent];
        }
    }

    /** Shows a span instead of a line that says that one span is left out. */
    private void showWhatStandsAlone() {
        int[] leftOut = new int[trace.size() + 1];
        for (int span = 0; span < trace.size(); span++) {
            leftOut[shownAbove[span]] += isLeftOut(span) ? 1 : 0;
        }
        for (int span = 0; span < trace.size(); span++) {
            if (isLeftOut(span) && leftOut[shownAbove[span]] == 1) {
                shown.set(span);
            }
        }
    }

    private boolean isMarked(int span) {
        return !marks.of(trace.node(span)).isEmpty() || withMissing.get(span);
    }
}
