// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

/** What became of a trace. */
public enum Outcome {
    /** It was kept, and its spans were given on. */
    SAMPLED("sampled"),
    /** It was not kept, for nothing said so. */
    NOT_SAMPLED("not sampled"),
    /** It was not kept, for a {@code drop} policy or a filter said so. */
    DROPPED("dropped"),
    /** It made room for another one ({@code num_traces}) before it was decided. Its spans are lost. */
    EVICTED("evicted"),
    /** It is not decided yet. */
    PENDING("pending");

    private final String words;

    Outcome(String words) {
        this.words = words;
    }

    /** Returns the name as a sentence has it, such as {@code not sampled}. */
    public String words() {
        return words;
    }
}
