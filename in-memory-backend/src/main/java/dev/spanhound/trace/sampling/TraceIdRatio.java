// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.sampling;

import java.util.HexFormat;

/**
 * What {@code TraceIdRatioBased} of OpenTelemetry's SDK for Java decides, from the trace ID alone. SDKs of other
 * languages may decide otherwise, and so may samplers that use a {@link SamplingThreshold}.
 *
 * @param ratio share of traces to keep, 0 to 1
 */
public record TraceIdRatio(double ratio) {
    public TraceIdRatio {
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException("ratio: " + ratio + " (expected: 0 to 1)");
        }
    }

    /**
     * Returns whether a root span of this trace is sampled.
     *
     * @param traceId 32 hex digits
     * @throws IllegalArgumentException if it is not
     */
    public boolean keeps(String traceId) {
        if (traceId.length() != 32 || !Randomness.isHex(traceId)) {
            throw new IllegalArgumentException("traceId: " + traceId + " (expected: 32 hex digits)");
        }
        long rightHalf = HexFormat.fromHexDigitsToLong(traceId.substring(16));
        return Math.abs(rightHalf) < bound(); // the least long has no absolute value, and stays below any bound
    }

    private long bound() {
        return ratio == 0 ? Long.MIN_VALUE : (long) (ratio * Long.MAX_VALUE);
    }
}
