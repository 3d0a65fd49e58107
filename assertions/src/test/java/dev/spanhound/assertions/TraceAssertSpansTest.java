// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static dev.spanhound.assertions.Failures.assertFails;
import static dev.spanhound.assertions.Spans.checkout;
import static dev.spanhound.assertions.TraceAssertions.anySpan;
import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.assertThatIllegalArgumentException;
import static dev.spanhound.assertions.TraceAssertions.client;
import static dev.spanhound.assertions.TraceAssertions.server;
import static dev.spanhound.assertions.TraceAssertions.span;

import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.trace.SpanKind;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Assertions on which spans a trace has. */
class TraceAssertSpansTest {
    private final Trace trace = Trace.of(checkout());

    @Nested
    class IsComplete {
        @Test
        void passesForACompleteTrace() {
            assertThat(FakeLiveTrace.of(checkout())).isComplete();
        }

        @Test
        void passesForChildrenOfTheTestsOwnSpan() {
            assertThat(FakeLiveTrace.of(
                                    Spans.span(1, 255, "a", "one", 0, 1).build(),
                                    Spans.span(2, 255, "a", "two", 1, 2).build())
                            .belowTest())
                    .isComplete();
        }

        @Test
        void namesAParentThatNeverArrived() {
            assertFails(() -> assertThat(FakeLiveTrace.of(checkout().subList(1, 7))).isComplete(), "@@complete1");
        }

        @Test
        void namesAllThatIsMissing() {
            assertFails(
                    () -> assertThat(FakeLiveTrace.of(
                                            Spans.span(1, 0, "gateway", "GET /", 0, 9)
                                                    .build(),
                                            Spans.span(2, 1, "gateway", "GET", 1, 8)
                                                    .kind(SpanKind.CLIENT)
                                                    .with("server.address", "orders")
                                                    .build(),
                                            Spans.span(3, 0, "cron", "tick", 2, 3)
                                                    .build(),
                                            Spans.span(4, 99, "payment", "charge", 4, 5)
                                                    .build())
                                    .known("orders"))
                            .isComplete(),
                    "@@complete2");
        }

        @Test
        void saysThatNothingArrived() {
            assertFails(() -> assertThat(FakeLiveTrace.empty()).isComplete(), "@@complete3");
        }

        @Test
        void refusesNull() {
            assertFails(() -> assertThat((Trace) null).isComplete(), "\nExpecting actual not to be null");
        }
    }

    @Nested
    class HasNoErrors {
        @Test
        void passesIfNoSpanHasStatusError() {
            assertThat(trace).hasNoErrors();
        }

        @Test
        void marksEachSpanWithAnError() {
            assertFails(
                    () -> assertThat(Spans.trace(
                                    checkout().get(0),
                                    Spans.span(2, 1, "gateway", "validate", 1, 5)
                                            .error("no such item")
                                            .exception("java.util.NoSuchElementException", "item 7")
                                            .build(),
                                    Spans.span(3, 1, "gateway", "charge", 6, 9)
                                            .error("")
                                            .build()))
                            .hasNoErrors(),
                    "@@errors");
        }
    }

    @Nested
    class HasNoSpans {
        @Test
        void passesIfNothingArrives() {
            assertThat(FakeLiveTrace.empty()).hasNoSpans();
        }

        @Test
        void showsTheSpans() {
            assertFails(() -> assertThat(Spans.trace(checkout().get(0))).hasNoSpans(), "@@nospans");
        }
    }

    @Nested
    class HasSpanCount {
        @Test
        void passesForThatNumber() {
            assertThat(trace).hasSpanCount(7);
        }

        @Test
        void saysThatThereAreMore() {
            assertFails(() -> assertThat(Spans.trace(checkout().get(0))).hasSpanCount(0), "@@count1");
        }

        @Test
        void saysThatThereAreFewer() {
            assertFails(() -> assertThat(Spans.trace(checkout().get(0))).hasSpanCount(2), "@@count2");
        }
    }

    @Nested
    class HasSpan {
        @Test
        void countsTheSpansThatMatch() {
            assertThat(trace)
                    .hasSpan("POST")
                    .times(2)
                    .hasSpan("POST")
                    .atMost(2)
                    .hasSpan("POST")
                    .atLeast(2)
                    .hasSpan(client("POST").in("orders"))
                    .once()
                    .hasSpan("GET")
                    .times(0)
                    .hasSpan("GET")
                    .never();
        }

        @Test
        void numbersTheSpansThatAreTooMany() {
            assertFails(() -> assertThat(trace).hasSpan("POST").once(), "@@times1");
        }

        @Test
        void numbersTheSpansThatAreMoreThanTheMost() {
            assertFails(() -> assertThat(trace).hasSpan("POST").atMost(1), "@@times2");
        }

        @Test
        void numbersTheSpansThatAreTooFew() {
            assertFails(() -> assertThat(trace).hasSpan("POST").atLeast(3), "@@times3");
        }

        @Test
        void namesTheNearestIfThereIsNone() {
            assertFails(() -> assertThat(trace).hasSpan("get-order").times(2), "@@times4");
        }

        @Test
        void marksTheSpansThatShouldNotBe() {
            assertFails(() -> assertThat(trace).hasSpan("POST").never(), "@@never");
        }

        @Test
        void refusesANegativeNumber() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> assertThat(trace).hasSpan("POST").times(-1))
                    .withMessage("number: -1 (expected: >= 0)");
        }
    }

    @Nested
    class ContainsSpan {
        @Test
        void passesForASpanThatMatches() {
            assertThat(trace).containsSpan("get_order").containsSpan(span("get_order").with("order.id", 42));
        }

        @Test
        void looksBelowTheSpanToo() {
            assertThat(trace).containsSpan(server("POST /pay").child("charge_card"));
            assertFails(() -> assertThat(trace).containsSpan(server("POST /pay").child("get_order")), "@@contains0");
        }

        @Test
        void namesTheNearest() {
            assertFails(() -> assertThat(trace).containsSpan("get-order"), "@@contains1");
        }

        @Test
        void saysWhatDiffers() {
            assertFails(
                    () -> assertThat(trace)
                            .containsSpan(span("get_order").in("payment").with("order.id", "42")),
                    "@@contains2");
        }

        @Test
        void saysThatTheTraceIsEmpty() {
            assertFails(() -> assertThat(Trace.of(Spans.TRACE_ID, List.of())).containsSpan("get_order"), "@@contains3");
        }
    }

    @Nested
    class ContainsSpanWithRequirements {
        @Test
        void passesForASpanThatSatisfiesThem() {
            assertThat(trace)
                    .containsSpan("POST", span -> span.isInService("orders").hasParent("POST /orders"))
                    .containsSpan(client("POST"), span -> span.isInService("gateway"));
        }

        @Test
        void saysAllThatIsWrongWithEachCandidate() {
            assertFails(
                    () -> assertThat(trace)
                            .containsSpan(
                                    "POST",
                                    span -> span.hasKind(SpanKind.PRODUCER).hasAttribute("retry", 1)),
                    "@@requirements1");
        }

        @Test
        void takesAnyAssertion() {
            assertFails(
                    () -> assertThat(trace)
                            .containsSpan(
                                    "get_order", span -> assertThat(1).as("one").isEqualTo(2)),
                    "@@requirements2");
        }

        @Test
        void namesTheNearestIfNoneMatches() {
            assertFails(() -> assertThat(trace).containsSpan("get-order", SpanAssert::hasNoError), "@@requirements3");
        }
    }

    @Nested
    class EachSpan {
        @Test
        void passesIfAllSatisfyTheRequirements() {
            assertThat(trace)
                    .eachSpan("POST", span -> span.hasKind(SpanKind.CLIENT))
                    .eachSpan(anySpan(), SpanAssert::hasNoError);
        }

        @Test
        void marksThoseThatDoNot() {
            assertFails(() -> assertThat(trace).eachSpan("POST", span -> span.isInService("orders")), "@@each1");
        }

        @Test
        void failsIfThereIsNone() {
            assertFails(() -> assertThat(trace).eachSpan("nothing", SpanAssert::hasNoError), "@@each2");
        }
    }

    @Nested
    class DoesNotContainSpan {
        @Test
        void passesIfNoneMatches() {
            assertThat(trace)
                    .doesNotContainSpan("SELECT secrets")
                    .doesNotContainSpan(anySpan().in("auth"));
        }

        @Test
        void marksThoseThatDo() {
            assertFails(() -> assertThat(trace).doesNotContainSpan(anySpan().in("payment")), "@@absent1");
        }

        @Test
        void cannotTellOfATraceThatIsNotComplete() {
            assertFails(
                    () -> assertThat(FakeLiveTrace.of(checkout().subList(1, 7))).doesNotContainSpan("SELECT secrets"),
                    "@@absent2");
        }

        @Test
        void cannotTellWhileSpansKeepArriving() {
            FakeLiveTrace busy = FakeLiveTrace.of(checkout().get(0));
            for (int i = 0; i < 60; i++) {
                busy.arrivingAfter(
                        java.time.Duration.ofMillis(100L * i + 50),
                        Spans.span(10 + i, 1, "gateway", "poll", i, i + 1).build());
            }
            assertFails(
                    () -> assertThat(busy)
                            .within(java.time.Duration.ofMillis(400))
                            .doesNotContainSpan("late"),
                    "@@absent3");
        }
    }

    @Nested
    class Span {
        @Test
        void leadsToTheSpan() {
            assertThat(trace).span("get_order").hasKind(SpanKind.INTERNAL);
            assertThat(trace).span(client("POST").in("orders")).hasParent("POST /orders");
        }

        @Test
        void asksWhichOfSeveral() {
            assertFails(() -> assertThat(trace).span("POST"), "@@which");
        }

        @Test
        void namesTheNearestIfThereIsNone() {
            assertFails(() -> assertThat(trace).span("get-order"), "@@noneof");
        }
    }

    @Nested
    class Root {
        @Test
        void leadsToTheSpanAtTheTop() {
            assertThat(trace).root().hasName("POST /checkout").isRoot();
        }

        @Test
        void asksWhichOfSeveral() {
            assertFails(
                    () -> assertThat(Spans.trace(
                                    Spans.span(1, 0, "a", "one", 0, 1).build(),
                                    Spans.span(2, 0, "a", "two", 1, 2).build()))
                            .root(),
                    "@@roots");
        }

        @Test
        void doesNotTakeAnOrphanForIt() {
            assertFails(() -> assertThat(Spans.trace(checkout().get(6))).root(), "@@rootless");
        }
    }

    @Nested
    class AllSpans {
        @Test
        void leadToAssertionsOfAssertJ() {
            assertThat(trace).spans().extracting(SpanNode::name).startsWith("POST /checkout", "POST");
        }
    }
}
