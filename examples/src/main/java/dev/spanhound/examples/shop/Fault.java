// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.shop;

/** One way in which the context can be lost, or changed, between a service and the one it calls. */
public enum Fault {
    /** All is well. */
    NONE,

    /** The caller sends no header of a context. */
    SENDS_NOTHING,

    /** The caller sends a {@code traceparent} whose parent ID is all zeros. */
    SENDS_MALFORMED_TRACEPARENT,

    /** The caller sends the sampled flag 0. */
    SENDS_UNSAMPLED,

    /** The caller sends B3 only, and the callee knows W3C only. */
    SENDS_B3_TO_W3C,

    /** The caller sends W3C only. Payment knows B3 only. */
    SENDS_W3C_ONLY,

    /** The caller sends a sampling decision in B3, without a trace. */
    SENDS_DECISION_ONLY,

    /** The caller sends no {@code tracestate}. The context is not lost. */
    DROPS_TRACESTATE,

    /** The caller makes no CLIENT span and sends no header. */
    UNTRACED_CLIENT,

    /** The caller hands the call to a thread that does not have its context. */
    UNWRAPPED_EXECUTOR,

    /** A proxy between the two passes no header on. */
    STRIPPING_PROXY,

    /** The callee begins a new trace, whatever headers come. */
    IGNORES_HEADERS
}
