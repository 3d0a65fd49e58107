// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static dev.spanhound.assertions.Failures.assertFails;
import static dev.spanhound.assertions.Sampling.ALL;
import static dev.spanhound.assertions.Sampling.ERRORS;
import static dev.spanhound.assertions.Sampling.SLOW;
import static dev.spanhound.assertions.Sampling.TENTH;
import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.percent;
import static dev.spanhound.assertions.TraceAssertions.server;
import static dev.spanhound.trace.synthetic.SyntheticTrace.aTrace;
import static dev.spanhound.trace.synthetic.SyntheticTraces.healthyTraces;
import static dev.spanhound.trace.synthetic.SyntheticTraces.traces;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spanhound.collector.TraceCollector;
import dev.spanhound.collector.tailsampling.Decisions;
import dev.spanhound.trace.Trace;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DecisionsAssertTest {
    private final Decisions tenthAndErrors =
            Sampling.by(ERRORS, TENTH).decisionsOn(healthyTraces(2000).seeded(7).withErrors(0.05));

    @Nested
    class KeepEvery {
        @Test
        void passesIfEachIsKept() {
            assertThat(tenthAndErrors).keepEveryError();
            assertThat(Sampling.by(SLOW).decisionsOn(traces(20).withShare(0.5, trace -> trace.lasting(ofSeconds(2)))))
                    .keepEvery("more than 1 s", trace -> trace.duration().toSeconds() > 1);
        }

        @Test
        void tellsTheStoryOfThoseThatAreNot() {
            TraceCollector collector = Sampling.by(SLOW);
            List<Trace> traces = List.of(
                    aTrace().withError().withTraceId(Spans.TRACE_ID).toTrace(),
                    aTrace().withTraceId(Spans.OTHER_TRACE_ID).toTrace());
            assertFails(() -> assertThat(collector.decisionsOn(traces)).keepEveryError(), """
                    expected the decisions to keep every trace with a span of status ERROR, but they keep 0 of 1:

                      trace 0af7651916cd43dd8448eb211c80319c: not sampled: none of 1 policies said so
                        1 span, decided 31 s after the first, at 2026-01-01T00:00:31Z
                          slow  latency  not sampled  100 ms <= 1000 ms
                      service: GET /orders  [SERVER]  100 ms  !ERROR

                                                 traces     share     spans
                      not sampled                     2     100 %         2""");
        }

        @Test
        void tellsThreeStoriesAtMost() {
            Decisions decisions = Sampling.by(SLOW).decisionsOn(traces(10).withErrors(1));
            assertThatThrownBy(() -> assertThat(decisions).keepEveryError())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("but they keep 0 of 10:")
                    .hasMessageContaining("\n  ... and 7 more\n");
        }

        @Test
        void failsIfThereIsNoSuchTrace() {
            assertFails(
                    () -> assertThat(Sampling.by(ALL).decisionsOn(traces(5)))
                            .keepEvery(server("GET /orders").with("user.tier", "gold")),
                    """
                    expected the decisions to keep every trace with a span GET /orders [SERVER] {user.tier="gold"}, but none of 5 traces has that:

                                                 traces     share     spans
                      sampled by all                  5     100 %         5
                      of 5 synthetic traces, seed 0""");
        }

        @Test
        void needsTheSpans() {
            TraceCollector collector = Sampling.by(ALL);
            collector.receive(aTrace().withTraceId(Spans.TRACE_ID));
            assertThatThrownBy(() -> assertThat(collector.decisions()).keepEveryError())
                    .hasMessage("decision on trace " + Spans.TRACE_ID
                            + ": its spans are not known (ask for the decisions with collector.decisionsOn(traces))");
        }
    }

    @Nested
    class KeepNone {
        private final Decisions health =
                Sampling.by(Sampling.NO_HEALTH, ALL).decisionsOn(traces(40).withAttribute("url.path", "/health", "/a"));

        @Test
        void passesIfNoneIsKept() {
            assertThat(health).keepNone(server("GET /orders").with("url.path", "/health"));
        }

        @Test
        void tellsTheStoryOfOneThatIs() {
            Trace trace = aTrace().withTraceId(Spans.TRACE_ID).toTrace();
            assertFails(
                    () -> assertThat(Sampling.by(ALL).decisionsOn(List.of(trace)))
                            .keepNone(server("GET /orders")),
                    """
                    expected the decisions to keep no trace with a span GET /orders [SERVER], but they keep 1 of 1:

                      trace 0af7651916cd43dd8448eb211c80319c: sampled by all, the first policy that says so
                        1 span, decided 31 s after the first, at 2026-01-01T00:00:31Z
                        > all  always_sample  sampled  keeps every trace
                      service: GET /orders  [SERVER]  100 ms
                      likely cause: one policy that says so is enough, and all does, as it does for most traces
                        What one policy keeps no other can keep out, but for a drop policy.

                                                 traces     share     spans
                      sampled by all                  1     100 %         1""");
        }
    }

    @Nested
    class KeepAbout {
        @Test
        void passesForTheShare() {
            assertThat(Sampling.by(TENTH).decisionsOn(healthyTraces(5000))).keepAbout(percent(10));
            assertThat(tenthAndErrors).keepAboutBy("errors", percent(5)).keepAboutBy("tenth", percent(9.5));
        }

        @Test
        void saysWhatItIs() {
            assertFails(() -> assertThat(tenthAndErrors).keepAbout(percent(10)), """
                    expected the decisions to keep about 10 %, but they keep 284 of 2000 (14.2 %):

                      with 99.9 % confidence the share is between 11.75 % and 16.93 %; for 10 % the p-value of this count is 3.5e-09

                                                 traces     share     spans
                      sampled by tenth              186     9.3 %      1009
                      sampled by errors              98     4.9 %       521
                      not sampled                  1716    85.8 %      9635
                      of 2000 synthetic traces, seed 7""");
        }

        @Test
        void saysWhatItIsOfAPolicy() {
            assertFails(() -> assertThat(tenthAndErrors).keepAboutBy("errors", percent(10)), """
                    expected the decisions to keep about 10 % by errors, but they keep 98 of 2000 (4.9 %):

                      with 99.9 % confidence the share is between 3.46 % and 6.69 %; for 10 % the p-value of this count is below 1e-12

                                                 traces     share     spans
                      sampled by tenth              186     9.3 %      1009
                      sampled by errors              98     4.9 %       521
                      not sampled                  1716    85.8 %      9635
                      of 2000 synthetic traces, seed 7""");
        }

        @Test
        void isSureToTheDegreeAskedFor() {
            assertThat(tenthAndErrors).keepAbout(percent(13));
            assertThatThrownBy(() -> assertThat(tenthAndErrors)
                            .withConfidence(percent(80))
                            .keepAbout(percent(13)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("with 80 % confidence the share is between");
        }

        @Test
        void namesThePolicyThatMayBeMeant() {
            assertFails(() -> assertThat(tenthAndErrors).keepAboutBy("error", percent(5)), """
                    expected the decisions to keep about 5 % by error, but no policy of that name was asked (asked: errors and tenth; did you mean errors?):

                                                 traces     share     spans
                      sampled by tenth              186     9.3 %      1009
                      sampled by errors              98     4.9 %       521
                      not sampled                  1716    85.8 %      9635
                      of 2000 synthetic traces, seed 7""");
        }

        @Test
        void refusesWhatTellsNoShare() {
            assertThatThrownBy(() -> assertThat(Decisions.of(List.of())).keepAbout(percent(10)))
                    .hasMessage("decisions: none (expected: at least one, to tell a share)");
        }
    }

    @Nested
    class SpendAtMost {
        /** Ten a second, of two spans each; all of a second are decided at its end. */
        private final Decisions all =
                Sampling.by(ALL).decisionsOn(traces(100).withSpans(2).arrivingPerSecond(10));

        @Test
        void passesUpToTheLimit() {
            assertThat(all)
                    .spendAtMost(20)
                    .spansPerSecond()
                    .spendAtMost(10)
                    .tracesPerSecond()
                    .spendAtMost(200)
                    .spans();
        }

        @Test
        void saysWhenMoreIsSpent() {
            assertFails(() -> assertThat(all).spendAtMost(19).spansPerSecond(), """
                    expected the decisions to spend at most 19 spans per second, but they spent 20 in the second up to 2026-01-01T00:00:31Z:

                                                 traces     share     spans
                      sampled by all                100     100 %       200
                      of 100 synthetic traces, seed 0""");
        }

        @Test
        void countsLateSpansWhenTheyAreForwarded() {
            Decisions late =
                    Sampling.by(ALL).decisionsOn(traces(1).each(trace -> trace.withLatePart(ofSeconds(60), 30)));
            assertThat(late).spendAtMost(30).spansPerSecond().spendAtMost(31).spans();
            assertThatThrownBy(() -> assertThat(late).spendAtMost(29).spansPerSecond())
                    .hasMessageStartingWith(
                            "expected the decisions to spend at most 29 spans per second, but they spent 30"
                                    + " in the second up to 2026-01-01T00:01:00Z:");
            assertThatThrownBy(() -> assertThat(late).spendAtMost(30).spans())
                    .hasMessageStartingWith("expected the decisions to spend at most 30 spans, but they spent 31:");
        }

        @Test
        void refusesANegativeLimit() {
            assertThatThrownBy(() -> assertThat(all).spendAtMost(-1)).hasMessage("limit: -1 (expected: >= 0)");
        }
    }

    @Test
    void canBeSoft() {
        SoftTraceAssertions softly = new SoftTraceAssertions();
        softly.assertThat(tenthAndErrors)
                .keepAbout(percent(50))
                .spendAtMost(1)
                .spans()
                .keepEveryError();
        assertThat(softly.errorsCollected()).hasSize(2);
    }
}
