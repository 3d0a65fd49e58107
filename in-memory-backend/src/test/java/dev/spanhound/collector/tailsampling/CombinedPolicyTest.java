// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import static dev.spanhound.collector.tailsampling.Policies.only;
import static dev.spanhound.collector.tailsampling.Traces.SECOND;
import static dev.spanhound.collector.tailsampling.Traces.span;
import static dev.spanhound.collector.tailsampling.Traces.spans;
import static dev.spanhound.collector.tailsampling.Traces.trace;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CombinedPolicyTest {
    private static final String ERRORS = "{name: errors, type: status_code, status_code: {status_codes: [ERROR]}}";
    private static final String SLOW = "{name: slow, type: latency, latency: {threshold_ms: 100}}";
    private static final String RATE = "{name: rate, type: rate_limiting, rate_limiting: {spans_per_second: 1}}";

    private static NamedPolicy and(String... parts) {
        return only("{name: it, type: and, and: {and_sub_policy: [%s]}}".formatted(String.join(",", parts)));
    }

    private static NamedPolicy drop(String... parts) {
        return only("{name: it, type: drop, drop: {drop_sub_policy: [%s]}}".formatted(String.join(",", parts)));
    }

    private static NamedPolicy not(String part) {
        return only("{name: it, type: not, not: {not_sub_policy: %s}}".formatted(part));
    }

    private static NamedPolicy composite(String keys, String... parts) {
        return only("{name: it, type: composite, composite: {%s, composite_sub_policy: [%s]}}"
                .formatted(keys, String.join(",", parts)));
    }

    @Test
    void andSamplesIfAllDo() {
        Vote vote = and(ERRORS, SLOW).vote(trace(span("a").failed().to(200)));

        assertThat(vote).hasToString("it: SAMPLED, all 2 match");
        assertThat(vote.parts())
                .map(Vote::toString)
                .containsExactly("errors: SAMPLED, span orders/a has status ERROR", "slow: SAMPLED, 200 ms > 100 ms");
    }

    @Test
    void andAsksUpToTheFirstThatDoesNot() {
        Vote vote = and(ERRORS, RATE).vote(trace(span("a")));

        assertThat(vote).hasToString("it: NOT_SAMPLED, errors does not match");
        assertThat(vote.parts())
                .map(Vote::toString)
                .containsExactly("errors: NOT_SAMPLED, no span has status ERROR (1 span: 1 UNSET)");
    }

    @Test
    void andSpendsWhatComesBeforeThePartThatFails() {
        NamedPolicy spends = and(RATE, ERRORS);
        NamedPolicy saves = and(ERRORS, RATE);

        spends.vote(spans(2, 0));
        saves.vote(spans(2, 0));

        assertThat(spends.vote(trace(span("a").failed())).verdict()).isEqualTo(Verdict.NOT_SAMPLED);
        assertThat(saves.vote(trace(span("a").failed())).verdict()).isEqualTo(Verdict.SAMPLED);
    }

    @Test
    void withoutPartsAllTracesMatch() {
        assertThat(and().vote(trace(span("a")))).hasToString("it: SAMPLED, no sub-policies");
        assertThat(drop().vote(trace(span("a")))).hasToString("it: DROPPED, no sub-policies");
    }

    @Test
    void dropDropsIfAllSample() {
        assertThat(drop(ERRORS).vote(trace(span("a").failed()))).hasToString("it: DROPPED, all 1 match");
        assertThat(drop(ERRORS).vote(trace(span("a")))).hasToString("it: NOT_SAMPLED, errors does not match");
    }

    @Test
    void notIsTheOpposite() {
        Vote vote = not(ERRORS).vote(trace(span("a").failed()));

        assertThat(vote).hasToString("it: NOT_SAMPLED, errors matches");
        assertThat(vote.parts()).map(Vote::toString).containsExactly("errors: SAMPLED, span orders/a has status ERROR");
        assertThat(not(ERRORS).vote(trace(span("a")))).hasToString("it: SAMPLED, errors does not match");
    }

    @Test
    void notMayStandInAnd() {
        String notErrors = "{name: fine, type: not, not: {not_sub_policy: %s}}".formatted(ERRORS);

        assertThat(and(notErrors, SLOW).vote(trace(span("a").to(200))).verdict())
                .isEqualTo(Verdict.SAMPLED);
        assertThat(and(notErrors, SLOW).vote(trace(span("a").to(200).failed())))
                .hasToString("it: NOT_SAMPLED, fine does not match");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3 | SAMPLED, errors: 0 + 3 spans of 3 in this second
            4 | NOT_SAMPLED, errors: 0 + 4 spans > 3 in this second; stopped here, without asking the sub-policies after it
            """)
    void compositeStopsAboveTheAllocation(int count, String expected) {
        String keys = "max_total_spans_per_second: 10, rate_allocation: [{policy: errors, percent: 30}]";
        String any = "{name: errors, type: span_count, span_count: {min_spans: 1}}";
        Vote vote = composite(keys, any, "{name: rest, type: always_sample}").vote(spans(count, 0));

        assertThat(vote).hasToString("it: " + expected);
        assertThat(vote.parts()).extracting(Vote::policy).containsExactly("errors");
    }

    @Test
    void compositeCountsEachSecondAndPolicyApart() {
        String keys = "max_total_spans_per_second: 4, rate_allocation: [{policy: many, percent: 200},"
                + " {policy: rest, percent: 100}]";
        String many = "{name: many, type: span_count, span_count: {min_spans: 2}}";
        NamedPolicy policy = composite(keys, many, "{name: rest, type: always_sample}");

        assertThat(policy.vote(spans(4, 0))).hasToString("it: SAMPLED, many: 0 + 4 spans of 4 in this second");
        assertThat(policy.vote(spans(2, SECOND - 1)).verdict()).isEqualTo(Verdict.NOT_SAMPLED);
        assertThat(policy.vote(spans(1, SECOND - 1))).hasToString("it: SAMPLED, rest: 0 + 1 spans of 4 in this second");
        assertThat(policy.vote(spans(2, SECOND))).hasToString("it: SAMPLED, many: 0 + 2 spans of 4 in this second");
        assertThat(policy.vote(spans(3, SECOND)).verdict()).isEqualTo(Verdict.NOT_SAMPLED);
        assertThat(policy.vote(spans(2, SECOND))).hasToString("it: SAMPLED, many: 2 + 2 spans of 4 in this second");
    }

    @Test
    void compositeSharesEquallyWhatIsNotAllocated() {
        NamedPolicy policy =
                composite("max_total_spans_per_second: 7", ERRORS, SLOW, "{name: rest, type: always_sample}");

        assertThat(policy.vote(spans(2, 0))).hasToString("it: SAMPLED, rest: 0 + 2 spans of 2 in this second");
        assertThat(policy.vote(spans(1, 0)).verdict()).isEqualTo(Verdict.NOT_SAMPLED);
    }

    @Test
    void compositeSamplesNothingOfItsOwn() {
        assertThat(composite("max_total_spans_per_second: 7", ERRORS).vote(spans(1, 0)))
                .hasToString("it: NOT_SAMPLED, no sub-policy matches");
        assertThat(composite("max_total_spans_per_second: 7").vote(spans(1, 0)).verdict())
                .isEqualTo(Verdict.NOT_SAMPLED);
    }

    @Test
    void compositeOfTheLargestMaximumOverflows() {
        NamedPolicy policy =
                composite("max_total_spans_per_second: 9223372036854775807", "{name: rest, type: always_sample}");

        assertThat(policy.vote(spans(1, 0)).verdict()).isEqualTo(Verdict.NOT_SAMPLED);
    }

    @Test
    void isStatefulIfAPartIs() {
        assertThat(and(ERRORS, RATE).policy().isStateful()).isTrue();
        assertThat(and(ERRORS, SLOW).policy().isStateful()).isFalse();
        assertThat(not(RATE).policy().isStateful()).isTrue();
        assertThat(composite("max_total_spans_per_second: 7", RATE).policy().isStateful())
                .isTrue();
        assertThat(composite("max_total_spans_per_second: 7", SLOW).policy().isStateful())
                .isFalse();
    }

    @Test
    void shardsDivideTheLimitsOfPartsButNotBelowANotInAnd() {
        String rate = "{name: rate, type: rate_limiting, rate_limiting: {spans_per_second: 4}}";
        String notRate = "{name: over, type: not, not: {not_sub_policy: %s}}".formatted(rate);

        assertThat(and(rate).instance(4).vote(spans(8, 0)).parts().get(0).reason())
                .isEqualTo("8 spans of 8.0 tokens (1 a second, burst 8)");
        assertThat(and(notRate)
                        .instance(4)
                        .vote(spans(8, 0))
                        .parts()
                        .get(0)
                        .parts()
                        .get(0)
                        .reason())
                .isEqualTo("8 spans of 8.0 tokens (4 a second, burst 8)");
        assertThat(composite("max_total_spans_per_second: 8", "{name: rest, type: always_sample}")
                        .instance(4)
                        .vote(spans(1, 0))
                        .reason())
                .isEqualTo("rest: 0 + 1 spans of 2 in this second");
    }
}
