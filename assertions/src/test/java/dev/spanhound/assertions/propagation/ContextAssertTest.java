// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.propagation;

import static dev.spanhound.assertions.Failures.assertFails;
import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.assertThatThrownBy;

import dev.spanhound.assertions.Spans;
import dev.spanhound.trace.LiveTrace;
import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import dev.spanhound.trace.propagation.HeaderLines;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContextAssertTest {
    private static final Trace TRACE = Trace.of(Spans.checkout());
    private static final SpanNode CLIENT = TRACE.find(Spans.spanId(2)).orElseThrow();
    private static final String OTHER = Spans.OTHER_TRACE_ID;

    private static HeaderLines traceparent(int span, String flags) {
        return HeaderLines.of("traceparent", "00-" + Spans.TRACE_ID + "-" + Spans.spanId(span) + "-" + flags);
    }

    @Nested
    class TheTrace {
        @Test
        void passesIfItIsThat() {
            assertThat(traceparent(2, "01"))
                    .hasTraceparent()
                    .withTraceId(Spans.TRACE_ID)
                    .withTraceId(LiveTrace.of(TRACE));
            assertThat(HeaderLines.of("b3", Spans.TRACE_ID.substring(16) + "-" + Spans.spanId(2)))
                    .hasB3Single()
                    .withTraceId(Spans.TRACE_ID);
        }

        @Test
        void isMarkedIfItIsAnother() {
            assertFails(() -> assertThat(traceparent(2, "01")).hasTraceparent().withTraceId(OTHER), """
                    expected the traceparent to be of trace 4bf92f3577b34da6a3ce929d0e0e4736, but it is of trace 0af7651916cd43dd8448eb211c80319c:

                      traceparent: 00-0af7651916cd43dd8448eb211c80319c-0000000000000002-01   ✗ another trace
                                      ^""");
        }

        @Test
        void mayNotBeToldAtAll() {
            assertFails(
                    () -> assertThat(HeaderLines.of("X-B3-Sampled", "0"))
                            .hasB3Multi()
                            .withTraceId(OTHER),
                    """
                    expected the B3 multi context to be of trace 4bf92f3577b34da6a3ce929d0e0e4736, but it has no trace ID:

                      X-B3-Sampled: 0   ✗ a sampling state without a trace""");
        }

        @Test
        void isRefusedIfItIsNoId() {
            assertThatThrownBy(() ->
                            assertThat(traceparent(2, "01")).hasTraceparent().withTraceId("x".repeat(32)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("traceId: " + "x".repeat(32) + " (expected: 32 hex digits, or 16 for 64 bits)");
        }
    }

    @Nested
    class TheParent {
        @Test
        void passesIfItIsThatSpan() {
            assertThat(traceparent(2, "01"))
                    .hasTraceparent()
                    .withParent(CLIENT)
                    .withParent(CLIENT.span())
                    .withParent(Spans.spanId(2));
        }

        @Test
        void saysWhichSpanOfTheTraceItIsInstead() {
            assertFails(() -> assertThat(traceparent(1, "01")).hasTraceparent().withParent(CLIENT), """
                    expected the traceparent to come from span 0000000000000002, gateway: POST [CLIENT], but it comes from span 0000000000000001, gateway: POST /checkout [SERVER]:

                      traceparent: 00-0af7651916cd43dd8448eb211c80319c-0000000000000001-01   ✗ another span
                                                                       ^""");
        }

        @Test
        void mayBeASpanThatNobodyKnows() {
            assertFails(() -> assertThat(traceparent(99, "01")).hasTraceparent().withParent(CLIENT), """
                    expected the traceparent to come from span 0000000000000002, gateway: POST [CLIENT], but it comes from span 0000000000000099:

                      traceparent: 00-0af7651916cd43dd8448eb211c80319c-0000000000000099-01   ✗ another span
                                                                       ^""".replace(
                            "0000000000000099", Spans.spanId(99)));
        }

        @Test
        void isNamedAsWellAsTheSpanDataTells() {
            assertFails(() -> assertThat(traceparent(1, "01")).hasTraceparent().withParent(CLIENT.span()), """
                    expected the traceparent to come from span 0000000000000002, POST [CLIENT], but it comes from span 0000000000000001:

                      traceparent: 00-0af7651916cd43dd8448eb211c80319c-0000000000000001-01   ✗ another span
                                                                       ^""");
        }

        @Test
        void isNotOfAnotherTraceWithTheSameId() {
            assertThatThrownBy(() -> assertThat(
                                    HeaderLines.of("traceparent", "00-" + OTHER + "-" + Spans.spanId(2) + "-01"))
                            .hasTraceparent()
                            .withParent(CLIENT))
                    .hasMessageStartingWith("expected the traceparent to be of trace " + Spans.TRACE_ID);
        }

        @Test
        void isFoundInTheHeaderThatHasIt() {
            assertFails(
                    () -> assertThat(HeaderLines.of("X-B3-TraceId", Spans.TRACE_ID, "X-B3-SpanId", Spans.spanId(1)))
                            .hasB3Multi()
                            .withParent(Spans.spanId(2)),
                    """
                    expected the B3 multi context to come from span 0000000000000002, but it comes from span 0000000000000001:

                      X-B3-TraceId: 0af7651916cd43dd8448eb211c80319c
                      X-B3-SpanId: 0000000000000001   ✗ another span
                                   ^""");
            assertFails(
                    () -> assertThat(HeaderLines.of("x-datadog-trace-id", "1", "x-datadog-parent-id", "1"))
                            .hasDatadog()
                            .withParent(Spans.spanId(2)),
                    """
                    expected the Datadog context to come from span 0000000000000002, but it comes from span 0000000000000001:

                      x-datadog-trace-id: 1
                      x-datadog-parent-id: 1   ✗ another span""");
            assertFails(
                    () -> assertThat(HeaderLines.of("ot-tracer-traceid", "1", "ot-tracer-spanid", "1"))
                            .hasOtTrace()
                            .withParent(Spans.spanId(2)),
                    """
                    expected the OT trace context to come from span 0000000000000002, but it comes from span 0000000000000001:

                      ot-tracer-traceid: 1
                      ot-tracer-spanid: 1   ✗ another span""");
        }

        @Test
        void mayBeMissing() {
            assertFails(
                    () -> assertThat(HeaderLines.of("X-Amzn-Trace-Id", "Root=1-0af76519-16cd43dd8448eb211c80319c"))
                            .hasXRay()
                            .withParent(Spans.spanId(2)),
                    """
                    expected the AWS X-Ray context to come from span 0000000000000002, but it has no span ID:

                      X-Amzn-Trace-Id: Root=1-0af76519-16cd43dd8448eb211c80319c   ✗ another span""");
        }

        @Test
        void isRefusedIfItIsNoId() {
            assertThatThrownBy(() ->
                            assertThat(traceparent(2, "01")).hasTraceparent().withParent("2"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("spanId: 2 (expected: 16 hex digits)");
        }
    }

    @Nested
    class TheSamplingState {
        @Test
        void passesIfItIsThat() {
            assertThat(traceparent(2, "01")).hasTraceparent().sampled().withFlags("01");
            assertThat(traceparent(2, "02")).hasTraceparent().notSampled().withFlags("02");
            assertThat(HeaderLines.of("b3", "d")).hasB3Single().debug().sampled();
            assertThat(HeaderLines.of("b3", Spans.TRACE_ID + "-" + Spans.spanId(2)))
                    .hasB3Single()
                    .deferred();
        }

        @Test
        void isMarkedAtTheFlags() {
            assertFails(() -> assertThat(traceparent(2, "00")).hasTraceparent().sampled(), """
                    expected the traceparent to be sampled, but it is not sampled:

                      traceparent: 00-0af7651916cd43dd8448eb211c80319c-0000000000000002-00   ✗ is not sampled
                                                                                        ^""");
            assertFails(() -> assertThat(traceparent(2, "01")).hasTraceparent().withFlags("03"), """
                    expected the traceparent to have the flags 03, but it has 01:

                      traceparent: 00-0af7651916cd43dd8448eb211c80319c-0000000000000002-01   ✗ other flags
                                                                                        ^""");
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource(delimiter = '|', textBlock = """
            to defer the sampling decision | B3 single | b3                          | d
            not to be sampled              | B3 multi  | X-B3-Flags                  | 1
            to be sampled                  | B3 multi  | X-B3-Sampled                | 0
            """)
        void isMarkedInTheHeaderThatHasIt(String expectation, String format, String header, String value) {
            HeaderLines lines = HeaderLines.of("Host", "a", header, value);
            assertThatThrownBy(() -> {
                        ContextAssert context = format.equals("B3 single")
                                ? assertThat(lines).hasB3Single()
                                : assertThat(lines).hasB3Multi();
                        switch (expectation) {
                            case "to be sampled" -> context.sampled();
                            case "not to be sampled" -> context.notSampled();
                            default -> context.deferred();
                        }
                    })
                    .hasMessageStartingWith("expected the " + format + " context " + expectation + ", but it is ")
                    .hasMessageContaining("\n  " + header + ": " + value + "   ✗ is ");
        }

        @Test
        void mayBeLeftToTheReceiver() {
            assertFails(
                    () -> assertThat(HeaderLines.of("x-datadog-trace-id", "1", "x-datadog-parent-id", "2"))
                            .hasDatadog()
                            .sampled(),
                    """
                    expected the Datadog context to be sampled, but it leaves the decision to the receiver:

                      x-datadog-trace-id: 1
                      x-datadog-parent-id: 2
                      (missing) x-datadog-sampling-priority""");
            assertFails(
                    () -> assertThat(HeaderLines.of("ot-tracer-traceid", "1", "ot-tracer-spanid", "2"))
                            .hasOtTrace()
                            .notSampled(),
                    """
                    expected the OT trace context not to be sampled, but it leaves the decision to the receiver:

                      ot-tracer-traceid: 1
                      ot-tracer-spanid: 2
                      (missing) ot-tracer-sampled""");
        }

        @Test
        void hasFlagsInTraceparentOnly() {
            assertThatThrownBy(() ->
                            assertThat(HeaderLines.of("b3", "1")).hasB3Single().withFlags("01"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "flags: 01 on B3 single (expected: only traceparent has flags; use sampled() and notSampled())");
            assertThatThrownBy(() ->
                            assertThat(traceparent(2, "01")).hasTraceparent().withFlags("1"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("flags: 1 (expected: 2 hex digits)");
        }
    }
}
