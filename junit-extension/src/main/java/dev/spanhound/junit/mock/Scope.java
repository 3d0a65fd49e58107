// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit.mock;

/**
 * The requests that something is said of: all, or those of one trace.
 *
 * @param traceId the trace, or an empty string for all
 */
record Scope(String traceId) {
    static final Scope ALL = new Scope("");

    boolean isOfOneTrace() {
        return !traceId.isEmpty();
    }

    boolean contains(Caller caller) {
        return !isOfOneTrace() || caller.isOfTrace(traceId);
    }

    /** Returns the end of a sentence: {@code " of trace …"}, or nothing. */
    String suffix() {
        return isOfOneTrace() ? " of trace " + traceId : "";
    }
}
