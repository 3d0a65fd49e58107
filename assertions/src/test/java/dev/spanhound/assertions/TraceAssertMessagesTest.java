// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static dev.spanhound.assertions.Failures.assertFails;
import static dev.spanhound.assertions.Spans.OTHER_TRACE_ID;
import static dev.spanhound.assertions.Spans.TRACE_ID;
import static dev.spanhound.assertions.Spans.span;
import static dev.spanhound.assertions.Spans.trace;
import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.consumer;
import static dev.spanhound.assertions.TraceAssertions.internal;
import static dev.spanhound.assertions.TraceAssertions.producer;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spanhound.trace.Trace;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Assertions on what becomes of messages. */
class TraceAssertMessagesTest {
    private final SpanData request =
            span(1, 0, "shop", "POST /orders", 0, 20).kind(SpanKind.SERVER).build();
    private final SpanData first = sent(2);
    private final SpanData second = sent(3);

    private static SpanData sent(int id) {
        return span(id, 1, "shop", "orders publish", id, id + 1)
                .kind(SpanKind.PRODUCER)
                .build();
    }

    private static Spans processed(int id, int parent, String service) {
        return span(id, parent, service, "orders process", 10 + id, 12 + id).kind(SpanKind.CONSUMER);
    }

    private static Spans processedElsewhere(int id, String service) {
        return processed(id, 0, service).in(OTHER_TRACE_ID);
    }

    private static Spans received(int id, int parent, String service) {
        return span(id, parent, service, "orders receive", 9 + id, 13 + id).with("messaging.operation.type", "receive");
    }

    @Nested
    class IsConsumedBy {
        @Test
        void passesForAChild() {
            assertThat(trace(request, first, processed(9, 2, "mailer").build()))
                    .span("orders publish")
                    .isConsumedBy("orders process")
                    .isConsumedBy(consumer("orders process").in("mailer"));
        }

        @Test
        void passesForALinkOfABatch() {
            Trace batch = trace(processedElsewhere(9, "mailer")
                    .linkTo("a".repeat(32), 7)
                    .linkTo(TRACE_ID, 2)
                    .build());
            assertThat(FakeLiveTrace.of(request, first).linked(batch))
                    .span("orders publish")
                    .isConsumedBy(consumer("orders process").in("mailer"));
        }

        @Test
        void passesForAClientSpanThatReceives() {
            assertThat(trace(
                            request,
                            first,
                            received(9, 0, "mailer")
                                    .kind(SpanKind.CLIENT)
                                    .linkTo(TRACE_ID, 2)
                                    .build()))
                    .span("orders publish")
                    .isConsumedBy("orders receive");
        }

        @Test
        void waitsForTheConsumer() {
            FakeLiveTrace live = FakeLiveTrace.of(request, first)
                    .arrivingAfter(ofSeconds(1), processed(9, 2, "mailer").build());
            assertThat(live).span("orders publish").isConsumedBy("orders process");
            org.assertj.core.api.Assertions.assertThat(live.waited()).isEqualTo(ofSeconds(1));
        }

        @Test
        void saysThatNobodyConsumedItAndWhoBeganMeanwhile() {
            FakeLiveTrace live = FakeLiveTrace.of(request, first)
                    .strays(trace(processedElsewhere(9, "mailer").build()));
            assertFails(
                    () -> assertThat(live).span("orders publish").isConsumedBy("orders process"),
                    """
                    expected the span shop: orders publish [PRODUCER] to be consumed by orders process, but nobody consumed it:

                      shop: POST /orders       [SERVER]    20 ms
                      └─ shop: orders publish  [PRODUCER]   1 ms   ✗ this span

                      the trace 4bf92f3577b34da6a3ce929d0e0e4736 began meanwhile:
                      mailer: orders process  [CONSUMER]  2 ms

                      waited 5.0 s; last span of this trace arrived 5.5 s ago""",
                    "context lost between shop and mailer");
        }

        @Test
        void namesTheOthersThatDid() {
            Trace batch =
                    trace(processedElsewhere(9, "mailer").linkTo(TRACE_ID, 2).build());
            assertFails(
                    () -> assertThat(FakeLiveTrace.of(request, first).linked(batch))
                            .span("orders publish")
                            .isConsumedBy(consumer("orders process").in("warehouse")),
                    """
                    expected the span shop: orders publish [PRODUCER] to be consumed by warehouse: orders process [CONSUMER], but only mailer: orders process [CONSUMER] did:

                      shop: POST /orders       [SERVER]    20 ms
                      └─ shop: orders publish  [PRODUCER]   1 ms   ✗ this span

                      the trace 4bf92f3577b34da6a3ce929d0e0e4736 links to this one:
                      mailer: orders process  [CONSUMER]  2 ms

                      waited 5.0 s; last span of this trace arrived 5.5 s ago""");
        }

        @Test
        void saysThatWhatComesOfItIsNoConsumer() {
            SpanData handled = span(9, 2, "mailer", "handle order", 10, 12).build();
            assertFails(
                    () -> assertThat(trace(request, first, handled))
                            .span("orders publish")
                            .isConsumedBy(internal("handle order")),
                    """
                    expected the span shop: orders publish [PRODUCER] to be consumed by handle order [INTERNAL], but nobody consumed it:
                      mailer: handle order [INTERNAL] comes of it, but is no CONSUMER

                      shop: POST /orders          [SERVER]    20 ms
                      └─ shop: orders publish     [PRODUCER]   1 ms   ✗ this span
                         └─ mailer: handle order  [INTERNAL]   2 ms""");
        }
    }

    @Nested
    class EachMessageIsConsumedOnce {
        @Test
        void passesForChildrenAndForLinksOfABatch() {
            assertThat(trace(
                            request,
                            first,
                            second,
                            processed(8, 2, "mailer").build(),
                            processed(9, 3, "mailer").build()))
                    .eachMessageIsConsumedOnce();
            Trace batch = trace(processedElsewhere(9, "mailer")
                    .linkTo(TRACE_ID, 2)
                    .linkTo(TRACE_ID, 3)
                    .build());
            assertThat(FakeLiveTrace.of(request, first, second).linked(batch)).eachMessageIsConsumedOnce();
        }

        @Test
        void countsAParentThatIsAlsoLinkedToOnce() {
            assertThat(trace(
                            request,
                            first,
                            processed(9, 2, "mailer").linkTo(TRACE_ID, 2).build()))
                    .eachMessageIsConsumedOnce();
        }

        @Test
        void countsWhatIsReceivedAndThenProcessedOnce() {
            SpanData receive = received(8, 0, "mailer")
                    .kind(SpanKind.CONSUMER)
                    .linkTo(TRACE_ID, 2)
                    .build();
            assertThat(trace(
                            request,
                            first,
                            receive,
                            processed(9, 8, "mailer").linkTo(TRACE_ID, 2).build()))
                    .eachMessageIsConsumedOnce();
            assertThat(trace(
                            request,
                            first,
                            receive,
                            processed(9, 0, "mailer").linkTo(TRACE_ID, 2).build()))
                    .eachMessageIsConsumedOnce();
        }

        @Test
        void countsWhatIsOnlyReceivedFromADestinationWhileOthersAreProcessed() {
            String destination = "messaging.destination.name";
            SpanData receive = received(8, 0, "mailer")
                    .kind(SpanKind.CONSUMER)
                    .with(destination, "audit")
                    .linkTo(TRACE_ID, 3)
                    .build();
            SpanData process =
                    processed(9, 2, "mailer").with(destination, "orders").build();
            assertThat(trace(request, first, second, receive, process)).eachMessageIsConsumedOnce();
        }

        @Test
        void countsAFrameworksSpanAroundThatOfItsClientOnce() {
            assertThat(trace(
                            request,
                            first,
                            processed(8, 2, "mailer").build(),
                            processed(9, 8, "mailer").linkTo(TRACE_ID, 2).build()))
                    .eachMessageIsConsumedOnce();
        }

        @Test
        void needsNoConsumerOfASendThatFailed() {
            SpanData failed = span(3, 1, "shop", "orders publish", 3, 4)
                    .kind(SpanKind.PRODUCER)
                    .error("no broker")
                    .build();
            assertThat(trace(request, first, failed, processed(9, 2, "mailer").build()))
                    .eachMessageIsConsumedOnce();
        }

        @Test
        void followsMessagesOverLinkedTraces() {
            Trace mail = trace(
                    processedElsewhere(8, "mailer").linkTo(TRACE_ID, 2).build(),
                    span(9, 8, "mailer", "mails publish", 19, 20)
                            .in(OTHER_TRACE_ID)
                            .kind(SpanKind.PRODUCER)
                            .build());
            assertFails(
                    () -> assertThat(FakeLiveTrace.of(request, first)
                                    .patience(ofMillis(300), ofMillis(200))
                                    .linked(mail))
                            .eachMessageIsConsumedOnce(),
                    """
                    expected the trace to have each message consumed once, but 1 of 2 was lost:
                      mailer: mails publish [PRODUCER] (0000000000000009) was not consumed

                      shop: POST /orders       [SERVER]    20 ms
                      └─ shop: orders publish  [PRODUCER]   1 ms

                      the trace 4bf92f3577b34da6a3ce929d0e0e4736 links to this one:
                      mailer: orders process    [CONSUMER]  2 ms
                      └─ mailer: mails publish  [PRODUCER]  1 ms   ✗ not consumed

                      waited 300 ms for the trace to be complete and quiet for 200 ms; last span of this trace arrived 800 ms ago""");
        }

        @Test
        void namesWhatIsLostAndWhatIsConsumedAgainInBothTraces() {
            Trace again =
                    trace(processedElsewhere(8, "mailer").linkTo(TRACE_ID, 3).build());
            assertFails(
                    () -> assertThat(FakeLiveTrace.of(
                                            request,
                                            first,
                                            second,
                                            processed(9, 3, "mailer").build())
                                    .linked(again))
                            .eachMessageIsConsumedOnce(),
                    """
                    expected the trace to have each message consumed once, but 1 of 2 was lost and 1 was consumed more than once:
                      shop: orders publish [PRODUCER] (0000000000000002) was not consumed
                      shop: orders publish [PRODUCER] (0000000000000003) was consumed twice
                        by mailer: orders process [CONSUMER] (0000000000000009)
                        by mailer: orders process [CONSUMER] (0000000000000008)

                      shop: POST /orders            [SERVER]    20 ms
                      ├─ shop: orders publish       [PRODUCER]   1 ms   ✗ not consumed
                      └─ shop: orders publish       [PRODUCER]   1 ms   ✗ consumed twice
                         └─ mailer: orders process  [CONSUMER]   2 ms   ✗ consumes 0000000000000003, 1 of 2

                      the trace 4bf92f3577b34da6a3ce929d0e0e4736 links to this one:
                      mailer: orders process  [CONSUMER]  2 ms   ✗ consumes 0000000000000003, 2 of 2

                      waited 5.0 s for the trace to be complete and quiet for 200 ms; last span of this trace arrived 5.5 s ago""");
        }

        @Test
        void failsForASecondDeliveryAsSoonAsTheTraceIsQuiet() {
            FakeLiveTrace live = FakeLiveTrace.of(
                    request,
                    first,
                    processed(8, 2, "mailer").build(),
                    processed(9, 2, "mailer").build());
            assertThatThrownBy(() -> assertThat(live).eachMessageIsConsumedOnce())
                    .hasMessageContaining("but 1 of 1 was consumed more than once:");
            org.assertj.core.api.Assertions.assertThat(live.waited()).isEqualTo(ofMillis(200));
        }

        @Test
        void expectsAsManyDeliveriesAsASendHadMessages() {
            SpanData batch = span(2, 1, "shop", "orders publish", 2, 3)
                    .kind(SpanKind.PRODUCER)
                    .with("messaging.batch.message_count", 3)
                    .build();
            assertFails(
                    () -> assertThat(trace(
                                    request,
                                    batch,
                                    processed(8, 0, "mailer")
                                            .linkTo(TRACE_ID, 2)
                                            .linkTo(TRACE_ID, 2)
                                            .build()))
                            .eachMessageIsConsumedOnce(),
                    """
                    expected the trace to have each message consumed once, but 1 of 1 was lost:
                      shop: orders publish [PRODUCER] (0000000000000002) was consumed only twice instead of 3

                      shop: POST /orders       [SERVER]    20 ms
                      └─ shop: orders publish  [PRODUCER]   1 ms   ✗ consumed only twice instead of 3
                      mailer: orders process   [CONSUMER]   2 ms""");
        }

        @Test
        void failsWithoutAnyMessage() {
            assertFails(() -> assertThat(trace(request)).eachMessageIsConsumedOnce(), """
                    expected the trace to have each message consumed once, but there is no such message:

                      shop: POST /orders  [SERVER]    20 ms
                      (missing) *         [PRODUCER]""");
        }

        @Test
        void isNotFooledByWhatIsReceivedAndNeverProcessed() {
            assertThatThrownBy(() -> assertThat(trace(
                                    request,
                                    first,
                                    second,
                                    received(8, 0, "mailer")
                                            .kind(SpanKind.CONSUMER)
                                            .linkTo(TRACE_ID, 2)
                                            .linkTo(TRACE_ID, 3)
                                            .build(),
                                    processed(9, 8, "mailer")
                                            .linkTo(TRACE_ID, 2)
                                            .build()))
                            .eachMessageIsConsumedOnce())
                    .hasMessageContaining("(0000000000000003) was not consumed");
        }
    }

    @Nested
    class EachMessage {
        private final Trace topic = trace(
                request,
                first,
                processed(7, 2, "mailer").build(),
                processed(8, 2, "warehouse").build(),
                processed(9, 2, "warehouse").build());

        @Test
        void passesAtLeastOnceOrForSomeServices() {
            assertThat(topic)
                    .eachMessage("orders publish")
                    .isConsumed()
                    .eachMessage("orders publish")
                    .isConsumedBy("mailer", "warehouse")
                    .eachMessage(producer("orders publish").in("shop"))
                    .isConsumedOnceBy("mailer");
        }

        @Test
        void countsEachServiceForItself() {
            assertFails(
                    () -> assertThat(topic)
                            .eachMessage("orders publish")
                            .isConsumedOnceBy("mailer", "warehouse", "billing"),
                    """
                    expected the trace to have each message of orders publish [PRODUCER] consumed once by mailer, warehouse and billing, but 1 of 1 was lost and 1 was consumed more than once:
                      shop: orders publish [PRODUCER] (0000000000000002) was not consumed by billing
                      shop: orders publish [PRODUCER] (0000000000000002) was consumed twice by warehouse
                        by warehouse: orders process [CONSUMER] (0000000000000008)
                        by warehouse: orders process [CONSUMER] (0000000000000009)

                      shop: POST /orders               [SERVER]    20 ms
                      └─ shop: orders publish          [PRODUCER]   1 ms   ✗ not consumed by billing
                         │                                                 ✗ consumed twice by warehouse
                         ├─ mailer: orders process     [CONSUMER]   2 ms
                         ├─ warehouse: orders process  [CONSUMER]   2 ms   ✗ consumes 0000000000000002, 1 of 2
                         └─ warehouse: orders process  [CONSUMER]   2 ms   ✗ consumes 0000000000000002, 2 of 2""");
        }

        @Test
        void refusesNoServices() {
            assertThatThrownBy(() ->
                            assertThat(topic).eachMessage("orders publish").isConsumedBy())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("services: none (expected: at least one; isConsumed() asks for any)");
        }

        @Test
        void refusesSpansBelow() {
            assertThatThrownBy(() -> assertThat(topic)
                            .eachMessage(producer("a").child("b"))
                            .isConsumed())
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
