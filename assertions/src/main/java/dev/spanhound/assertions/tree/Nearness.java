// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import java.util.HashMap;
import java.util.Map;

/** How near a span comes to what is expected, what is expected below it left aside. */
final class Nearness {
    /** A span as expected. More than any number of spans that only come near. */
    static final long AS_EXPECTED = 1L << 20;

    /** From here on a span is taken for the expected one with differences; less near ones need support from below. */
    static final long RECOGNIZED = 400;

    private static final int MOST_SIMILARITIES = 100_000;

    private final TraceIndex trace;
    private final Map<String, Map<String, Double>> similarities = new HashMap<>();
    private int similaritiesLeft = MOST_SIMILARITIES;

    Nearness(TraceIndex trace) {
        this.trace = trace;
    }

    /** Returns {@link #AS_EXPECTED}, or less the more differs. Never 0. */
    long of(ExpectedSpan expected, int span) {
        int held = 0;
        boolean nameDiffers = false;
        int count = expected.conditions().size();
        for (Condition condition : expected.conditions()) {
            if (condition.holds(trace.node(span))) {
                held++;
            } else if (condition instanceof NameCondition) {
                nameDiffers = true;
            }
        }
        if (held == count) {
            return AS_EXPECTED;
        }
        boolean isRecognized = !nameDiffers && held > 0;
        return (isRecognized ? RECOGNIZED : 1) + 198L * held / count;
    }

    /** Returns how much the span's name looks like the expected one, from 0 to 198. */
    long ofName(ExpectedSpan expected, int span) {
        String name = expected.exactName();
        return name == null
                ? 0
                : Math.round(198 * similarity(name, trace.node(span).name()));
    }

    /** Returns how much two names look alike, from 0 to 1, or 0 once that has been asked too often. */
    double similarity(String a, String b) {
        Map<String, Double> known = similarities.computeIfAbsent(a, name -> new HashMap<>());
        Double similarity = known.get(b);
        if (similarity == null) {
            if (similaritiesLeft == 0) {
                return 0;
            }
            similaritiesLeft--;
            similarity = Similarity.of(a, b);
            known.put(b, similarity);
        }
        return similarity;
    }
}
