// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.propagation;

/** What a caller has decided on sampling, in the words of B3. W3C Trace Context knows the first two only. */
public enum SamplingState {
    /** The trace is sampled. */
    ACCEPT,
    /** The trace is not sampled. */
    DENY,
    /** The trace is sampled, and no one may decide otherwise. */
    DEBUG,
    /** The caller has not decided. */
    DEFER;

    /** Returns whether spans are to be recorded. */
    public boolean isSampled() {
        return this == ACCEPT || this == DEBUG;
    }
}
