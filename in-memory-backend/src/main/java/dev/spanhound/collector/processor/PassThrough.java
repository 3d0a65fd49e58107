// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.processor;

import dev.spanhound.collector.pipeline.Processor;
import dev.spanhound.collector.pipeline.ProcessorFactory.Blueprint;
import dev.spanhound.collector.pipeline.SpanConsumer;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;

/** Gives each request on as it came, at once. */
record PassThrough(SpanConsumer next) implements Processor {
    static final Blueprint BLUEPRINT = (next, epochNanos) -> new PassThrough(next);

    @Override
    public void accept(List<SpanData> spans) {
        next.accept(spans);
    }
}
