// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

/** What a policy says of a trace. */
public enum Verdict {
    /** Keep it. */
    SAMPLED,
    /** No reason to keep it. */
    NOT_SAMPLED,
    /** Do not keep it, whatever others say. */
    DROPPED,
    /** The policy failed, and has no vote. */
    ERROR
}
