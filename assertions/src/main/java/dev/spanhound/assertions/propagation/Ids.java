// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.propagation;

import java.util.HexFormat;

/** IDs that a test gives, refused if they can match nothing. */
final class Ids {
    private Ids() {}

    static void requireTraceId(String traceId) {
        if ((traceId.length() != 32 && traceId.length() != 16) || !isHex(traceId)) {
            throw new IllegalArgumentException("traceId: " + traceId + " (expected: 32 hex digits, or 16 for 64 bits)");
        }
    }

    static void requireSpanId(String spanId) {
        if (spanId.length() != 16 || !isHex(spanId)) {
            throw new IllegalArgumentException("spanId: " + spanId + " (expected: 16 hex digits)");
        }
    }

    private static boolean isHex(String text) {
        return text.chars().allMatch(HexFormat::isHexDigit);
    }
}
