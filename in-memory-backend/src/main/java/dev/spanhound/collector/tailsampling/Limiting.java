// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import dev.spanhound.collector.config.Section;
import java.util.function.ToLongFunction;

/**
 * {@code rate_limiting} and {@code bytes_limiting}: keeps traces as long as their spans or bytes fit into a token bucket.
 * Each judgement that says to sample spends tokens, whatever other policies say.
 *
 * <p>Of the traces that are due in the same tick the Collector judges them in random order, and so which of them fit is
 * random there; here it is the order of their arrival.
 */
final class Limiting implements Policy {
    private final Limit limit;
    private final TokenBucket bucket;

    private Limiting(Limit limit) {
        this.limit = limit;
        this.bucket = new TokenBucket(limit.perSecond, limit.burst);
    }

    /** {@code rate_limiting}. */
    static Policy spans(Section keys) {
        return new Limiting(Limit.read(keys, "spans_per_second", "spans", TraceView::spanCount));
    }

    /** {@code bytes_limiting}: the size of the whole trace as OTLP's protobuf. */
    static Policy bytes(Section keys) {
        return new Limiting(Limit.read(keys, "bytes_per_second", "bytes", trace -> OtlpSize.ofTrace(trace.chunks())));
    }

    @Override
    public Judgement judge(TraceView trace) {
        long cost = limit.cost.applyAsLong(trace);
        if (cost > limit.burst) {
            return Judgement.notSampled(Reason.of("%s %s never fit into a burst of %s", cost, limit.unit, limit.burst));
        }
        double tokens = bucket.tokensAt(trace.epochNanos());
        return bucket.spend(trace.epochNanos(), cost)
                ? Judgement.sampled(limit.reason("%s %s of %s tokens (%s a second, burst %s)", cost, tokens))
                : Judgement.notSampled(
                        limit.reason("%s %s, but only %s tokens are left (%s a second, burst %s)", cost, tokens));
    }

    @Override
    public boolean isStateful() {
        return true;
    }

    @Override
    public Policy instance(int shards) {
        return new Limiting(limit.divided(shards));
    }

    private record Limit(long perSecond, long burst, String unit, ToLongFunction<TraceView> cost) {

        static Limit read(Section keys, String rateKey, String unit, ToLongFunction<TraceView> cost) {
            long perSecond = keys.int64(rateKey, 0);
            long burst = keys.int64("burst_capacity", 0);
            if (perSecond <= 0) {
                keys.warn(rateKey, rateKey + " is not above 0: keeps no trace, or only the first ones of a burst");
            }
            return new Limit(perSecond, burst > 0 ? burst : 2 * perSecond, unit, cost);
        }

        /** Divides the rate. The burst stays, so that a trace that fits one processor fits one of several. */
        Limit divided(int shards) {
            boolean whole = shards == 1 || perSecond <= 0;
            return whole ? this : new Limit(Math.max(1, perSecond / shards), burst, unit, cost);
        }

        Reason reason(String pattern, long count, double tokens) {
            return Reason.of(pattern, count, unit, new Tokens(tokens), perSecond, burst);
        }
    }

    private record Tokens(double count) {
        @Override
        public String toString() {
            return Numbers.tenths(count);
        }
    }
}
