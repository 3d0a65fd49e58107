// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static dev.spanhound.assertions.Failures.assertFails;
import static dev.spanhound.assertions.Spans.OTHER_TRACE_ID;
import static dev.spanhound.assertions.Spans.TRACE_ID;
import static dev.spanhound.assertions.Spans.span;
import static dev.spanhound.assertions.Spans.trace;
import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.consumer;

import dev.spanhound.trace.Trace;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Assertions on links between traces. */
class TraceAssertLinksTest {
    private final SpanData producer =
            span(1, 0, "shop", "publish orders", 0, 5).kind(SpanKind.PRODUCER).build();
    private final Trace consumer = trace(span(9, 0, "mailer", "process orders", 7, 9)
            .in(OTHER_TRACE_ID)
            .kind(SpanKind.CONSUMER)
            .linkTo(TRACE_ID, 1)
            .build());

    @Nested
    class IsLinkedTo {
        @Test
        void passesInBothDirections() {
            assertThat(consumer).isLinkedTo(trace(producer)).isLinkedTo(TRACE_ID);
            assertThat(FakeLiveTrace.of(producer).linked(consumer)).isLinkedTo(consumer);
        }

        @Test
        void saysThatThereAreNoLinks() {
            assertFails(() -> assertThat(trace(producer)).isLinkedTo(OTHER_TRACE_ID), """
                    expected the trace to be linked to trace 4bf92f3577b34da6a3ce929d0e0e4736, but it has no links:

                      shop: publish orders  [PRODUCER]  5 ms""");
        }

        @Test
        void namesTheLinksThereAre() {
            assertFails(
                    () -> assertThat(FakeLiveTrace.of(producer).linked(consumer))
                            .isLinkedTo("a".repeat(32)),
                    """
                    expected the trace to be linked to trace aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, but it is linked to others:
                      trace 4bf92f3577b34da6a3ce929d0e0e4736 links to it

                      shop: publish orders  [PRODUCER]  5 ms

                      the trace 4bf92f3577b34da6a3ce929d0e0e4736 links to this one:
                      mailer: process orders  [CONSUMER]  2 ms

                      waited 5.0 s; last span of this trace arrived 5.5 s ago""");
            assertFails(() -> assertThat(consumer).isLinkedTo("a".repeat(32)), """
                    expected the trace to be linked to trace aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, but it is linked to others:
                      mailer: process orders [CONSUMER] links to trace 0af7651916cd43dd8448eb211c80319c

                      mailer: process orders  [CONSUMER]  2 ms""");
        }
    }

    @Nested
    class LinkedTraces {
        @Test
        void leadToAssertionsOnThem() {
            assertThat(FakeLiveTrace.of(producer).linked(consumer))
                    .linkedTraces()
                    .singleElement()
                    .containsSpan(consumer("process orders"));
        }

        @Test
        void failIfNoneLinks() {
            assertFails(() -> assertThat(trace(producer)).linkedTraces(), """
                    expected the trace to have a trace that links to it, but it has no links:

                      shop: publish orders  [PRODUCER]  5 ms""");
        }
    }

    @Nested
    class Causes {
        @Test
        void passesForAChildAndForALink() {
            assertThat(FakeLiveTrace.of(producer).linked(consumer))
                    .span("publish orders")
                    .causes("process orders");
            SpanData child = span(2, 1, "mailer", "process orders", 7, 9)
                    .kind(SpanKind.CONSUMER)
                    .build();
            assertThat(FakeLiveTrace.of(producer, child))
                    .span("publish orders")
                    .causes(consumer("process orders").in("mailer"));
        }

        @Test
        void showsTheLinkedTrace() {
            assertFails(
                    () -> assertThat(FakeLiveTrace.of(producer).linked(consumer))
                            .span("publish orders")
                            .causes("process refunds"),
                    """
                    expected the span shop: publish orders [PRODUCER] to cause process refunds, but it caused only mailer: process orders [CONSUMER]:

                      shop: publish orders  [PRODUCER]  5 ms   ✗ this span

                      the trace 4bf92f3577b34da6a3ce929d0e0e4736 links to this one:
                      mailer: process orders  [CONSUMER]  2 ms

                      waited 5.0 s; last span of this trace arrived 5.5 s ago""");
        }

        @Test
        void saysThatThereAreNone() {
            assertFails(() -> assertThat(trace(producer)).root().causes("process orders"), """
                    expected the span shop: publish orders [PRODUCER] to cause process orders, but it caused nothing:

                      shop: publish orders  [PRODUCER]  5 ms   ✗ this span""");
        }
    }

    @Nested
    class IsCausedBy {
        private final Trace mail = trace(
                span(9, 0, "mailer", "process orders", 7, 9)
                        .in(OTHER_TRACE_ID)
                        .kind(SpanKind.CONSUMER)
                        .linkTo(TRACE_ID, 1)
                        .build(),
                span(10, 9, "mailer", "send mail", 8, 9)
                        .in(OTHER_TRACE_ID)
                        .kind(SpanKind.PRODUCER)
                        .build());
        private final Trace delivery = trace(span(20, 0, "smtp", "process mails", 10, 12)
                .in("c".repeat(32))
                .kind(SpanKind.CONSUMER)
                .linkTo(OTHER_TRACE_ID, 10)
                .build());
        private final FakeLiveTrace shop = FakeLiveTrace.of(
                        span(5, 0, "shop", "POST /orders", 0, 6).build(),
                        span(1, 5, "shop", "publish orders", 1, 5)
                                .kind(SpanKind.PRODUCER)
                                .build())
                .linked(mail, delivery);

        @Test
        void goesOverParentsAndLinksAlike() {
            assertThat(shop).span("POST /orders").causes("send mail").causes("process mails");
            assertThat(shop)
                    .span("publish orders")
                    .causes(consumer("process mails").in("smtp"));
        }

        @Test
        void looksBackFromALinkedTrace() {
            assertThat(shop)
                    .linkedTraces()
                    .singleElement()
                    .span("send mail")
                    .isCausedBy("POST /orders")
                    .isCausedBy(shop.look().trace().roots().get(0));
            assertThat(shop)
                    .linkedTraces()
                    .eachTrace(trace -> trace.span("send mail").isCausedBy("POST /orders"));
        }

        @Test
        void namesAllCausesAndShowsHowTracesHangTogether() {
            assertFails(
                    () -> assertThat(shop)
                            .linkedTraces()
                            .first()
                            .span("send mail")
                            .isCausedBy("GET /orders"),
                    """
                    expected the span mailer: send mail [PRODUCER] to be caused by GET /orders, but it was caused only by mailer: process orders [CONSUMER], shop: publish orders [PRODUCER] and shop: POST /orders [INTERNAL]:

                      mailer: process orders  [CONSUMER]  2 ms
                      └─ mailer: send mail    [PRODUCER]  1 ms   ✗ this span

                      the trace 0af7651916cd43dd8448eb211c80319c, to which this one links:
                      shop: POST /orders       [INTERNAL]  6 ms
                      └─ shop: publish orders  [PRODUCER]  4 ms

                      the trace cccccccccccccccccccccccccccccccc links to this one:
                      smtp: process mails  [CONSUMER]  2 ms""");
        }

        @Test
        void passesForAParentAndForALink() {
            assertThat(consumer).root().isCausedBy(trace(producer).roots().get(0));
            SpanData child = span(2, 1, "mailer", "process orders", 7, 9).build();
            assertThat(trace(producer, child)).span("process orders").isCausedBy("publish orders");
        }

        @Test
        void namesTheLinksThereAre() {
            assertFails(
                    () -> assertThat(consumer)
                            .root()
                            .isCausedBy(
                                    trace(span(7, 0, "shop", "publish", 0, 1).build())
                                            .roots()
                                            .get(0)),
                    """
                    expected the span mailer: process orders [CONSUMER] to be caused by shop: publish [INTERNAL] (0000000000000007), but it is neither a descendant of it nor linked to it:
                      link to span 0000000000000001 of trace 0af7651916cd43dd8448eb211c80319c

                      mailer: process orders  [CONSUMER]  2 ms   ✗ this span""");
        }

        @Test
        void saysThatThereIsNone() {
            assertFails(() -> assertThat(trace(producer)).root().isCausedBy("GET /"), """
                    expected the span shop: publish orders [PRODUCER] to be caused by GET /, but nothing caused it:

                      shop: publish orders  [PRODUCER]  5 ms   ✗ this span""");
        }
    }
}
