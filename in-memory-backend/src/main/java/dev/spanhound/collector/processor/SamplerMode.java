// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.processor;

import dev.spanhound.trace.sampling.OtTraceState;
import dev.spanhound.trace.sampling.Randomness;
import dev.spanhound.trace.sampling.SamplingThreshold;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.jspecify.annotations.Nullable;

/** How {@code probabilistic_sampler} finds a span's randomness, and the threshold for it. */
interface SamplerMode {

    /** Returns what is known of a span before the decision. */
    Arrival arrival(SpanData span, OtTraceState state, boolean malformed);

    /** Returns the threshold for a span that arrived with this trace state. */
    SamplingThreshold threshold(@Nullable OtTraceState state);

    /**
     * A span before the decision.
     *
     * @param randomness what is compared with the threshold
     * @param state what to write the threshold to if the span is kept, or null to leave the trace state alone
     * @param failed whether the mode cannot judge it
     */
    record Arrival(Randomness randomness, @Nullable OtTraceState state, boolean failed) {}

    /** Keeps nothing, for a percentage of 0 or one that is too small for the mode. */
    record Never() implements SamplerMode {
        @Override
        public Arrival arrival(SpanData span, OtTraceState state, boolean malformed) {
            return new Arrival(Randomness.MAX, state, malformed);
        }

        @Override
        public SamplingThreshold threshold(@Nullable OtTraceState state) {
            return SamplingThreshold.NEVER;
        }
    }

    /** Hashes the trace ID. Leaves spans alone that were sampled consistently before. */
    record HashSeed(int seed, SamplingThreshold threshold) implements SamplerMode {
        @Override
        public Arrival arrival(SpanData span, OtTraceState state, boolean malformed) {
            boolean missing = !TraceId.isValid(span.getTraceId());
            Randomness randomness = missing ? Randomness.MAX : TraceIdHash.of(span.getTraceId(), seed);
            if (malformed || state.randomness().isPresent() || state.threshold().isPresent()) {
                return new Arrival(randomness, null, true);
            }
            return new Arrival(randomness, state.withRandomness(randomness), missing);
        }

        @Override
        public SamplingThreshold threshold(@Nullable OtTraceState state) {
            return threshold;
        }
    }

    /** Consistent sampling, by the randomness that the trace has. */
    interface Consistent extends SamplerMode {
        @Override
        default Arrival arrival(SpanData span, OtTraceState state, boolean malformed) {
            if (malformed) {
                return new Arrival(Randomness.MAX, null, true);
            }
            boolean missing = state.randomness().isEmpty() && !TraceId.isValid(span.getTraceId());
            return new Arrival(missing ? Randomness.MAX : state.randomnessOr(span.getTraceId()), state, missing);
        }
    }

    /** Brings all spans to one probability; those of a smaller one keep theirs. */
    record Equalizing(SamplingThreshold threshold) implements Consistent {
        @Override
        public SamplingThreshold threshold(@Nullable OtTraceState state) {
            return incoming(state).compareTo(threshold) > 0 ? incoming(state) : threshold;
        }
    }

    /** Multiplies the probability by which a span arrived. */
    record Proportional(double ratio, int precision) implements Consistent {
        @Override
        public SamplingThreshold threshold(@Nullable OtTraceState state) {
            double probability = incoming(state).probability() * ratio;
            return probability < SamplingThreshold.MIN_PROBABILITY
                    ? SamplingThreshold.NEVER
                    : SamplingThreshold.ofProbability(probability, precision);
        }
    }

    private static SamplingThreshold incoming(@Nullable OtTraceState state) {
        return state == null ? SamplingThreshold.ALWAYS : state.threshold().orElse(SamplingThreshold.ALWAYS);
    }
}
