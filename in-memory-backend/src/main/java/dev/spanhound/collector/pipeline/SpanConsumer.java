// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.pipeline;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;

/** What takes spans: a processor, or what comes after the last one. */
@FunctionalInterface
public interface SpanConsumer {

    /**
     * Takes the spans of one request. Spans that follow each other and have the same {@code Resource} object are what
     * OTLP calls one {@code ResourceSpans}, and likewise those with the same scope.
     */
    void accept(List<SpanData> spans);
}
