// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Gives each demand as many spans as it asks for, no span to two demands, if that can be done: a maximum flow by
 * shortest augmenting paths, in which equal expectations are one demand.
 */
final class Assignment {
    private static final int FREE = -1;

    private final int[] owners;
    private int[][] candidates = {};
    private int[] next = {};
    private int[] viaDemand = {};
    private int[] viaSpan = {};

    /** Makes room for spans numbered below {@code spans}. */
    Assignment(int spans) {
        owners = new int[spans];
        Arrays.fill(owners, FREE);
    }

    /**
     * Returns the spans given to each demand, ascending; or null if the demands cannot all be met.
     *
     * @param candidates for each demand the spans that would do, ascending
     * @param counts for each demand how many it asks for
     */
    int @Nullable [][] assign(int[][] candidates, int[] counts) {
        begin(candidates);
        try {
            // Those with few candidates first: the others then nearly always find a free one.
            int[] order = IntStream.range(0, candidates.length)
                    .boxed()
                    .sorted(Comparator.comparingInt(demand -> candidates[demand].length))
                    .mapToInt(Integer::intValue)
                    .toArray();
            for (int demand : order) {
                for (int i = 0; i < counts[demand]; i++) {
                    if (!augment(demand)) {
                        return null;
                    }
                }
            }
            return given(counts);
        } finally {
            end();
        }
    }

    /** Begins an assignment in which {@link #augment} is called demand by demand, each asking for one span. */
    void begin(int[][] candidates) {
        this.candidates = candidates;
        next = new int[candidates.length];
        viaDemand = new int[candidates.length];
        viaSpan = new int[candidates.length];
    }

    void end() {
        for (int[] spans : candidates) {
            for (int span : spans) {
                owners[span] = FREE;
            }
        }
    }

    /** Gives the demand one more span, moving others to other spans of theirs if need be. */
    boolean augment(int demand) {
        Arrays.fill(viaDemand, FREE);
        viaDemand[demand] = demand;
        int[] queue = new int[candidates.length];
        queue[0] = demand;
        int queued = 1;
        for (int at = 0; at < queued; at++) {
            int current = queue[at];
            int free = free(current);
            if (free != FREE) {
                move(demand, current, free);
                return true;
            }
            for (int span : candidates[current]) {
                int owner = owners[span];
                if (viaDemand[owner] == FREE) {
                    viaDemand[owner] = current;
                    viaSpan[owner] = span;
                    queue[queued++] = owner;
                }
            }
        }
        return false;
    }

    /** A span that has an owner keeps having one, so the search goes on where it stopped. */
    private int free(int demand) {
        int[] spans = candidates[demand];
        while (next[demand] < spans.length && owners[spans[next[demand]]] != FREE) {
            next[demand]++;
        }
        return next[demand] < spans.length ? spans[next[demand]] : FREE;
    }

    private void move(int demand, int last, int free) {
        int span = free;
        int current = last;
        while (true) {
            owners[span] = current;
            if (current == demand) {
                return;
            }
            span = viaSpan[current];
            current = viaDemand[current];
        }
    }

    /** Returns the spans given to each demand, ascending. */
    int[][] given(int[] counts) {
        int[][] given = new int[candidates.length][];
        for (int demand = 0; demand < given.length; demand++) {
            int owner = demand;
            given[demand] = Arrays.stream(candidates[demand])
                    .filter(span -> owners[span] == owner)
                    .limit(counts[demand])
                    .toArray();
        }
        return given;
    }
}
