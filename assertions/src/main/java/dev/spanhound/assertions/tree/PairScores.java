// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import java.util.Arrays;

/** Scores of pairs of numbers, without an object for each. */
final class PairScores {
    private static final long FREE = -1;

    private long[] keys = free(1 << 10);
    private long[] scores = new long[1 << 10];
    private int size;

    private static long[] free(int length) {
        long[] keys = new long[length];
        Arrays.fill(keys, FREE);
        return keys;
    }

    int size() {
        return size;
    }

    /** Returns the score of the pair, or {@code other} if it has none. */
    long get(int first, int second, long other) {
        int slot = slot(key(first, second));
        return keys[slot] == FREE ? other : scores[slot];
    }

    /** Gives the pair a score, and returns whether it had none before. */
    boolean put(int first, int second, long score) {
        long key = key(first, second);
        int slot = slot(key);
        boolean isNew = keys[slot] == FREE;
        keys[slot] = key;
        scores[slot] = score;
        if (isNew && ++size > keys.length / 2) {
            grow();
        }
        return isNew;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldScores = scores;
        keys = free(2 * oldKeys.length);
        scores = new long[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != FREE) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                scores[slot] = oldScores[i];
            }
        }
    }

    private static long key(int first, int second) {
        return ((long) first << 32) | second;
    }

    private int slot(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        int slot = (int) (mixed >>> 32) & (keys.length - 1);
        while (keys[slot] != FREE && keys[slot] != key) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }
}
