// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.diagnosis;

import static dev.spanhound.assertions.Spans.OTHER_TRACE_ID;
import static dev.spanhound.assertions.Spans.TRACE_ID;
import static dev.spanhound.assertions.Spans.checkout;
import static dev.spanhound.assertions.Spans.span;
import static dev.spanhound.assertions.Spans.trace;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.sender.SpanSender;
import dev.spanhound.trace.KnownServices;
import dev.spanhound.trace.Sighting;
import dev.spanhound.trace.Sighting.Reception;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
    private static final Reception SILENCE = new Reception(0, 0, 0, 0, "", 0, false);

    private Trace own = Trace.of(TRACE_ID, List.of());
    private List<Trace> strays = List.of();
    private KnownServices known = KnownServices.none();
    private Reception reception = SILENCE;
    private boolean sampled = true;
    private Duration timeout = ofSeconds(5);
    private Set<String> services = Set.of();
    private List<SpanSender> senders = List.of();

    private Optional<Diagnosis> diagnosis() {
        Sighting sighting = new Sighting(
                own, List.of(), strays, known, reception, Optional.empty(), Duration.ofSeconds(6), 1, senders);
        return Diagnosis.of(new Evidence(sighting, timeout, sampled, services));
    }

    private String described() {
        return diagnosis().map(Diagnosis::describe).orElse("");
    }

    @Test
    void isEmptyForATraceThatLooksWhole() {
        own = Trace.of(checkout());
        assertThat(diagnosis()).isEmpty();
    }

    @Nested
    class TraceIdCut {
        private Trace backendIn(String traceId) {
            return Trace.of(
                    List.of(span(2, 1, "backend", "GET", 1, 8).in(traceId).build()));
        }

        @Test
        void whenAPartHasTheRightHalfOfTheIdOnly() {
            own = trace(span(1, 0, "frontend", "GET", 0, 9).build());
            strays = List.of(backendIn("00000000000000008448eb211c80319c"));

            assertThat(described()).isEqualTo("""
                            the trace ID has lost its left half on the way to backend
                              The spans of backend are in the trace 00000000000000008448eb211c80319c, and this is 0af7651916cd43dd8448eb211c80319c.
                              Likely: somebody in between knows trace IDs of 64 bits only. In Brave that is Tracing.Builder.traceId128Bit, in Envoy's Zipkin tracer trace_id_128bit (both for IDs that they make).
                              Or: an application cuts the X-B3-TraceId that it sends on.""");
            assertThat(diagnosis().orElseThrow().lost()).isEqualTo(strays);
        }

        @Test
        void whenAPartHasAnotherLeftHalf() {
            own = trace(span(1, 0, "frontend", "GET", 0, 9).build());
            strays = List.of(backendIn("aaaaaaaaaaaaaaaa8448eb211c80319c"));

            assertThat(described()).startsWith("the trace ID has another left half in backend\n");
        }
    }

    @Nested
    class NothingArrived {
        @Test
        void whenNoEndpointHasHeardAnything() {
            assertThat(described()).isEqualTo("""
                            nothing has arrived at any endpoint since the test began
                              Does the exporter send to the backend's endpoint (OTEL_EXPORTER_OTLP_ENDPOINT), by the protocol of that endpoint (OTEL_EXPORTER_OTLP_PROTOCOL)?
                              Does it send within the wait? Batches leave every 5 s unless told otherwise: OTEL_BSP_SCHEDULE_DELAY=100, in Spring Boot management.opentelemetry.tracing.export.schedule-delay=100ms.
                              Is each span ended, and sampled? In this JVM: is it made by the test's Tracer or OpenTelemetry parameter, or by the global one of @TraceTest(global = true)?
                              Spring Boot switches tracing off in tests: @AutoConfigureObservability (3.x) or @AutoConfigureTracing(export = true) (4.x) switches it on.""");
        }
    }

    @Nested
    class SenderInTrouble {
        private final SpanSender ended = sender("payment", "container payment has ended", "its log ends: bye");
        private final SpanSender silent = sender("orders", "exports of container orders fail");
        private final SpanSender fine = new FakeSender("auth", Optional.empty());

        private static SpanSender sender(String service, String cause, String... hints) {
            return new FakeSender(service, Optional.of(new SpanSender.Trouble(cause, List.of(hints))));
        }

        @Test
        void whenNothingArrivedAndASenderSaysWhy() {
            senders = List.of(fine, ended);
            assertThat(described()).isEqualTo("""
                            container payment has ended
                              its log ends: bye
                              asked: missed=false, heard=false""");
        }

        @Test
        void namesFirstThatOfAMissedServiceAndNoOther() {
            senders = List.of(ended, silent);
            services = Set.of("orders");
            assertThat(described()).isEqualTo("""
                            exports of container orders fail
                              asked: missed=true, heard=false""");
        }

        @Test
        void namesAllThatAreMissed() {
            senders = List.of(silent, ended);
            services = Set.of("orders", "payment");
            assertThat(described()).isEqualTo("""
                            exports of container orders fail
                              asked: missed=true, heard=false
                              Also: container payment has ended.""");
        }

        @Test
        void whenACalledServiceHasNotAnswered() {
            own = trace(span(1, 0, "orders", "POST", 0, 9)
                    .kind(SpanKind.CLIENT)
                    .with("server.address", "payment")
                    .build());
            known = KnownServices.of("payment");
            senders = List.of(fine, ended);
            assertThat(described()).isEqualTo("""
                            container payment has ended
                              its log ends: bye
                              asked: missed=true, heard=false""");
        }

        @Test
        void tellsASenderThatIsHeardThatItsExporterWorks() {
            own = trace(span(1, 0, "orders", "POST", 0, 9).build());
            senders = List.of(silent);
            assertThat(described()).isEqualTo("""
                            exports of container orders fail
                              asked: missed=true, heard=true""");
        }

        @Test
        void notWhenAnotherServiceHasLostTheContext() {
            senders = List.of(sender("elsewhere", "container elsewhere has no connection"));
            strays = List.of(trace(span(30, 0, "orders", "GET /orders/{id}", 20, 30)
                    .kind(SpanKind.SERVER)
                    .in(OTHER_TRACE_ID)
                    .build()));
            assertThat(described()).startsWith("context lost between the test and orders");
        }

        @Test
        void notWhenTheTraceHasNothingToDoWithIt() {
            own = Trace.of(checkout());
            senders = List.of(sender("elsewhere", "container elsewhere has ended"));
            assertThat(diagnosis()).isEmpty();
        }

        @Test
        void namesFirstThatByWhichAllSpansCome() {
            own = trace(span(1, 0, "orders", "POST", 0, 9).build());
            senders = List.of(ended, new FakeSender("", ended.examine(true, true), true));
            services = Set.of("payment");
            assertThat(described()).isEqualTo("""
                            container payment has ended
                              its log ends: bye
                              asked: missed=true, heard=true
                              asked: missed=false, heard=true
                              Also: container payment has ended.""");
        }

        private record FakeSender(String service, Optional<SpanSender.Trouble> trouble, boolean carriesAll)
                implements SpanSender {
            FakeSender(String service, Optional<SpanSender.Trouble> trouble) {
                this(service, trouble, false);
            }

            @Override
            public Optional<Trouble> examine(boolean missed, boolean heard) {
                return trouble.map(known -> {
                    List<String> hints = new ArrayList<>(known.hints());
                    hints.add("asked: missed=" + missed + ", heard=" + heard);
                    return new Trouble(known.cause(), hints);
                });
            }
        }
    }

    @Nested
    class Evicted {
        @Test
        void whenTheStoreDroppedThisTrace() {
            reception = new Reception(2_000_000, 0, 3, 0, "", 12, true);
            assertThat(described()).isEqualTo("""
                            the store was full and dropped spans of this trace
                              It has dropped 12 traces so far, the oldest first. Give the backend higher limits (Limits.maxSpans).""");
        }
    }

    @Nested
    class Refused {
        @Test
        void whenTheBackendRefusedSomething() {
            reception = new Reception(0, 0, 2, 2, "truncated: 3 of 17 bytes at byte 42", 0, false);
            assertThat(described()).isEqualTo("""
                            the backend refused 2 requests since the test began
                              The last refusal: truncated: 3 of 17 bytes at byte 42""");
        }

        @Test
        void whenTheBackendGaveNoReason() {
            reception = new Reception(0, 0, 1, 1, "", 0, false);
            assertThat(described()).isEqualTo("""
                    the backend refused 1 request since the test began
                      It gave no reason.""");
        }
    }

    @Nested
    class NotSampled {
        @Test
        void whenTheTestsContextIsNotSampled() {
            sampled = false;
            reception = new Reception(3, 3, 1, 0, "", 0, false);
            assertThat(described()).isEqualTo("""
                            the context of the test has the sampled flag 0
                              A service that follows its parent's decision (the default sampler does) exports none of its spans then.""");
        }

        @Test
        void whenASpanOfTheTraceIsNotSampled() {
            own = trace(
                    span(1, 0, "gateway", "GET /", 0, 9).build(),
                    span(2, 1, "gateway", "GET", 1, 8)
                            .kind(SpanKind.CLIENT)
                            .unsampled()
                            .build());
            assertThat(described()).isEqualTo("""
                            the sampled flag is 0 from gateway: GET [CLIENT] on
                              A service that follows its parent's decision (the default sampler does) exports none of its spans then.""");
        }
    }

    @Nested
    class RecordedHeaders {
        private static final String HINT =
                "A service that follows its parent's decision (the default sampler does) exports none of its spans then.";

        @Test
        void tellThatACallSentTheFlag0() {
            own = trace(span(1, 0, "gateway", "GET", 0, 9)
                    .kind(SpanKind.CLIENT)
                    .with("http.request.header.traceparent", "00-" + TRACE_ID + "-0000000000000001-00")
                    .build());
            assertThat(described())
                    .isEqualTo("the sampled flag is 0 from gateway: GET [CLIENT] on\n  It sent traceparent: 00-"
                            + TRACE_ID + "-0000000000000001-00.\n  " + HINT);
        }

        @Test
        void tellThatASpanIsThereThoughItsCallerDidNotSample() {
            own = trace(span(1, 0, "gateway", "GET /", 0, 9)
                    .kind(SpanKind.SERVER)
                    .with("http.request.header.b3", TRACE_ID + "-0000000000000001-0")
                    .build());
            assertThat(described())
                    .isEqualTo("the sampled flag is 0 from gateway: GET / [SERVER] on\n  It was sent b3: " + TRACE_ID
                            + "-0000000000000001-0.\n  " + HINT);
        }
    }

    @Nested
    class FlagsLeftOut {
        @Test
        void areNotTakenForASamplingDecision() {
            own = trace(span(1, 0, "flask", "GET /", 0, 9).unsampled().build());
            assertThat(diagnosis()).isEmpty();
        }
    }

    @Nested
    class SlowExport {
        @Test
        void whenAServiceOfTheTraceSendsLaterThanWasWaited() {
            own = Trace.of(checkout());
            known = KnownServices.none().with(checkout().get(2), ofMillis(4900));
            assertThat(described()).isEqualTo("""
                            orders sends spans up to 4.9 s after their end, and the wait is 5.0 s
                              Let it send sooner (OTEL_BSP_SCHEDULE_DELAY=100, in milliseconds), or wait longer.""");
        }

        @Test
        void whenAnExpectedServiceDoes() {
            own = Trace.of(checkout().subList(0, 1));
            known = KnownServices.none().with(checkout().get(2), ofSeconds(8));
            services = Set.of("orders");
            assertThat(described()).startsWith("orders sends spans up to 8.0 s after their end");
        }

        @Test
        void isNotSuspectedOfAServiceThatHasNothingToDoWithIt() {
            own = Trace.of(checkout().subList(0, 1));
            known = KnownServices.none().with(checkout().get(2), ofSeconds(8));
            assertThat(diagnosis()).isEmpty();
        }

        @Test
        void isNotSuspectedOfAFastService() {
            own = Trace.of(checkout());
            known = KnownServices.none().with(checkout().get(2), ofMillis(500));
            assertThat(diagnosis()).isEmpty();
        }
    }

    @Nested
    class ParentMissing {
        @Test
        void whenAnotherServiceIsSilent() {
            own = Trace.of(checkout().subList(5, 7));
            known = KnownServices.of("gateway", "orders", "payment");
            assertThat(described()).isEqualTo("""
                            nobody has exported span 0000000000000005, the parent of payment: POST /pay [SERVER]
                              Known to send spans, but silent here: gateway and orders.
                              Its service has not exported it yet, never ended it, dropped it, or is a proxy that passes headers on but exports nothing.""");
        }

        @Test
        void whenAllServicesHaveSpans() {
            own = Trace.of(
                    List.of(checkout().get(0), checkout().get(3), checkout().get(6)));
            known = KnownServices.of("gateway");
            assertThat(described()).isEqualTo("""
                            nobody has exported span 0000000000000003, the parent of orders: get_order [INTERNAL], nor the parents of 1 other span
                              All services known to send spans have spans here: gateway, orders and payment.
                              Its service has not exported it yet, never ended it, dropped it, or is a proxy that passes headers on but exports nothing.""");
        }
    }

    @Nested
    class SilentCallee {
        private static final String CAUSES = """
                  Likely: the sampled flag became 0 on the way (a client, a proxy, or B3's sampled state), and orders follows its parent's decision.
                  Or: orders samples by itself (OTEL_TRACES_SAMPLER=parentbased_always_on keeps all; Spring Boot samples 10 % unless management.tracing.sampling.probability says otherwise).
                  Or: its tracing is off, or exports elsewhere. Spring Boot switches tracing off in tests: @AutoConfigureObservability (3.x) or @AutoConfigureTracing(export = true) (4.x) switches it on.""";

        @Test
        void whenAKnownServiceWasCalled() {
            own = trace(
                    checkout().get(0),
                    span(2, 1, "gateway", "POST", 5, 110)
                            .kind(SpanKind.CLIENT)
                            .with("peer.service", "orders")
                            .with("http.response.status_code", 200)
                            .build());
            known = KnownServices.of("orders");
            assertThat(described()).isEqualTo("""
                            orders has sent nothing of the call gateway: POST [CLIENT], neither here nor as a trace of its own
                              The call was answered, with status 200.
                            """ + Words.indent(CAUSES));
        }

        @Test
        void whenTheOneExpectedServiceMayHaveBeenCalled() {
            own = Trace.of(checkout().subList(0, 2));
            services = Set.of("orders", "gateway");
            assertThat(described()).isEqualTo("""
                            orders has sent nothing of the call gateway: POST [CLIENT], neither here nor as a trace of its own
                            """ + Words.indent(CAUSES));
        }

        @Test
        void isNotSuspectedIfNobodyWasCalled() {
            own = Trace.of(checkout().subList(0, 1));
            services = Set.of("orders");
            assertThat(diagnosis()).isEmpty();
        }

        @Test
        void isNotSuspectedIfItHasSentSomething() {
            own = Trace.of(checkout().subList(0, 5));
            services = Set.of("orders");
            assertThat(diagnosis()).isEmpty();
        }
    }

    @Nested
    class OtherTracesOnly {
        @Test
        void whenSpansCameButNoneOfThisTrace() {
            reception = new Reception(14, 14, 2, 0, "", 0, false);
            assertThat(described()).isEqualTo("""
                            14 spans of other traces arrived since the test began, but none of this trace
                              Does the call carry the test's context (its headers, filter or interceptor)?
                              Or a sampler decided against this trace: OTEL_TRACES_SAMPLER=parentbased_always_on keeps it (Spring Boot samples 10 % unless told otherwise).""");
        }

        @Test
        void whenRequestsCameWithoutASpan() {
            reception = new Reception(0, 0, 2, 0, "", 0, false);
            assertThat(described()).startsWith("2 requests without a span arrived since the test began, but none of");
        }
    }
}
