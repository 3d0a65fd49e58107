// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend;

/**
 * How much the backend takes.
 *
 * @param maxSpans spans kept; above it whole traces are dropped, the oldest first
 * @param maxRequestBytes size of one request's body, in bytes, before and after decompression
 */
public record Limits(int maxSpans, int maxRequestBytes) {

    /** One million spans, and 64 MiB a request as OTLP's specification advises. */
    public static final Limits DEFAULT = new Limits(1_000_000, 64 * 1024 * 1024);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is not positive
     */
    public Limits {
        if (maxSpans < 1) {
            throw new IllegalArgumentException("maxSpans: " + maxSpans + " (expected: > 0)");
        }
        if (maxRequestBytes < 1) {
            throw new IllegalArgumentException("maxRequestBytes: " + maxRequestBytes + " (expected: > 0)");
        }
    }
}
