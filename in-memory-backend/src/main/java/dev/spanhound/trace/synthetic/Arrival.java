// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.synthetic;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;

/**
 * Spans that arrive together.
 *
 * @param after time from the beginning, which is zero, to this arrival
 * @param spans the spans, in the order sent
 */
public record Arrival(Duration after, List<SpanData> spans) {
    public Arrival {
        spans = List.copyOf(spans);
    }
}
