// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.propagation;

import static dev.spanhound.assertions.Failures.assertFails;
import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.assertThatHeaders;
import static dev.spanhound.assertions.TraceAssertions.assertThatThrownBy;
import static dev.spanhound.assertions.TraceAssertions.catchThrowableOfType;
import static dev.spanhound.assertions.TraceAssertions.then;
import static dev.spanhound.assertions.TraceAssertions.thenHeaders;
import static dev.spanhound.trace.propagation.PropagationFormat.B3_MULTI;
import static dev.spanhound.trace.propagation.PropagationFormat.B3_SINGLE;
import static dev.spanhound.trace.propagation.PropagationFormat.W3C;

import dev.spanhound.assertions.SoftTraceAssertions;
import dev.spanhound.assertions.Spans;
import dev.spanhound.trace.KnownServices;
import dev.spanhound.trace.LiveTrace;
import dev.spanhound.trace.Sighting;
import dev.spanhound.trace.Trace;
import dev.spanhound.trace.propagation.HeaderLines;
import dev.spanhound.trace.propagation.PropagationFormat;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opentest4j.AssertionFailedError;

class HeadersAssertTest {
    private static final String TRACE_ID = Spans.TRACE_ID;
    private static final String OTHER = Spans.OTHER_TRACE_ID;
    private static final String SPAN_ID = "b7ad6b7169203331";
    private static final String TRACEPARENT = "00-" + TRACE_ID + "-" + SPAN_ID + "-01";
    private static final Trace TRACE = Trace.of(Spans.checkout());

    private static SpanContext context(String traceId) {
        return SpanContext.create(traceId, SPAN_ID, TraceFlags.getSampled(), TraceState.getDefault());
    }

    /** A trace that saw another one begin. */
    private static LiveTrace with(Trace stray) {
        Sighting sighting = new Sighting(
                TRACE,
                List.of(),
                List.of(stray),
                KnownServices.none(),
                Sighting.Reception.of(8),
                Optional.empty(),
                Duration.ZERO,
                1);
        return new LiveTrace() {
            @Override
            public String traceId() {
                return TRACE_ID;
            }

            @Override
            public Sighting look() {
                return sighting;
            }

            @Override
            public Sighting awaitChange(Sighting since, Duration atMost) {
                return sighting;
            }
        };
    }

    @Nested
    class ContinuingATrace {
        @ParameterizedTest
        @EnumSource
        void passesInEachFormat(PropagationFormat format) {
            HeaderLines lines = format.write(context(TRACE_ID));
            assertThat(lines)
                    .continuesTrace(TRACE)
                    .continuesTrace(LiveTrace.of(TRACE))
                    .continuesTrace(TRACE_ID)
                    .continuesTrace(TRACE_ID.substring(16))
                    .hasContextIn(format)
                    .withTraceId(TRACE_ID)
                    .withParent(SPAN_ID)
                    .sampled();
        }

        @Test
        void takesWhateverHasHeaders() {
            Map<String, List<String>> map = Map.of("TraceParent", List.of(TRACEPARENT));
            assertThatHeaders(map).continuesTrace(TRACE);
            assertThatHeaders(map.entrySet()).continuesTrace(TRACE);
            thenHeaders(map).continuesTrace(TRACE);
            thenHeaders(map.entrySet()).continuesTrace(TRACE);
            then(HeaderLines.from(map)).continuesTrace(TRACE);
        }

        @Test
        void failsWithoutAnyContext() {
            assertFails(
                    () -> assertThat(HeaderLines.of("Host", "payment", "Authorization", "Bearer 42"))
                            .as("POST /pay HTTP/1.1")
                            .continuesTrace(TRACE),
                    """
                    [POST /pay HTTP/1.1] expected the headers to continue trace 0af7651916cd43dd8448eb211c80319c, but they carry no trace context:

                      Host: payment
                      Authorization: (not shown)

                      likely cause: the caller does not inject: its client is not instrumented, or the call was made where no span is current""");
        }

        @Test
        void failsWithoutHeaders() {
            assertFails(() -> assertThat(HeaderLines.none()).continuesTrace(TRACE), """
                    expected the headers to continue trace 0af7651916cd43dd8448eb211c80319c, but they carry no trace context:

                      (no headers)

                      likely cause: the caller does not inject: its client is not instrumented, or the call was made where no span is current""");
        }

        @Test
        void saysWhichTraceGoesOnInstead() {
            assertFails(
                    () -> assertThat(HeaderLines.of("Host", "payment").and(W3C.write(context(OTHER))))
                            .continuesTrace(LiveTrace.of(TRACE)),
                    """
                    expected the headers to continue trace 0af7651916cd43dd8448eb211c80319c, but the traceparent is of trace 4bf92f3577b34da6a3ce929d0e0e4736:

                      Host: payment
                      traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-b7ad6b7169203331-01   ✗ another trace
                                      ^""");
        }

        @Test
        void saysWhereTheOtherTraceBeganIfThatWasSeen() {
            Trace stray = Trace.of(List.of(Spans.span(9, 0, "orders", "GET /orders/{id}", 0, 5)
                    .in(OTHER)
                    .kind(SpanKind.SERVER)
                    .build()));
            assertFails(() -> assertThat(B3_MULTI.write(context(OTHER))).continuesTrace(with(stray)), """
                    expected the headers to continue trace 0af7651916cd43dd8448eb211c80319c, but the B3 multi context is of trace 4bf92f3577b34da6a3ce929d0e0e4736:

                      X-B3-TraceId: 4bf92f3577b34da6a3ce929d0e0e4736   ✗ another trace
                                    ^
                      X-B3-SpanId: b7ad6b7169203331
                      X-B3-Sampled: 1

                      likely cause: that trace began during this one, in orders: GET /orders/{id} [SERVER], so that the context was lost before it, and not by this caller""");
        }

        @Test
        void failsIfOneOfTheFormatsCarriesAnotherTrace() {
            assertFails(
                    () -> assertThat(W3C.write(context(TRACE_ID)).and(B3_SINGLE.write(context(OTHER))))
                            .continuesTrace(TRACE),
                    """
                    expected the headers to continue trace 0af7651916cd43dd8448eb211c80319c, but the B3 single context is of trace 4bf92f3577b34da6a3ce929d0e0e4736:

                      traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
                      b3: 4bf92f3577b34da6a3ce929d0e0e4736-b7ad6b7169203331-1   ✗ another trace
                          ^""");
        }

        @Test
        void failsOnASamplingStateAlone() {
            assertFails(() -> assertThat(HeaderLines.of("b3", "0")).continuesTrace(TRACE), """
                    expected the headers to continue trace 0af7651916cd43dd8448eb211c80319c, but the B3 single context is of no trace:

                      b3: 0   ✗ a sampling state without a trace""");
        }

        @Test
        void failsOnADoubledHeaderAndMarksTheSecondLine() {
            assertFails(
                    () -> assertThat(
                                    HeaderLines.of("traceparent", TRACEPARENT, "Host", "a", "Traceparent", TRACEPARENT))
                            .continuesTrace(TRACE),
                    """
                    expected the headers to continue trace 0af7651916cd43dd8448eb211c80319c, but the traceparent is not valid:

                      traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
                      Host: a
                      Traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01   ✗ sent twice

                      rule: W3C Trace Context level 2, 3.2: a request has one traceparent; who receives several must start a new trace""");
        }

        @Test
        void failsOnSeveralThatCannotBeRead() {
            assertFails(
                    () -> assertThat(HeaderLines.of("b3", "\tx", "uber-trace-id", "1:2:3"))
                            .continuesTrace(TRACE),
                    """
                    expected the headers to continue trace 0af7651916cd43dd8448eb211c80319c, but B3 single context and Jaeger context are not valid:

                      b3: \\tx   ✗ SamplingState is x
                            ^
                      uber-trace-id: 1:2:3   ✗ has 3 of 4 fields
                                     ^

                      rule: B3, Single Header: SamplingState is 1, 0 or d, and left out to defer
                      rule: Jaeger, Propagation Format: uber-trace-id is {trace-id}:{span-id}:{parent-span-id}:{flags}""");
        }

        @Test
        void comparesIdsForTheIde() {
            AssertionFailedError error = catchThrowableOfType(
                    AssertionFailedError.class,
                    () -> assertThat(W3C.write(context(OTHER))).continuesTrace(TRACE));
            assertThat(error.getExpected().getStringRepresentation()).isEqualTo(TRACE_ID);
            assertThat(error.getActual().getStringRepresentation()).isEqualTo(OTHER);
        }

        @Test
        void refusesWhatIsNoTraceId() {
            assertThatThrownBy(() -> assertThat(HeaderLines.none()).continuesTrace("abc"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("traceId: abc (expected: 32 hex digits, or 16 for 64 bits)");
        }
    }

    @Nested
    class AFormat {
        @Test
        void isJudgedByTheRulesOfItsSpecification() {
            assertFails(
                    () -> assertThat(HeaderLines.of("traceparent", "00-" + TRACE_ID + "-0000000000000000-01"))
                            .hasTraceparent(),
                    """
                    expected the headers to have a valid traceparent, but it is not valid (parent-id is all zeros):

                      traceparent: 00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01   ✗ parent-id is all zeros
                                                                       ^

                      rule: W3C Trace Context level 2, 3.2.2.4: parent-id must not be all zeros""");
        }

        @Test
        void hasAllOfItsHeaders() {
            assertFails(
                    () -> assertThat(HeaderLines.of("X-B3-TraceId", TRACE_ID, "X-B3-Sampled", "true"))
                            .hasB3Multi(),
                    """
                    expected the headers to have a valid B3 multi context, but it is not valid (missing; neither 1 nor 0):

                      X-B3-TraceId: 0af7651916cd43dd8448eb211c80319c
                      X-B3-Sampled: true   ✗ neither 1 nor 0
                                    ^
                      (missing) X-B3-SpanId

                      rule: B3, Multiple Headers: X-B3-TraceId and X-B3-SpanId are required, unless only a sampling state is sent
                      rule: B3, Multiple Headers: X-B3-Sampled is 1 or 0, and not there to defer""");
        }

        @Test
        void isMissedWithAGuessIfThereIsAnother() {
            assertFails(() -> assertThat(B3_SINGLE.write(context(TRACE_ID))).hasTraceparent(), """
                    expected the headers to have a valid traceparent, but there is only B3 single:

                      b3: 0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-1
                      (missing) traceparent

                      likely cause: the caller propagates B3 single and not W3C Trace Context: its propagators (OTEL_PROPAGATORS for OpenTelemetry) lack it""");
        }

        @Test
        void isMissedIfThereIsNone() {
            assertFails(() -> assertThat(HeaderLines.of("Host", "a")).hasXRay(), """
                    expected the headers to have a valid AWS X-Ray context, but there is no trace context:

                      Host: a
                      (missing) X-Amzn-Trace-Id""");
        }

        @Test
        void hasANameOfItsOwn() {
            HeaderLines all = HeaderLines.none();
            for (PropagationFormat format : PropagationFormat.values()) {
                all = all.and(format.write(context(TRACE_ID)));
            }
            assertThat(all)
                    .hasTraceparent()
                    .hasB3Single()
                    .hasB3Multi()
                    .hasJaeger()
                    .hasXRay()
                    .hasDatadog()
                    .hasOtTrace()
                    .hasTraceContextIn(PropagationFormat.values())
                    .hasTraceContextOnlyIn(PropagationFormat.values());
        }

        @Test
        void isTheOnlyOne() {
            HeaderLines lines = W3C.write(context(TRACE_ID)).and(B3_MULTI.write(context(TRACE_ID)));
            assertThat(lines).hasTraceContextIn(W3C).hasTraceContextOnlyIn(W3C, B3_MULTI);
            assertFails(() -> assertThat(lines).hasTraceContextOnlyIn(W3C), """
                    expected the headers to have a trace context in W3C Trace Context only, but there is B3 multi:

                      traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
                      X-B3-TraceId: 0af7651916cd43dd8448eb211c80319c   ✗ not expected: B3 multi
                      X-B3-SpanId: b7ad6b7169203331   ✗ not expected: B3 multi
                      X-B3-Sampled: 1   ✗ not expected: B3 multi""");
        }

        @Test
        void isNotThereWhereNoneIsExpected() {
            assertThat(HeaderLines.of("Host", "a", "baggage", "a=1")).hasNoTraceContext();
            assertFails(
                    () -> assertThat(HeaderLines.of("Host", "a", "tracestate", "x"))
                            .hasNoTraceContext(),
                    """
                    expected the headers to have no trace context, but there is W3C Trace Context:

                      Host: a
                      tracestate: x   ✗ not expected: W3C Trace Context""");
        }
    }

    @Nested
    class Baggage {
        private final HeaderLines lines = HeaderLines.of("baggage", "tenant=acme%20inc", "Baggage", "user=ann;admin");

        @Test
        void isDecodedAndTakenFromAllLines() {
            assertThat(lines)
                    .hasBaggage("tenant", "acme inc")
                    .hasBaggage("user", "ann")
                    .doesNotHaveBaggage("order")
                    .hasBaggageWithinLimits();
            assertThat(HeaderLines.none()).hasNoBaggage().hasBaggageWithinLimits();
        }

        @Test
        void mayHaveAnotherValue() {
            assertFails(() -> assertThat(lines).hasBaggage("user", "bob"), """
                    expected the headers to have the baggage user=bob, but it is user=ann:

                      baggage: tenant=acme%20inc   ✗ user has another value
                      Baggage: user=ann;admin   ✗ user has another value""");
        }

        @Test
        void mayLackTheKey() {
            assertFails(() -> assertThat(lines).hasBaggage("order", "42"), """
                    expected the headers to have the baggage order=42, but there is only tenant and user:

                      baggage: tenant=acme%20inc   ✗ order is missing
                      Baggage: user=ann;admin   ✗ order is missing""");
        }

        @Test
        void mayBeMissing() {
            assertFails(() -> assertThat(HeaderLines.of("Host", "a")).hasBaggage("order", "42"), """
                    expected the headers to have the baggage order=42, but there is no baggage:

                      Host: a
                      (missing) baggage

                      likely cause: the caller has no baggage propagator (OTEL_PROPAGATORS=tracecontext,baggage), or the baggage was not in the context that was current at the call""");
        }

        @Test
        void mustBeValid() {
            assertFails(
                    () -> assertThat(HeaderLines.of("baggage", "a=1,b=ü,a=2")).hasBaggage("a", "1"), """
                    expected the headers to have the baggage a=1, but it is not valid (the value ü has 'ü'; the key a again):

                      baggage: a=1,b=ü,a=2   ✗ the value ü has 'ü'; the key a again
                                     ^ ^

                      rule: W3C Baggage, 3.3.1.3: all but printable ASCII without space, '"', ',', ';' and '\\' must be percent-encoded
                      rule: W3C Baggage, 3.3.1.1: no two list-members should have the same key""");
        }

        @Test
        void mayBeThereAlthoughItShouldNot() {
            assertFails(() -> assertThat(lines).doesNotHaveBaggage("user"), """
                    expected the headers not to have the baggage user, but it is user=ann:

                      baggage: tenant=acme%20inc   ✗ user is not expected
                      Baggage: user=ann;admin   ✗ user is not expected""");
            assertFails(() -> assertThat(lines).hasNoBaggage(), """
                    expected the headers to have no baggage, but there is one:

                      baggage: tenant=acme%20inc   ✗ not expected
                      Baggage: user=ann;admin   ✗ not expected""");
        }

        @Test
        void mayBeTooMuchToBeSentOnByAll() {
            String most = "a=" + "0123456789".repeat(819);
            assertThat(HeaderLines.of("baggage", most)).hasBaggageWithinLimits();
            assertThat(HeaderLines.of("baggage", members(64))).hasBaggageWithinLimits();
            assertThatThrownBy(() ->
                            assertThat(HeaderLines.of("baggage", most + "0")).hasBaggageWithinLimits())
                    .hasMessageStartingWith(
                            "expected the headers to have baggage that each platform sends on, but it has 1"
                                    + " list-member of 8193 bytes:\n")
                    .hasMessageEndingWith(
                            "   ✗ too much\n\n  rule: W3C Baggage, 3.3.2: up to 64 list-members and 8192 bytes"
                                    + " must be sent on, and more may be dropped");
            assertThatThrownBy(() -> assertThat(HeaderLines.of("baggage", members(64), "baggage", "z=1"))
                            .hasBaggageWithinLimits())
                    .hasMessageStartingWith(
                            "expected the headers to have baggage that each platform sends on, but it has 65"
                                    + " list-members of ");
        }

        private String members(int count) {
            StringBuilder members = new StringBuilder("k0=v");
            for (int i = 1; i < count; i++) {
                members.append(",k").append(i).append("=v");
            }
            return members.toString();
        }
    }

    @Test
    void failsForNullInWords() {
        assertThatThrownBy(() -> assertThat((HeaderLines) null).hasNoTraceContext())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expecting actual not to be null");
        assertThatThrownBy(() -> assertThatHeaders((Map<String, ?>) null).hasBaggage("a", "1"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThatHeaders((Iterable<?>) null).hasTraceparent())
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void beginsTheStackTraceInTheTest() {
        HeaderLines denied = HeaderLines.of("b3", "0", "tracestate", "a=1");
        List<ThrowableAssert.ThrowingCallable> failing = List.of(
                () -> assertThat(HeaderLines.none()).hasTraceparent(),
                () -> assertThat(denied).hasB3Single().sampled(),
                () -> assertThat(denied).hasTracestate().without("a"),
                () -> assertThat(denied).continuesTrace(TRACE));
        for (ThrowableAssert.ThrowingCallable assertion : failing) {
            AssertionError error = catchThrowableOfType(AssertionError.class, assertion);
            assertThat(error.getStackTrace()[0].getClassName()).isEqualTo(HeadersAssertTest.class.getName());
        }
    }

    @Test
    void collectsFailuresSoftlyAndLeavesOutWhatFollowsAMissingHeader() {
        SoftTraceAssertions softly = new SoftTraceAssertions();
        softly.assertThat(HeaderLines.of("tracestate", "a=1"))
                .as("call")
                .hasTraceparent()
                .withTraceId(TRACE_ID)
                .sampled()
                .hasTracestate()
                .with("a", "2")
                .hasBaggage("a", "1")
                .hasNoTraceContext();
        assertThat(softly.assertionErrorsCollected().stream()
                        .map(error -> error.getMessage().lines().findFirst().orElseThrow())
                        .toList())
                .containsExactly(
                        "[call] expected the headers to have a valid traceparent, but it is not valid (missing):",
                        "[call] expected the headers to have the tracestate member a=2, but it is a=1:",
                        "[call] expected the headers to have the baggage a=1, but there is no baggage:",
                        "[call] expected the headers to have no trace context, but there is W3C Trace Context:");
    }
}
