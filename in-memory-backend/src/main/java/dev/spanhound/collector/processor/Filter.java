// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.processor;

import dev.spanhound.collector.ottl.OttlEvaluationException;
import dev.spanhound.collector.pipeline.Processor;
import dev.spanhound.collector.pipeline.SpanConsumer;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;

/** Drops what fulfils a condition, group after group. A request that a group refuses for an error is dropped whole. */
record Filter(List<ConditionGroup> groups, SpanConsumer next) implements Processor {
    @Override
    public void accept(List<SpanData> spans) {
        List<SpanData> left = spans;
        try {
            for (ConditionGroup group : groups) {
                left = group.left(left);
            }
        } catch (OttlEvaluationException refused) {
            return;
        }
        if (!left.isEmpty()) {
            next.accept(left);
        }
    }
}
