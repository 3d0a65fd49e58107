// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import static dev.spanhound.collector.tailsampling.Policies.policy;
import static dev.spanhound.collector.tailsampling.Traces.SECOND;
import static dev.spanhound.collector.tailsampling.Traces.spans;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LimitingTest {

    @Test
    void startsFullAndRefillsContinuously() {
        NamedPolicy policy = policy("rate_limiting", "spans_per_second: 10");

        assertThat(policy.vote(spans(15, SECOND)))
                .hasToString("it: SAMPLED, 15 spans of 20.0 tokens (10 a second, burst 20)");
        assertThat(policy.vote(spans(8, SECOND)))
                .hasToString("it: NOT_SAMPLED, 8 spans, but only 5.0 tokens are left (10 a second, burst 20)");
        assertThat(policy.vote(spans(8, SECOND + SECOND / 4)))
                .hasToString("it: NOT_SAMPLED, 8 spans, but only 7.5 tokens are left (10 a second, burst 20)");
        assertThat(policy.vote(spans(8, SECOND + SECOND * 3 / 10)))
                .hasToString("it: SAMPLED, 8 spans of 8.0 tokens (10 a second, burst 20)");
        assertThat(policy.vote(spans(20, SECOND * 100)))
                .hasToString("it: SAMPLED, 20 spans of 20.0 tokens (10 a second, burst 20)");
    }

    @Test
    void whatOneNanosecondWouldBringIsThere() {
        TokenBucket bucket = new TokenBucket(10, 10);

        assertThat(bucket.spend(0, 10)).isTrue();
        assertThat(bucket.spend(SECOND - 2, 10)).isFalse();
        assertThat(bucket.spend(SECOND, 10)).isTrue();
    }

    @Test
    void aTraceAboveTheBurstNeverFits() {
        NamedPolicy policy = policy("rate_limiting", "spans_per_second: 10, burst_capacity: 5");

        assertThat(policy.vote(spans(6, 0))).hasToString("it: NOT_SAMPLED, 6 spans never fit into a burst of 5");
        assertThat(policy.vote(spans(5, 0)).verdict()).isEqualTo(Verdict.SAMPLED);
    }

    @Test
    void aRateOfZeroKeepsNothing() {
        assertThat(policy("rate_limiting", "spans_per_second: 0").vote(spans(1, 0)))
                .hasToString("it: NOT_SAMPLED, 1 spans never fit into a burst of 0");
    }

    @Test
    void aRateOfZeroSpendsItsBurstOnce() {
        NamedPolicy policy = policy("rate_limiting", "spans_per_second: 0, burst_capacity: 3");

        assertThat(policy.vote(spans(2, 0)).verdict()).isEqualTo(Verdict.SAMPLED);
        assertThat(policy.vote(spans(2, SECOND * 1000)).verdict()).isEqualTo(Verdict.NOT_SAMPLED);
        assertThat(policy.vote(spans(1, SECOND * 1000)).verdict()).isEqualTo(Verdict.SAMPLED);
    }

    @Test
    void timeThatGoesBackBringsNothing() {
        NamedPolicy policy = policy("rate_limiting", "spans_per_second: 10");
        policy.vote(spans(20, SECOND * 10));

        assertThat(policy.vote(spans(1, 0)).verdict()).isEqualTo(Verdict.NOT_SAMPLED);
    }

    @Test
    void instancesSpendApart() {
        NamedPolicy policy = policy("rate_limiting", "spans_per_second: 10");
        policy.vote(spans(20, 0));

        assertThat(policy.vote(spans(20, 0)).verdict()).isEqualTo(Verdict.NOT_SAMPLED);
        assertThat(policy.instance(1).vote(spans(20, 0)).verdict()).isEqualTo(Verdict.SAMPLED);
    }

    @Test
    void shardsShareTheRateButNotTheBurst() {
        NamedPolicy policy = policy("rate_limiting", "spans_per_second: 10").instance(4);

        assertThat(policy.vote(spans(20, 0)))
                .hasToString("it: SAMPLED, 20 spans of 20.0 tokens (2 a second, burst 20)");
    }

    @Test
    void bytesAreThoseOfTheWholeTrace() {
        TraceView trace = spans(2, 0);
        long size = OtlpSize.ofTrace(trace.chunks());

        assertThat(policy("bytes_limiting", "bytes_per_second: 1, burst_capacity: " + size)
                        .vote(trace))
                .hasToString("it: SAMPLED, %s bytes of %s.0 tokens (1 a second, burst %s)".formatted(size, size, size));
        assertThat(policy("bytes_limiting", "bytes_per_second: 1, burst_capacity: " + (size - 1))
                        .vote(trace))
                .hasToString("it: NOT_SAMPLED, %s bytes never fit into a burst of %s".formatted(size, size - 1));
    }
}
