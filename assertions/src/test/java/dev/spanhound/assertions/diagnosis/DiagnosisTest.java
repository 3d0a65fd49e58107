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

import dev.spanhound.assertions.Spans;
import dev.spanhound.trace.KnownServices;
import dev.spanhound.trace.Sighting;
import dev.spanhound.trace.Sighting.Reception;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
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

    private Optional<Diagnosis> diagnosis() {
        Sighting sighting =
                new Sighting(own, List.of(), strays, known, reception, Optional.empty(), Duration.ofSeconds(6), 1);
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
    class NothingArrived {
        @Test
        void whenNoEndpointHasHeardAnything() {
            assertThat(described()).isEqualTo("""
                            nothing has arrived at any endpoint since the test began
                              Does the exporter send to the backend's endpoint (OTEL_EXPORTER_OTLP_ENDPOINT), by the protocol of that endpoint (OTEL_EXPORTER_OTLP_PROTOCOL)?
                              Does it send within the wait? Batches leave every 5 s unless told otherwise: OTEL_BSP_SCHEDULE_DELAY=100, in Spring Boot management.opentelemetry.tracing.export.schedule-delay=100ms.
                              Spring Boot switches tracing off in tests: @AutoConfigureObservability (3.x) or @AutoConfigureTracing(export = true) (4.x) switches it on.""");
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
    class FlagsLeftOut {
        @Test
        void areNotTakenForASamplingDecision() {
            own = trace(span(1, 0, "flask", "GET /", 0, 9).unsampled().build());
            assertThat(diagnosis()).isEmpty();
        }
    }

    @Nested
    class ContextLost {
        @Test
        void belowACallThatNobodyAnswered() {
            own = Trace.of(checkout().subList(0, 2));
            stray(span(30, 0, "orders", "GET /orders/{id}", 10, 90)
                    .kind(SpanKind.SERVER)
                    .with("http.route", "/orders/{id}")
                    .with("server.address", "localhost")
                    .with("server.port", 8081));
            assertThat(described()).isEqualTo("""
                            context lost between gateway and orders
                              orders: GET /orders/{id} [SERVER] (localhost:8081/orders/{id}) began a trace of its own 5 ms after gateway: POST [CLIENT] began, which nobody answered.
                              Is the HTTP client built by hand (new RestTemplate() instead of RestTemplateBuilder), or do the two sides use different headers (OTEL_PROPAGATORS)?""");
        }

        @Test
        void belowTheCallOfThatVeryService() {
            own = Trace.of(with(
                    checkout().subList(0, 1),
                    call(2, "GET stock", "stock.local").build(),
                    call(3, "GET price", "price.local").build()));
            known = KnownServices.none()
                    .with(answering("price", "price.local").build(), ofMillis(10))
                    .with(answering("stock", "stock.local").build(), ofMillis(10));
            stray(answering("stock", "stock.local"));
            assertThat(described()).startsWith("""
                            context lost between gateway and stock
                              stock: GET /x [SERVER] (stock.local:80) began a trace of its own 15 ms after gateway: GET stock [CLIENT] (stock.local:80) began, which nobody answered.""");
        }

        @Test
        void belowTheCallWithThatRoute() {
            own = Trace.of(with(
                    checkout().subList(0, 1),
                    span(2, 1, "gateway", "GET", 5, 60)
                            .kind(SpanKind.CLIENT)
                            .with("url.full", "http://stock/items/7")
                            .build(),
                    span(3, 1, "gateway", "GET", 6, 60)
                            .kind(SpanKind.CLIENT)
                            .with("url.full", "http://price/prices/7")
                            .build()));
            stray(span(30, 0, "stock", "GET /items/{id}", 20, 30)
                    .kind(SpanKind.SERVER)
                    .with("http.route", "/items/{id}"));
            assertThat(described()).startsWith("""
                            context lost between gateway and stock
                              stock: GET /items/{id} [SERVER] began a trace of its own 15 ms after gateway: GET [CLIENT] (/items/7) began, which nobody answered.""");
        }

        @Test
        void belowASpanOfAClientThatIsNotInstrumented() {
            own = Trace.of(checkout().subList(0, 4));
            stray(span(30, 0, "users", "GET /users/{id}", 20, 30).kind(SpanKind.SERVER));
            assertThat(described()).startsWith("""
                            context lost between orders and users
                              users: GET /users/{id} [SERVER] began a trace of its own 8 ms after orders: get_order [INTERNAL] began.
                              Is the HTTP client built by hand (new RestTemplate()""");
        }

        @Test
        void insideAServiceThatHandsWorkToAThread() {
            own = Trace.of(checkout());
            stray(span(30, 0, "orders", "send_mail", 20, 30));
            assertThat(described()).isEqualTo("""
                            context lost inside orders
                              orders: send_mail [INTERNAL] began a trace of its own 8 ms after orders: get_order [INTERNAL] began.
                              Was the work handed to a thread without the context (Context.taskWrapping(executor) passes it on)?""");
        }

        @Test
        void inAMessage() {
            own = Trace.of(with(
                    checkout().subList(0, 1),
                    span(2, 1, "gateway", "publish orders", 5, 110)
                            .kind(SpanKind.PRODUCER)
                            .with("messaging.destination.name", "orders")
                            .build()));
            stray(span(30, 0, "mailer", "process orders", 20, 30)
                    .kind(SpanKind.CONSUMER)
                    .with("messaging.destination.name", "orders"));
            assertThat(described()).isEqualTo("""
                            context lost between gateway and mailer
                              mailer: process orders [CONSUMER] began a trace of its own 15 ms after gateway: publish orders [PRODUCER] began, which nobody answered.
                              Was the message sent without headers, or by a client that is not instrumented?""");
        }

        @Test
        void betweenTheTestAndTheFirstService() {
            stray(span(30, 0, "gateway", "GET /", 20, 30).kind(SpanKind.SERVER));
            assertThat(described()).isEqualTo("""
                            context lost between the test and gateway
                              gateway: GET / [SERVER] began a trace of its own.
                              Does the call carry the test's context (its headers, filter or interceptor)?""");
        }

        @Test
        void countsOtherTracesThatBeganSo() {
            own = Trace.of(checkout());
            strays = List.of(
                    trace(span(30, 0, "orders", "send_mail", 20, 30)
                            .in(OTHER_TRACE_ID)
                            .build()),
                    trace(span(31, 0, "orders", "send_sms", 20, 30)
                            .in("a".repeat(32))
                            .build()));
            assertThat(described()).startsWith("context lost inside orders (and 1 other trace began so)\n");
        }

        @Test
        void isNotSuspectedOfATraceThatBeganAtAnotherTime() {
            own = Trace.of(checkout());
            stray(span(30, 0, "orders", "nightly", 500, 600));
            assertThat(diagnosis()).isEmpty();
        }

        @Test
        void isNotSuspectedOfACallToAnotherService() {
            own = Trace.of(with(
                    checkout().subList(0, 1),
                    call(2, "GET price", "price.local").build()));
            known = KnownServices.none().with(answering("price", "price.local").build(), ofMillis(10));
            stray(span(30, 0, "gateway", "GET /other", 20, 30).kind(SpanKind.SERVER));
            assertThat(described()).doesNotContain("context lost");
        }

        private void stray(Spans root) {
            strays = List.of(trace(root.in(OTHER_TRACE_ID).build()));
        }

        private Spans call(int id, String name, String address) {
            return span(id, 1, "gateway", name, 5, 60)
                    .kind(SpanKind.CLIENT)
                    .with("server.address", address)
                    .with("server.port", 80);
        }

        private Spans answering(String service, String address) {
            return span(30, 0, service, "GET /x", 20, 30)
                    .kind(SpanKind.SERVER)
                    .with("server.address", address)
                    .with("server.port", 80);
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
                              Its service has not exported it yet, dropped it, or is a proxy that passes headers on but exports nothing.""");
        }

        @Test
        void whenAllServicesHaveSpans() {
            own = Trace.of(
                    List.of(checkout().get(0), checkout().get(3), checkout().get(6)));
            known = KnownServices.of("gateway");
            assertThat(described()).isEqualTo("""
                            nobody has exported span 0000000000000003, the parent of orders: get_order [INTERNAL], nor the parents of 1 other span
                              All services known to send spans have spans here: gateway, orders and payment.
                              Its service has not exported it yet, dropped it, or is a proxy that passes headers on but exports nothing.""");
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

    private static List<SpanData> with(List<SpanData> spans, SpanData... more) {
        List<SpanData> all = new ArrayList<>(spans);
        all.addAll(List.of(more));
        return all;
    }
}
