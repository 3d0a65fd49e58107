// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.processor;

import dev.spanhound.collector.pipeline.Processor;
import dev.spanhound.collector.pipeline.SpanConsumer;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at each span on its own. A request of which nothing is left is not given on. */
final class EachSpan implements Processor {
    private final Step step;
    private final SpanConsumer next;

    EachSpan(Step step, SpanConsumer next) {
        this.step = step;
        this.next = next;
    }

    /** What is done to a span. */
    @FunctionalInterface
    interface Step {
        /** Returns the span, a changed copy of it, or null to drop it. */
        @Nullable
        SpanData apply(SpanData span);
    }

    @Override
    public void accept(List<SpanData> spans) {
        List<SpanData> kept = new ArrayList<>(spans.size());
        for (SpanData span : spans) {
            SpanData changed = step.apply(span);
            if (changed != null) {
                kept.add(changed);
            }
        }
        if (!kept.isEmpty()) {
            next.accept(kept);
        }
    }
}
