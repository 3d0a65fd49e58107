// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static dev.spanhound.assertions.Failures.assertFails;
import static dev.spanhound.assertions.Sampling.ALL;
import static dev.spanhound.assertions.Sampling.ERRORS;
import static dev.spanhound.assertions.Sampling.NO_HEALTH;
import static dev.spanhound.assertions.Sampling.SLOW;
import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.trace.synthetic.SyntheticTrace.aTrace;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.spanhound.collector.TraceCollector;
import dev.spanhound.collector.tailsampling.Decision;
import dev.spanhound.collector.tailsampling.Verdict;
import dev.spanhound.trace.Trace;
import dev.spanhound.trace.synthetic.SyntheticSpan;
import dev.spanhound.trace.synthetic.SyntheticTrace;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class DecisionAssertTest {
    private static final SyntheticTrace FAST = aTrace().withTraceId(Spans.TRACE_ID);
    private static final SyntheticTrace SLOW_TRACE = FAST.lasting(ofMillis(1200));

    private final TraceCollector collector = Sampling.by(ERRORS, SLOW);

    private static Decision decision(TraceCollector collector, SyntheticTrace trace) {
        return collector.decisionOn(collector.receive(trace));
    }

    @Nested
    class TheOutcome {
        @Test
        void passesIfItIsThat() {
            assertThat(decision(collector, SLOW_TRACE))
                    .isSampled()
                    .by("slow")
                    .notBy("errors")
                    .hasVote("errors", Verdict.NOT_SAMPLED);
            assertThat(decision(Sampling.by(SLOW), FAST)).isNotSampled();
            assertThat(decision(Sampling.by(NO_HEALTH, ALL), FAST.withAttribute("url.path", "/health")))
                    .isDropped()
                    .by("no-health")
                    .hasVote("health", Verdict.SAMPLED);
        }

        @Test
        void isExplainedIfItIsNot() {
            assertFails(
                    () -> assertThat(decision(collector, FAST)).as("checkout").isSampled(), """
                    [checkout] expected the trace to be sampled, but it is not sampled:

                      trace 0af7651916cd43dd8448eb211c80319c: not sampled: none of 2 policies said so
                        1 span, decided 31 s after the first, at 2026-01-01T00:00:31Z
                          errors  status_code  not sampled  no span has status ERROR (1 span: 1 UNSET)
                          slow    latency      not sampled  100 ms <= 1000 ms

                      service: GET /orders  [SERVER]  100 ms""");
        }

        @Test
        void comparesOutcomesForTheIde() {
            AssertionFailedError error = TraceAssertions.catchThrowableOfType(
                    AssertionFailedError.class,
                    () -> assertThat(decision(collector, SLOW_TRACE)).isNotSampled());
            assertThat(error.getExpected().getStringRepresentation()).isEqualTo("to be not sampled");
            assertThat(error.getActual().getStringRepresentation()).isEqualTo("sampled by slow");
        }

        @Test
        void maySurpriseBecauseOneVoteIsEnough() {
            assertFails(() -> assertThat(decision(Sampling.by(SLOW, ALL), FAST)).isNotSampled(), """
                    expected the trace to be not sampled, but it is sampled:

                      trace 0af7651916cd43dd8448eb211c80319c: sampled by all, the first policy that says so
                        1 span, decided 31 s after the first, at 2026-01-01T00:00:31Z
                          slow  latency        not sampled  100 ms <= 1000 ms
                        > all   always_sample  sampled      keeps every trace

                      service: GET /orders  [SERVER]  100 ms

                      likely cause: one policy that says so is enough, and all does, as it does for most traces
                        What one policy keeps no other can keep out, but for a drop policy.""");
        }

        @Test
        void maySurpriseBecauseADropPolicyOutweighsOthers() {
            assertFails(
                    () -> assertThat(decision(Sampling.by(ALL, NO_HEALTH), FAST.withAttribute("url.path", "/health")))
                            .isSampled(),
                    """
                    expected the trace to be sampled, but it is dropped:

                      trace 0af7651916cd43dd8448eb211c80319c: dropped by no-health, which outweighs all other policies
                        1 span, decided 31 s after the first, at 2026-01-01T00:00:31Z
                        > no-health  drop              dropped  all 1 match
                            health   string_attribute  sampled  url.path = /health on span service/GET /orders, /health

                      service: GET /orders  [SERVER]  100 ms

                      likely cause: the drop policy no-health outweighs all others, and is asked before them, wherever it stands""");
        }

        @Test
        void maySurpriseBecauseALimitIsSpent() {
            TraceCollector limited = Sampling.by(
                    "{name: few, type: rate_limiting, rate_limiting: {spans_per_second: 1, burst_capacity: 1}}");
            limited.receive(aTrace());
            assertFails(() -> assertThat(decision(limited, FAST)).isSampled(), """
                    expected the trace to be sampled, but it is not sampled:

                      trace 0af7651916cd43dd8448eb211c80319c: not sampled: none of 1 policies said so
                        1 span, decided 31 s after the first, at 2026-01-01T00:00:31Z
                          few  rate_limiting  not sampled  1 spans, but only 0.0 tokens are left (1 a second, burst 1)

                      service: GET /orders  [SERVER]  100 ms

                      likely cause: the limit of few is spent
                        It spends on each trace that it is asked about and has room for, also on one that another policy keeps anyway.""");
        }

        @Test
        void maySurpriseBecauseACompositeStops() {
            TraceCollector composite =
                    Sampling.by("{name: budget, type: composite, composite: {max_total_spans_per_second: 2,"
                            + " policy_order: [rest, first], composite_sub_policy: [{name: first, type: always_sample},"
                            + " {name: rest, type: always_sample}],"
                            + " rate_allocation: [{policy: first, percent: 50}, {policy: rest, percent: 50}]}}");
            assertFails(() -> assertThat(decision(composite, FAST.withSpans(2))).isSampled(), """
                    expected the trace to be sampled, but it is not sampled:

                      trace 0af7651916cd43dd8448eb211c80319c: not sampled: none of 1 policies said so
                        2 spans, decided 31 s after the first, at 2026-01-01T00:00:31Z
                          budget   composite      not sampled  first: 0 + 2 spans > 1 in this second; stopped here, without asking the sub-policies after it
                            first  always_sample  sampled      keeps every trace

                      service: GET /orders  [SERVER]    100 ms
                      └─ step 2             [INTERNAL]   80 ms

                      likely cause: the composite budget stops at the first part that says so, even if the share of that part is spent
                        Later parts are not asked. The order is that of composite_sub_policy; policy_order is not used.""");
        }

        @Test
        void maySurpriseBecauseOfAFailedPolicy() {
            TraceCollector failing = Sampling.by("{name: broken, type: ottl_condition, ottl_condition:"
                    + " {error_mode: propagate, span: ['Substring(name, 100, 5) == \"x\"']}}");
            assertFails(() -> assertThat(decision(failing, FAST)).isSampled(), """
                    expected the trace to be sampled, but it is not sampled:

                      trace 0af7651916cd43dd8448eb211c80319c: not sampled: none of 1 policies said so, and 1 failed
                        1 span, decided 31 s after the first, at 2026-01-01T00:00:31Z
                          broken  ottl_condition  failed  no vote, for on span service/GET /orders a condition failed: Substring(name, 100, 5) == "x": Substring from 100 of length 5 is not in "GET /orders" (11 bytes)

                      service: GET /orders  [SERVER]  100 ms

                      likely cause: the policy broken failed on this trace, and a policy that fails has no vote
                        error_mode: ignore takes a condition that fails for one that does not match.""");
        }
    }

    @Nested
    class ByAPolicy {
        @Test
        void saysWhichItWas() {
            assertFails(
                    () -> assertThat(decision(collector, SLOW_TRACE))
                            .isSampled()
                            .by("errors"),
                    """
                    expected the trace to be sampled by errors, but it is by slow:

                      trace 0af7651916cd43dd8448eb211c80319c: sampled by slow, the first policy that says so
                        1 span, decided 31 s after the first, at 2026-01-01T00:00:31Z
                          errors  status_code  not sampled  no span has status ERROR (1 span: 1 UNSET)
                        > slow    latency      sampled      1200 ms > 1000 ms

                      service: GET /orders  [SERVER]  1.20 s""");
        }

        @Test
        void saysThatAnotherSaidSoBefore() {
            assertFails(
                    () -> assertThat(decision(Sampling.by(ALL, SLOW), SLOW_TRACE))
                            .by("slow"),
                    """
                    expected the trace to be sampled by slow, but it is by all, which is asked before slow:

                      trace 0af7651916cd43dd8448eb211c80319c: sampled by all, the first policy that says so
                        1 span, decided 31 s after the first, at 2026-01-01T00:00:31Z
                        > all   always_sample  sampled  keeps every trace
                          slow  latency        sampled  1200 ms > 1000 ms

                      service: GET /orders  [SERVER]  1.20 s""");
        }

        @Test
        void namesTheOneThatMayBeMeant() {
            assertFails(() -> assertThat(decision(collector, SLOW_TRACE)).by("slows"), """
                    expected the trace to be sampled by slows, but no policy of that name was asked (asked: errors and slow; did you mean slow?):

                      trace 0af7651916cd43dd8448eb211c80319c: sampled by slow, the first policy that says so
                        1 span, decided 31 s after the first, at 2026-01-01T00:00:31Z
                          errors  status_code  not sampled  no span has status ERROR (1 span: 1 UNSET)
                        > slow    latency      sampled      1200 ms > 1000 ms

                      service: GET /orders  [SERVER]  1.20 s""");
        }

        @Test
        void failsForTheWrongOne() {
            assertFails(() -> assertThat(decision(collector, SLOW_TRACE)).notBy("slow"), """
                    expected the trace not to be sampled by slow, but it is:

                      trace 0af7651916cd43dd8448eb211c80319c: sampled by slow, the first policy that says so
                        1 span, decided 31 s after the first, at 2026-01-01T00:00:31Z
                          errors  status_code  not sampled  no span has status ERROR (1 span: 1 UNSET)
                        > slow    latency      sampled      1200 ms > 1000 ms

                      service: GET /orders  [SERVER]  1.20 s

                      likely cause: one policy that says so is enough, and slow does
                        What one policy keeps no other can keep out, but for a drop policy.""");
        }

        @Test
        void hasAVoteOfItsOwn() {
            assertFails(() -> assertThat(decision(collector, SLOW_TRACE)).hasVote("errors", Verdict.SAMPLED), """
                    expected the trace to have the vote sampled of errors, but it is not sampled:

                      trace 0af7651916cd43dd8448eb211c80319c: sampled by slow, the first policy that says so
                        1 span, decided 31 s after the first, at 2026-01-01T00:00:31Z
                          errors  status_code  not sampled  no span has status ERROR (1 span: 1 UNSET)
                        > slow    latency      sampled      1200 ms > 1000 ms

                      service: GET /orders  [SERVER]  1.20 s""");
        }
    }

    @Nested
    class Time {
        @Test
        void passesForTheWaitOfTheCollector() {
            assertThat(decision(collector, FAST))
                    .decidedAfter(ofSeconds(31))
                    .decidedWithin(ofSeconds(31))
                    .decidedOnSpans(1);
        }

        @Test
        void failsForAnother() {
            assertFails(() -> assertThat(decision(collector, FAST)).decidedWithin(ofSeconds(30)), """
                    expected the trace to be decided within 30.0 s, but it was after 31.0 s:

                      trace 0af7651916cd43dd8448eb211c80319c: not sampled: none of 2 policies said so
                        1 span, decided 31 s after the first, at 2026-01-01T00:00:31Z
                          errors  status_code  not sampled  no span has status ERROR (1 span: 1 UNSET)
                          slow    latency      not sampled  100 ms <= 1000 ms

                      service: GET /orders  [SERVER]  100 ms""");
        }

        @Test
        void isNoneBeforeTheDecision() {
            Trace waiting = collector.receive(FAST);
            Decision pending = collector.decisions().asList().get(0).on(waiting);
            assertThat(pending).isPending();
            assertFails(() -> assertThat(pending).isSampled(), """
                    expected the trace to be sampled, but it is pending:

                      trace 0af7651916cd43dd8448eb211c80319c: not decided yet
                        1 span so far, the first at 2026-01-01T00:00:00Z

                      service: GET /orders  [SERVER]  100 ms

                      likely cause: nobody has let the time pass that the trace waits for
                        decide() runs all waits out, advance(duration) some; so does decisionOn(trace) unless time is real.""");
        }

        @Test
        void endsByEviction() {
            TraceCollector small = Sampling.of("decision_wait: 30s, num_traces: 1", ALL);
            Trace evicted = small.receive(FAST);
            small.advance(ofSeconds(2));
            small.receive(aTrace());
            assertThat(small.decisionOn(evicted)).wasEvicted();
            assertFails(() -> assertThat(small.decisionOn(evicted)).isSampled(), """
                    expected the trace to be sampled, but it was evicted:

                      trace 0af7651916cd43dd8448eb211c80319c: evicted before its decision: num_traces is 1, and a newer trace needed the place
                        1 span, evicted 2 s after the first, at 2026-01-01T00:00:02Z

                      service: GET /orders  [SERVER]  100 ms

                      likely cause: num_traces is too small for the traces that arrive while this one waits
                        It made room for another 2.0 s after its first span. num_traces has to hold all that arrives within decision_wait.""");
        }
    }

    @Nested
    class SpansThatComeLate {
        private final SyntheticTrace late = FAST.withLatePart(ofSeconds(40), 2, SyntheticSpan::withError);

        @Test
        void followTheDecision() {
            assertThat(decision(Sampling.by(ALL), late)).forwardedLateSpans(2).discardedLateSpans(0);
            assertThat(decision(collector, late)).isNotSampled().discardedLateSpans(2);
            assertThat(decision(collector, aTrace())).hasNoLateSpans().tookLateSpansForNewTrace(0);
        }

        @Test
        void areTheLikelyCause() {
            assertFails(() -> assertThat(decision(collector, late)).isSampled().by("errors"), """
                    expected the trace to be sampled, but it is not sampled:

                      trace 0af7651916cd43dd8448eb211c80319c: not sampled: none of 2 policies said so
                        1 span, decided 31 s after the first, at 2026-01-01T00:00:31Z
                          errors  status_code  not sampled  no span has status ERROR (1 span: 1 UNSET)
                          slow    latency      not sampled  100 ms <= 1000 ms
                        2 late spans discarded (decision still in memory), 40 s after the first

                      service: GET /orders  [SERVER]    100 ms
                      ├─ late 2             [INTERNAL]   40 ms  !ERROR
                      └─ late 3             [INTERNAL]   40 ms  !ERROR

                      likely cause: the decision was made 31.0 s after the first span, and 2 spans came up to 40.0 s after it, such as that with status ERROR, service: late 2 [INTERNAL]
                        A longer decision_wait sees what comes late; no policy is asked again.""");
        }

        @Test
        void failIfTheyAreNotAsExpected() {
            assertFails(() -> assertThat(decision(collector, late)).forwardedLateSpans(2), """
                    expected the trace to have 2 late spans forwarded, but it has 2 late spans discarded (decision still in memory):

                      trace 0af7651916cd43dd8448eb211c80319c: not sampled: none of 2 policies said so
                        1 span, decided 31 s after the first, at 2026-01-01T00:00:31Z
                          errors  status_code  not sampled  no span has status ERROR (1 span: 1 UNSET)
                          slow    latency      not sampled  100 ms <= 1000 ms
                        2 late spans discarded (decision still in memory), 40 s after the first

                      service: GET /orders  [SERVER]    100 ms
                      ├─ late 2             [INTERNAL]   40 ms  !ERROR
                      └─ late 3             [INTERNAL]   40 ms  !ERROR""");
        }

        @Test
        void failIfThereAreAny() {
            assertFails(() -> assertThat(decision(Sampling.by(ALL), late)).hasNoLateSpans(), """
                    expected the trace to have no late spans, but it has 2 late spans forwarded (decision still in memory):

                      trace 0af7651916cd43dd8448eb211c80319c: sampled by all, the first policy that says so
                        1 span, decided 31 s after the first, at 2026-01-01T00:00:31Z
                        > all  always_sample  sampled  keeps every trace
                        2 late spans forwarded (decision still in memory), 40 s after the first

                      service: GET /orders  [SERVER]    100 ms
                      ├─ late 2             [INTERNAL]   40 ms  !ERROR
                      └─ late 3             [INTERNAL]   40 ms  !ERROR""");
        }
    }

    @Test
    void canBeSoft() {
        SoftTraceAssertions softly = new SoftTraceAssertions();
        softly.assertThat(decision(collector, FAST)).isSampled().by("slow");
        assertThat(softly.assertionErrorsCollected())
                .extracting(error -> error.getMessage().lines().findFirst().orElseThrow())
                .containsExactly(
                        "expected the trace to be sampled, but it is not sampled:",
                        "expected the trace to be not sampled by slow, but no policy is behind that:");
    }

    @Test
    void refusesNull() {
        assertFails(() -> assertThat((Decision) null).isSampled(), "\nExpecting actual not to be null");
    }
}
