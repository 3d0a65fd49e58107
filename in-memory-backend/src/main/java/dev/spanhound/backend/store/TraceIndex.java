// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.store;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds stored traces by their ID: a hash table with open addressing, whose slots are numbers.
 *
 * <p>A {@code HashMap} would do, but for the garbage collector: each entry is a reference written to a random place of a
 * large and old array, and to look after all these places took a tenth of the time that it takes to store spans. Here
 * references are written one behind the other.
 */
final class TraceIndex {
    private static final int LEAST = 16;

    /** The traces, without gaps. */
    private @Nullable StoredTrace[] traces = new StoredTrace[LEAST];

    private int size;

    /** Where a trace is: the hash of its ID, and below it the number of traces up to it. Zero is a free slot. */
    private long[] slots = new long[2 * LEAST];

    int size() {
        return size;
    }

    /** Returns the trace with this ID, or null if there is none. */
    @Nullable
    StoredTrace get(String traceId) {
        long slot = slots[find(traceId)];
        return slot == 0 ? null : trace(slot);
    }

    /** Returns the trace with this ID, an empty one if there was none. */
    StoredTrace getOrAdd(String traceId) {
        int at = find(traceId);
        if (slots[at] != 0) {
            return trace(slots[at]);
        }
        if (size == traces.length) {
            grow();
            at = find(traceId);
        }
        StoredTrace trace = new StoredTrace(traceId);
        traces[size++] = trace;
        slots[at] = slot(hash(traceId), size);
        return trace;
    }

    /** Removes the trace with this ID, if there is one. The last trace takes its place. */
    void remove(String traceId) {
        int at = find(traceId);
        long removed = slots[at];
        if (removed == 0) {
            return;
        }
        free(at);
        long end = slot(0, size);
        StoredTrace last = trace(end);
        if ((int) removed != size) {
            slots[find(last.traceId)] = slot(hash(last.traceId), (int) removed);
            traces[(int) removed - 1] = last;
        }
        traces[--size] = null;
    }

    /** Returns the slot of a trace, or the free one that it would get. */
    private int find(String traceId) {
        int hash = hash(traceId);
        int at = home(hash);
        while (slots[at] != 0
                && !(hashIn(slots[at]) == hash && trace(slots[at]).traceId.equals(traceId))) {
            at = next(at);
        }
        return at;
    }

    /** Frees a slot, and moves those behind it that were put there because it was not free. */
    private void free(int at) {
        int gap = at;
        for (int i = next(at); slots[i] != 0; i = next(i)) {
            if (distance(home(hashIn(slots[i])), i) >= distance(gap, i)) {
                slots[gap] = slots[i];
                gap = i;
            }
        }
        slots[gap] = 0;
    }

    private void grow() {
        traces = Arrays.copyOf(traces, 2 * size);
        long[] before = slots;
        slots = new long[2 * before.length];
        for (long slot : before) {
            if (slot != 0) {
                int at = home(hashIn(slot));
                while (slots[at] != 0) {
                    at = next(at);
                }
                slots[at] = slot;
            }
        }
    }

    private StoredTrace trace(long slot) {
        return Objects.requireNonNull(traces[(int) slot - 1]);
    }

    private static long slot(int hash, int number) {
        return (long) hash << Integer.SIZE | number;
    }

    private static int hashIn(long slot) {
        return (int) (slot >>> Integer.SIZE);
    }

    private static int hash(String traceId) {
        int hash = traceId.hashCode();
        return hash ^ hash >>> 16;
    }

    private int home(int hash) {
        return hash & (slots.length - 1);
    }

    private int next(int slot) {
        return home(slot + 1);
    }

    private int distance(int from, int to) {
        return home(to - from);
    }
}
