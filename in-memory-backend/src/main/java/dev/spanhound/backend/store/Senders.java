// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.store;

import dev.spanhound.trace.KnownServices;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the spans of one request tell of the services that sent them. Looks closer at those only that may tell more. */
final class Senders {
    private static final long LONGEST_EXPORT_DELAY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final long arrivalEpochNanos;
    private KnownServices known = KnownServices.none();
    private @Nullable Resource resource;
    private long longestDelay;

    /**
     * Creates an empty one.
     *
     * @param arrivalEpochNanos when the request arrived, in nanoseconds since the epoch
     */
    Senders(long arrivalEpochNanos) {
        this.arrivalEpochNanos = arrivalEpochNanos;
    }

    void add(SpanData span) {
        long delay = exportDelay(span);
        boolean another = span.getResource() != resource;
        if (another || delay > longestDelay || answers(span.getKind())) {
            known = known.with(span, Duration.ofNanos(delay));
            longestDelay = another ? delay : Math.max(delay, longestDelay);
            resource = span.getResource();
        }
    }

    /** Returns whether spans of this kind tell an address that their service answers at. */
    private static boolean answers(SpanKind kind) {
        return kind == SpanKind.SERVER || kind == SpanKind.CONSUMER;
    }

    private long exportDelay(SpanData span) {
        long delay = arrivalEpochNanos - span.getEndEpochNanos();
        return delay >= 0 && delay <= LONGEST_EXPORT_DELAY_NANOS ? delay : 0;
    }

    KnownServices known() {
        return known;
    }
}
