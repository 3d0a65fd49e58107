// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import dev.spanhound.collector.config.Section;
import io.opentelemetry.sdk.trace.data.SpanData;

/**
 * {@code latency}: keeps traces that last longer than a threshold, in whole milliseconds from the first start to the last
 * end. With an upper threshold, one that lasts longer than that is not kept, unless <em>a prefix</em> of its spans, in
 * the order of arrival, lies within both: the Collector looks at the duration after each span.
 */
record Latency(long thresholdMillis, long upperMillis) implements Policy {
    private static final long NANOS_PER_MILLI = 1_000_000;

    static Policy read(Section keys) {
        Latency latency = new Latency(keys.int64("threshold_ms", 0), keys.int64("upper_threshold_ms", 0));
        if (latency.upperMillis != 0) {
            keys.quirk(
                    "upper_threshold_ms",
                    "upper_threshold_ms can match a prefix: a trace that lasts longer is kept if the spans that came"
                            + " first last no longer; an and of latency and of not latency, each with a threshold_ms alone, looks"
                            + " at the whole trace");
        }
        return latency;
    }

    @Override
    public Judgement judge(TraceView trace) {
        long start = 0;
        long end = 0;
        long millis = 0;
        long spans = 0;
        long matchedAfter = 0;
        long matchedMillis = 0;
        for (Chunk chunk : trace.chunks()) {
            for (SpanData span : chunk.spans()) {
                // Of the Collector: 0 is a time not seen yet, so that a span without a start moves it forward.
                if (start == 0 || Long.compareUnsigned(span.getStartEpochNanos(), start) < 0) {
                    start = span.getStartEpochNanos();
                }
                if (end == 0 || Long.compareUnsigned(span.getEndEpochNanos(), end) > 0) {
                    end = span.getEndEpochNanos();
                }
                millis = (end - start) / NANOS_PER_MILLI;
                spans++;
                if (matchedAfter == 0 && isWithin(millis)) {
                    matchedAfter = spans;
                    matchedMillis = millis;
                }
            }
        }
        if (matchedAfter == 0) {
            return Judgement.notSampled(outside(millis));
        }
        return Judgement.sampled(
                isWithin(millis) ? within(millis) : prefix(matchedMillis, matchedAfter, millis, spans));
    }

    private boolean isWithin(long millis) {
        return millis > thresholdMillis && (upperMillis == 0 || millis <= upperMillis);
    }

    private Reason within(long millis) {
        return upperMillis == 0
                ? Reason.of("%s ms > %s ms", millis, thresholdMillis)
                : Reason.of("%s ms > %s ms, and <= %s ms", millis, thresholdMillis, upperMillis);
    }

    private Reason outside(long millis) {
        return millis <= thresholdMillis
                ? Reason.of("%s ms <= %s ms", millis, thresholdMillis)
                : Reason.of("%s ms > %s ms, the upper threshold", millis, upperMillis);
    }

    private Reason prefix(long millis, long after, long whole, long spans) {
        return Reason.of(
                "the first %s of %s spans: %s; the whole trace: %s", after, spans, within(millis), outside(whole));
    }

    @Override
    public boolean isStateful() {
        return upperMillis > 0;
    }
}
