// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import dev.spanhound.collector.config.Section;
import io.opentelemetry.sdk.trace.data.SpanData;

/** {@code trace_flags}: keeps traces in which any span has the sampled flag. Many SDKs do not send the flags. */
final class TraceFlags implements Policy {
    static Policy read(Section keys) {
        return new TraceFlags();
    }

    @Override
    public Judgement judge(TraceView trace) {
        int spans = 0;
        for (Chunk chunk : trace.chunks()) {
            for (SpanData span : chunk.spans()) {
                if (span.getSpanContext().getTraceFlags().isSampled()) {
                    return Judgement.sampled(Reason.of("%s has the sampled flag", SpanLabel.of(chunk, span)));
                }
                spans++;
            }
        }
        return Judgement.notSampled(Reason.of("no span has the sampled flag (of %s)", spans));
    }
}
