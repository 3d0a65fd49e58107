// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.restassured;

import dev.spanhound.trace.propagation.HeaderLine;

/**
 * The trace that a header line names.
 *
 * @param traceId 32 lower-case hex digits, a shorter ID padded on the left
 * @param isShort whether the line has 64 bits of it only
 */
record NamedTrace(HeaderLine line, String traceId, boolean isShort) {

    /** Returns whether it is that trace. A 64-bit ID may be the right half of a longer one. */
    boolean is(String other) {
        return isShort
                ? other.regionMatches(true, Math.max(0, other.length() - 16), traceId, 16, 16)
                : other.equalsIgnoreCase(traceId);
    }
}
