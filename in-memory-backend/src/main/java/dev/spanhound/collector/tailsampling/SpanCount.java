// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import dev.spanhound.collector.config.Section;

/** {@code span_count}: keeps traces with a number of spans within bounds, both inclusive. */
record SpanCount(int min, int max) implements Policy {
    static Policy read(Section keys) {
        // The Collector's 32 bits, into which it cuts what is larger.
        return new SpanCount((int) keys.int64("min_spans", 0), (int) keys.int64("max_spans", 0));
    }

    @Override
    public Judgement judge(TraceView trace) {
        long spans = trace.spanCount();
        if (spans < min) {
            return Judgement.notSampled(Reason.of("%s < %s spans", spans, min));
        }
        if (max == 0) {
            return Judgement.sampled(Reason.of("%s >= %s spans", spans, min));
        }
        return spans <= max
                ? Judgement.sampled(Reason.of("%s >= %s spans, and <= %s", spans, min, max))
                : Judgement.notSampled(Reason.of("%s > %s spans, the maximum", spans, max));
    }

    @Override
    public boolean isStateful() {
        return max > 0;
    }
}
