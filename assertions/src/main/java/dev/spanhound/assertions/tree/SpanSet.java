// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Numbers of spans: as bits if they are many, as numbers if they are few. There may be one set for each span. */
final class SpanSet {
    private static final int[] NONE = {};

    private final @Nullable BitSet bits;
    private final int[] few;

    private SpanSet(@Nullable BitSet bits, int[] few) {
        this.bits = bits;
        this.few = few;
    }

    static SpanSet copyOf(BitSet bits) {
        int count = bits.cardinality();
        return count > bits.length() / Integer.SIZE
                ? new SpanSet((BitSet) bits.clone(), NONE)
                : new SpanSet(null, bits.stream().toArray());
    }

    boolean contains(int span) {
        return bits == null ? Arrays.binarySearch(few, span) >= 0 : bits.get(span);
    }

    /** Returns at most {@code atMost} numbers from {@code first} to before {@code end}, ascending. */
    int[] between(int first, int end, int atMost) {
        if (bits == null) {
            int at = Arrays.binarySearch(few, first);
            int from = at < 0 ? -at - 1 : at;
            int to = from;
            while (to < few.length && few[to] < end && to - from < atMost) {
                to++;
            }
            return Arrays.copyOfRange(few, from, to);
        }
        int[] found = new int[Math.min(16, atMost)];
        int count = 0;
        for (int i = bits.nextSetBit(first); i >= 0 && i < end && count < atMost; i = bits.nextSetBit(i + 1)) {
            if (count == found.length) {
                found = Arrays.copyOf(found, 2 * count);
            }
            found[count++] = i;
        }
        return Arrays.copyOf(found, count);
    }

    /** Returns at most {@code atMost} of the spans that are in this set, in their order. */
    int[] among(int[] spans, int atMost) {
        int[] found = new int[Math.min(spans.length, atMost)];
        int count = 0;
        for (int i = 0; i < spans.length && count < found.length; i++) {
            if (contains(spans[i])) {
                found[count++] = spans[i];
            }
        }
        return Arrays.copyOf(found, count);
    }
}
