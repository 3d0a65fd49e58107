// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which siblings break the expected order of starts: as few of them as possible. */
final class SiblingOrder {
    private final ExpectedIndex expected;
    private final TraceIndex trace;

    SiblingOrder(ExpectedIndex expected, TraceIndex trace) {
        this.expected = expected;
        this.trace = trace;
    }

    /** Returns what is wrong by the number of the expected span. Spans that were not found are left out. */
    Map<Integer, Mismatch> mismatches(int[] numbers, int[] spans) {
        List<Integer> present = new ArrayList<>();
        for (int i = 0; i < spans.length; i++) {
            if (spans[i] != WeightedAssignment.NONE) {
                present.add(i);
            }
        }
        List<Integer> kept = longestAscending(present, spans);
        Map<Integer, Mismatch> mismatches = new HashMap<>();
        for (int i : present) {
            if (!kept.contains(i)) {
                mismatches.put(numbers[i], mismatch(i, kept, numbers, spans));
            }
        }
        return mismatches;
    }

    private List<Integer> longestAscending(List<Integer> present, int[] spans) {
        int[] length = new int[present.size()];
        int[] before = new int[present.size()];
        int last = -1;
        for (int i = 0; i < length.length; i++) {
            length[i] = 1;
            before[i] = -1;
            for (int j = 0; j < i; j++) {
                boolean ascending = start(spans, present.get(j)) <= start(spans, present.get(i));
                if (ascending && length[j] + 1 > length[i]) {
                    length[i] = length[j] + 1;
                    before[i] = j;
                }
            }
            if (last < 0 || length[i] > length[last]) {
                last = i;
            }
        }
        List<Integer> kept = new ArrayList<>();
        for (int i = last; i >= 0; i = before[i]) {
            kept.add(present.get(i));
        }
        Collections.reverse(kept);
        return kept;
    }

    private long start(int[] spans, int index) {
        return trace.start(spans[index]);
    }

    private Mismatch mismatch(int index, List<Integer> kept, int[] numbers, int[] spans) {
        for (int i = kept.size() - 1; i >= 0; i--) {
            long late = start(spans, kept.get(i)) - start(spans, index);
            if (kept.get(i) < index && late > 0) {
                return mismatch("after", numbers[kept.get(i)], late, "before it");
            }
        }
        for (int other : kept) {
            long late = start(spans, index) - start(spans, other);
            if (other > index && late > 0) {
                return mismatch("before", numbers[other], late, "after it");
            }
        }
        throw new IllegalStateException("a span that breaks no order was left out of the longest one");
    }

    private Mismatch mismatch(String when, int other, long nanos, String instead) {
        return new Mismatch(
                "order",
                "a start " + when + " " + expected.span(other).headline(),
                Durations.text(Duration.ofNanos(nanos)) + " " + instead);
    }
}
