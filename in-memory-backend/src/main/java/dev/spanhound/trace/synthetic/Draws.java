// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.synthetic;

/** A row of numbers that look random and follow from a seed: SplitMix64, the same on each JVM. */
final class Draws {
    private static final long GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    Draws(long seed) {
        state = seed;
    }

    /** Returns the row of element {@code index} of what has this seed. */
    static Draws of(long seed, long index) {
        return new Draws(new Draws(seed).next() + index);
    }

    long next() {
        state += GAMMA;
        return mix(state);
    }

    /** Returns a number from 0 to below 1. */
    double share() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    /** Returns a whole number from {@code from} to {@code to}, both possible. */
    int between(int from, int to) {
        return from + (int) Math.floor(share() * (to - from + 1.0));
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
