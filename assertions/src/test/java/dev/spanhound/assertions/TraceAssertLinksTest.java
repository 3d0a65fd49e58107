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
            assertFails(() -> assertThat(trace(producer)).isLinkedTo(OTHER_TRACE_ID), "@@link1");
        }

        @Test
        void namesTheLinksThereAre() {
            assertFails(
                    () -> assertThat(FakeLiveTrace.of(producer).linked(consumer)).isLinkedTo("a".repeat(32)), "@@link2");
            assertFails(() -> assertThat(consumer).isLinkedTo("a".repeat(32)), "@@link3");
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
            assertFails(() -> assertThat(trace(producer)).linkedTraces(), "@@link4");
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
                    "@@causes1");
        }

        @Test
        void saysThatThereAreNone() {
            assertFails(() -> assertThat(trace(producer)).root().causes("process orders"), "@@causes2");
        }
    }

    @Nested
    class IsCausedBy {
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
                            .isCausedBy(trace(span(7, 0, "shop", "publish", 0, 1).build())
                                    .roots()
                                    .get(0)),
                    "@@caused1");
        }

        @Test
        void saysThatThereIsNone() {
            assertFails(() -> assertThat(trace(producer)).root().isCausedBy("GET /"), "@@caused2");
        }
    }
}
