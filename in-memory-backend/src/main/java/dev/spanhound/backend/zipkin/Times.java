// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.zipkin;

import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import zipkin2.Annotation;
import zipkin2.Span;

/**
 * When a span was. Zipkin's microseconds as nanoseconds; what does not fit in 64 bits is the greatest that does.
 *
 * @param startEpochNanos start, since the epoch
 * @param endEpochNanos end, since the epoch; not before the start
 * @param startAbsent whether nothing told the start, so that the epoch stands for it
 */
record Times(long startEpochNanos, long endEpochNanos, boolean startAbsent) {

    static Times of(Span span) {
        boolean stamped = span.timestampAsLong() > 0;
        long start = stamped ? span.timestampAsLong() : annotated(span).min().orElse(0);
        long duration = span.durationAsLong() > 0
                ? span.durationAsLong()
                : annotated(span).max().orElse(start) - start;
        long startNanos = TimeUnit.MICROSECONDS.toNanos(start);
        long durationNanos = TimeUnit.MICROSECONDS.toNanos(Math.max(0, duration));
        boolean fits = durationNanos <= Long.MAX_VALUE - startNanos;
        return new Times(startNanos, fits ? startNanos + durationNanos : Long.MAX_VALUE, start == 0);
    }

    private static LongStream annotated(Span span) {
        return span.annotations().stream().mapToLong(Annotation::timestamp).filter(timestamp -> timestamp > 0);
    }
}
