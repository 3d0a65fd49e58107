// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.diagnosis;

import static dev.spanhound.assertions.Spans.TRACE_ID;
import static dev.spanhound.assertions.Spans.checkout;
import static dev.spanhound.assertions.Spans.span;
import static dev.spanhound.assertions.diagnosis.Scene.at;
import static dev.spanhound.assertions.diagnosis.Scene.call;
import static dev.spanhound.assertions.diagnosis.Scene.server;
import static dev.spanhound.assertions.diagnosis.Scene.strayId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.spanhound.assertions.Spans;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Which hop lost the context. */
class ContextLostTest {
    private static final String BY_CLIENT = """
              Likely: gateway does not inject the context into the request.
              Or: the two use different headers (OTEL_PROPAGATORS, tracecontext,baggage by default).
              Or: something between the two, such as a proxy or a gateway, does not pass the headers on.""";

    @Nested
    class BelowACall {
        @Test
        void thatNobodyAnswered() {
            assertThat(Scene.of(checkout().subList(0, 2))
                            .stray(at(server(30, 0, "orders", "GET /orders/{id}", 10, 90), "localhost", 8081)
                                    .with("http.route", "/orders/{id}"))
                            .described())
                    .isEqualTo("""
                            context lost between gateway and orders
                              orders: GET /orders/{id} [SERVER] (localhost:8081/orders/{id}) began a trace of its own 5 ms after gateway: POST [CLIENT] began, which nobody answered.
                            """ + Words.indent(BY_CLIENT));
        }

        @Test
        void thatNamesItsHostOnceEvenIfItsPortIsInTheAddress() {
            assertThat(Scene.of(at(call(2, 1, "gateway", "GET", 5, 60), "orders", 8080))
                            .stray(at(server(30, 0, "orders", "GET /x", 20, 30), "orders:8080", 8080))
                            .described())
                    .contains("They fit together by address (orders:8080) and host name (orders).");
        }

        @Test
        void toThatVeryService() {
            assertThat(Scene.of(
                                    checkout().subList(0, 1),
                                    at(call(2, 1, "gateway", "GET stock", 5, 60), "stock.local", 80),
                                    at(call(3, 1, "gateway", "GET price", 5, 60), "price.local", 80))
                            .known(at(server(30, 0, "price", "GET /x", 20, 30), "price.local", 80))
                            .known(at(server(30, 0, "stock", "GET /x", 20, 30), "stock.local", 80))
                            .stray(at(server(30, 0, "stock", "GET /x", 20, 30), "stock.local", 80))
                            .described())
                    .startsWith("""
                            context lost between gateway and stock
                              stock: GET /x [SERVER] began a trace of its own 15 ms after gateway: GET stock [CLIENT] began, which nobody answered.
                              They fit together by address (stock.local:80).
                            """);
        }

        @Test
        void toAnotherAddressOfThatService() {
            assertThat(Scene.of(checkout().subList(0, 1), at(call(2, 1, "gateway", "GET", 5, 60), "stock.local", 80))
                            .known(at(server(30, 0, "stock", "GET /x", 20, 30), "stock.local", 80))
                            .stray(at(server(30, 0, "stock", "GET /x", 20, 30), "10.0.0.7", 8080))
                            .described())
                    .contains("They fit together by address (stock answers at stock.local:80).");
        }

        @Test
        void thatNamesTheService() {
            assertThat(Scene.of(
                                    checkout().subList(0, 1),
                                    call(2, 1, "gateway", "GET", 5, 60).with("peer.service", "stock"))
                            .stray(server(30, 0, "stock", "GET /x", 20, 30))
                            .described())
                    .contains("They fit together by peer.service (stock).");
        }

        @Test
        void toAHostThatIsNamedLikeTheService() {
            assertThat(Scene.of(checkout().subList(0, 1), at(call(2, 1, "gateway", "GET", 5, 60), "stock", 80))
                            .stray(server(30, 0, "stock", "GET /x", 20, 30))
                            .described())
                    .contains("They fit together by host name (stock).");
        }

        @Test
        void withThatRoute() {
            assertThat(Scene.of(
                                    checkout().subList(0, 1),
                                    call(2, 1, "gateway", "GET", 5, 60).with("url.full", "http://stock/items/7?x=1"),
                                    call(3, 1, "gateway", "GET", 6, 60).with("url.full", "http://price/prices/7"))
                            .stray(server(30, 0, "stock", "GET /items/{id}", 20, 30)
                                    .with("http.route", "/items/{id}"))
                            .described())
                    .startsWith("""
                            context lost between gateway and stock
                              stock: GET /items/{id} [SERVER] began a trace of its own 15 ms after gateway: GET [CLIENT] began, which nobody answered.
                              They fit together by path (/items/7).
                            """);
        }

        @Test
        void ofThatRpcMethod() {
            assertThat(Scene.of(
                                    checkout().subList(0, 1),
                                    call(2, 1, "gateway", "a", 5, 60)
                                            .with("rpc.service", "Stock")
                                            .with("rpc.method", "Put"),
                                    call(3, 1, "gateway", "b", 6, 60)
                                            .with("rpc.service", "Stock")
                                            .with("rpc.method", "Get"))
                            .stray(server(30, 0, "stock", "x", 20, 30)
                                    .with("rpc.service", "Stock")
                                    .with("rpc.method", "Get"))
                            .described())
                    .contains("after gateway: b [CLIENT] began", "They fit together by path (Stock/Get).");
        }

        @Test
        void whoseServerTellsNothing() {
            assertThat(Scene.of(checkout().subList(0, 1), at(call(2, 1, "gateway", "GET", 5, 60), "stock.local", 80))
                            .stray(server(30, 0, "stock", "GET", 20, 30))
                            .cause())
                    .isEqualTo("context lost between gateway and stock");
        }

        @Test
        void thatWasAnsweredWithAnError() {
            assertThat(Scene.of(
                                    checkout().subList(0, 1),
                                    call(2, 1, "gateway", "GET", 5, 60).error(""))
                            .stray(server(30, 0, "stock", "GET", 20, 30))
                            .cause())
                    .isEqualTo("context lost between gateway and stock");
        }

        @Test
        void byClocksThatDiffer() {
            assertThat(Scene.of(checkout().subList(0, 1), at(call(2, 1, "gateway", "GET", 5, 60), "stock.local", 80))
                            .stray(at(server(30, 0, "stock", "GET", 2, 50), "stock.local", 80))
                            .described())
                    .startsWith("""
                            context lost between gateway and stock
                              stock: GET [SERVER] began a trace of its own 3 ms before gateway: GET [CLIENT] began, which nobody answered.
                            """);
        }

        @Test
        void notByClocksThatDifferIfNothingElseFits() {
            assertThat(Scene.of(call(2, 0, "gateway", "GET", 15, 60))
                            .stray(server(30, 0, "stock", "GET", 61, 62))
                            .cause())
                    .isEmpty();
        }

        @Test
        void notOfAnotherMethod() {
            assertThat(Scene.of(call(2, 0, "gateway", "GET", 5, 60).with("http.request.method", "GET"))
                            .stray(server(30, 0, "stock", "POST", 20, 30).with("http.request.method", "POST"))
                            .cause())
                    .isEmpty();
        }

        @Test
        void notOfAnotherRoute() {
            assertThat(Scene.of(call(2, 0, "gateway", "GET", 5, 60).with("url.path", "/prices/7"))
                            .stray(server(30, 0, "stock", "GET", 20, 30).with("url.path", "/items/7"))
                            .cause())
                    .isEmpty();
        }

        @Test
        void notToAnotherService() {
            assertThat(Scene.of(at(call(2, 0, "gateway", "GET", 5, 60), "price.local", 80))
                            .known(at(server(30, 0, "price", "GET", 20, 30), "price.local", 80))
                            .stray(server(30, 0, "stock", "GET", 20, 30))
                            .cause())
                    .isEmpty();
        }

        @Test
        void toAServerThatIsNotInstrumented() {
            assertThat(Scene.of(checkout().subList(0, 1), at(call(2, 1, "gateway", "GET", 5, 60), "stock", 80))
                            .stray(span(30, 0, "stock", "load_items", 20, 30))
                            .described())
                    .isEqualTo("""
                            context lost between gateway and stock
                              stock: load_items [INTERNAL] began a trace of its own 15 ms after gateway: GET [CLIENT] began, which nobody answered.
                              They fit together by host name (stock).
                              Likely: the server in stock is not instrumented, for it has no SERVER span: nothing reads the headers.
                              Or: gateway does not inject the context into the request.
                              Or: the two use different headers (OTEL_PROPAGATORS, tracecontext,baggage by default).""");
        }
    }

    @Nested
    class OfSeveralStrays {
        @Test
        void theBestGetsTheCall() {
            Scene scene = Scene.of(checkout().subList(0, 1), at(call(2, 1, "gateway", "GET", 5, 60), "localhost", 81))
                    .stray(at(server(30, 0, "stock", "GET of another test", 6, 30), "localhost", 82))
                    .stray(at(server(31, 0, "stock", "GET", 20, 30), "localhost", 81));

            assertThat(scene.described()).startsWith("""
                    context lost between gateway and stock
                      stock: GET [SERVER] began a trace of its own 15 ms after gateway: GET [CLIENT] began, which nobody answered.
                      They fit together by address (localhost:81).
                    """);
            assertThat(scene.diagnosis().orElseThrow().lost())
                    .extracting(Trace::traceId)
                    .containsExactly(strayId(2));
        }

        @Test
        void theOneWhoseHeadersNameTheCallIsSure() {
            assertThat(Scene.of(checkout().subList(0, 1), call(2, 1, "gateway", "GET", 5, 60))
                            .stray(server(30, 0, "price", "GET of another test", 6, 60))
                            .stray(server(31, 0, "stock", "GET", 50, 55)
                                    .with("http.request.header.traceparent", "00-" + TRACE_ID + "-0000000000000002-01"))
                            .described())
                    .startsWith("""
                            context lost between gateway and stock and perhaps between gateway and price
                              between gateway and stock:
                                stock: GET [SERVER] began a trace of its own 45 ms after gateway: GET [CLIENT] began, which nobody answered.
                                They fit together by the context that was sent, which names that very span.
                            """);
        }

        @Test
        void theOneWhoseHeadersNameAnotherTraceIsNotBlamed() {
            assertThat(Scene.of(checkout().subList(0, 1), call(2, 1, "gateway", "GET", 5, 60))
                            .stray(server(30, 0, "stock", "GET", 20, 30)
                                    .with("http.request.header.b3", "f".repeat(32) + "-0000000000000002-1"))
                            .cause())
                    .isEmpty();
        }

        @Test
        void eachGetsACallOfItsOwnAndAreToldAsOne() {
            assertThat(Scene.of(
                                    checkout().subList(0, 1),
                                    call(2, 1, "gateway", "GET", 5, 60),
                                    call(3, 1, "gateway", "GET", 61, 90))
                            .stray(server(30, 0, "stock", "GET", 20, 30))
                            .stray(server(31, 0, "stock", "GET", 65, 80))
                            .cause())
                    .isEqualTo("context lost between gateway and stock (and 1 other trace began so)");
        }

        @Test
        void oneMayHangBelowAnother() {
            Scene scene = Scene.of(checkout().subList(0, 2))
                    .stray(server(30, 0, "orders", "POST /orders", 20, 80))
                    .stray(server(31, 0, "auth", "POST /auth", 10, 90), call(32, 31, "auth", "POST", 15, 85));

            assertThat(scene.cause()).isEqualTo("context lost between gateway and auth and between auth and orders");
            assertThat(scene.diagnosis().orElseThrow().lost())
                    .extracting(Trace::traceId)
                    .containsExactly(strayId(2), strayId(1));
        }

        @Test
        void thoseOfAnotherTestHangTogetherAndNotBelowThisTrace() {
            assertThat(Scene.of(checkout())
                            .stray(
                                    server(30, 0, "gateway", "POST /checkout", 10, 90),
                                    call(31, 30, "gateway", "POST", 15, 85))
                            .stray(server(32, 0, "orders", "POST /orders", 20, 80))
                            .cause())
                    .isEmpty();
        }

        @Test
        void areMatchedInNoTimeWithALargeTrace() {
            Scene scene = Scene.of(IntStream.range(0, 5_000)
                    .mapToObj(i -> (i % 2 == 0
                                    ? server(i + 1, i, "s" + i, "GET /x/" + i, i, 10_000 - i)
                                    : call(i + 1, i, "s" + (i - 1), "GET", i, 10_000 - i)
                                            .with("url.full", "http://localhost/x/" + (i + 1)))
                            .build())
                    .toList());
            for (int i = 0; i < 6; i++) {
                scene.stray(server(6_000 + i, 0, "other", "GET", 4_990, 5_010).with("url.path", "/y"));
            }
            assertThat(assertTimeoutPreemptively(Duration.ofMinutes(1), scene::cause))
                    .startsWith("context lost between s4990 and other");
        }

        @Test
        void noMoreThanThreeHopsAreDescribed() {
            Scene scene = Scene.of(
                    server(1, 0, "gateway", "GET", 0, 100),
                    call(2, 1, "gateway", "GET a", 1, 10),
                    call(3, 1, "gateway", "GET b", 11, 20),
                    call(4, 1, "gateway", "GET c", 21, 30),
                    call(5, 1, "gateway", "GET d", 31, 40));
            for (int i = 0; i < 4; i++) {
                scene.stray(server(30 + i, 0, "abcd".substring(i, i + 1), "GET", 5 + 10 * i, 6 + 10 * i));
            }
            assertThat(scene.cause())
                    .isEqualTo("context lost between gateway and a, between gateway and b, between gateway and c and"
                            + " at 1 other place");
        }
    }

    @Nested
    class BelowAClientThatIsNotInstrumented {
        @Test
        void theDeepestSpanAtWorkIsTakenForTheCaller() {
            assertThat(Scene.of(checkout().subList(0, 4))
                            .stray(server(30, 0, "users", "GET /users/{id}", 20, 30))
                            .described())
                    .isEqualTo("""
                            context lost between orders and users
                              users: GET /users/{id} [SERVER] began a trace of its own 8 ms after orders: get_order [INTERNAL] began.
                              Only the time speaks for it: another test may have begun that trace.
                              Likely: the client in orders is not instrumented, for no CLIENT span is around the call: it sends no headers by itself.""");
        }

        @Test
        void theHeadersMayTellTheCaller() {
            assertThat(Scene.of(checkout().subList(0, 4))
                            .stray(server(30, 0, "users", "GET /users/{id}", 20, 30)
                                    .with("http.request.header.traceparent", "00-" + TRACE_ID + "-0000000000000003-01"))
                            .described())
                    .startsWith("""
                            context lost between orders and users
                              users: GET /users/{id} [SERVER] began a trace of its own 10 ms after orders: POST /orders [SERVER] began.
                              They fit together by the context that was sent, which names that very span.
                              The request carried traceparent: 00-0af7651916cd43dd8448eb211c80319c-0000000000000003-01.
                            """);
        }

        @Test
        void aServiceThatIsKnownToCallThisOneIsNotBlamed() {
            assertThat(Scene.of(checkout().subList(0, 4))
                            .stray(server(30, 0, "gateway", "POST /checkout", 20, 30))
                            .cause())
                    .isEmpty();
        }
    }

    @Nested
    class InsideAService {
        @Test
        void thatHandsWorkToAThread() {
            assertThat(Scene.of(checkout())
                            .stray(span(30, 0, "orders", "send_mail", 20, 30))
                            .described())
                    .isEqualTo("""
                            context lost inside orders
                              orders: send_mail [INTERNAL] began a trace of its own 8 ms after orders: get_order [INTERNAL] began.
                              Likely: work is handed to an executor that is not wrapped. Context.taskWrapping(executor) passes the context on.""");
        }

        @Test
        void thatHandsACallToAThread() {
            assertThat(Scene.of(checkout())
                            .stray(call(30, 0, "orders", "GET", 20, 30), server(31, 30, "mailer", "GET /mail", 21, 29))
                            .cause())
                    .isEqualTo("context lost inside orders");
        }

        @Test
        void whoseThreadBeginsALittleLater() {
            assertThat(Scene.of(checkout())
                            .stray(span(30, 0, "orders", "send_mail", 150, 160))
                            .described())
                    .startsWith("""
                            context lost inside orders
                              orders: send_mail [INTERNAL] began a trace of its own 140 ms after orders: POST /orders [SERVER] began.
                              Only the time speaks for it: another test may have begun that trace.
                            """);
        }

        @Test
        void notOfATraceThatBeganMuchLater() {
            assertThat(Scene.of(checkout())
                            .stray(span(30, 0, "orders", "nightly", 500, 600))
                            .cause())
                    .isEmpty();
        }
    }

    @Nested
    class InAMessage {
        private final Spans publish = span(2, 1, "gateway", "publish orders", 5, 10)
                .kind(SpanKind.PRODUCER)
                .with("messaging.destination.name", "orders");
        private final Spans process = span(30, 0, "mailer", "process orders", 700, 730)
                .kind(SpanKind.CONSUMER)
                .with("messaging.destination.name", "orders");

        @Test
        void thatIsConsumedMuchLater() {
            assertThat(Scene.of(checkout().subList(0, 1), publish)
                            .stray(process)
                            .described())
                    .isEqualTo("""
                            context lost between gateway and mailer
                              mailer: process orders [CONSUMER] began a trace of its own 695 ms after gateway: publish orders [PRODUCER] began, which nobody answered.
                              They fit together by destination (orders).
                              Likely: the message is sent without headers: nothing in gateway injects the context.
                              Or: a broker, a bridge or a converter drops the headers.""");
        }

        @Test
        void notThroughAnotherDestination() {
            assertThat(Scene.of(publish)
                            .stray(span(30, 0, "mailer", "process mails", 7, 8)
                                    .kind(SpanKind.CONSUMER)
                                    .with("messaging.destination.name", "mails"))
                            .cause())
                    .isEmpty();
        }

        @Test
        void ofAProducerThatIsNotInstrumented() {
            assertThat(Scene.of(checkout().subList(0, 1))
                            .stray(span(30, 0, "mailer", "process mails", 7, 8).kind(SpanKind.CONSUMER))
                            .described())
                    .isEqualTo("""
                            context lost between gateway and mailer
                              mailer: process mails [CONSUMER] began a trace of its own 7 ms after gateway: POST /checkout [SERVER] began.
                              Only the time speaks for it: another test may have begun that trace.
                              Likely: the producer in gateway is not instrumented, for no PRODUCER span is around it: the message has no headers.""");
        }

        @Test
        void notIfItsConsumerLinksToIt() {
            assertThat(Scene.of(checkout().subList(0, 1), publish)
                            .linked(span(40, 0, "mailer", "process orders", 20, 30)
                                    .kind(SpanKind.CONSUMER)
                                    .linkTo(TRACE_ID, 2))
                            .stray(process)
                            .cause())
                    .isEmpty();
        }

        @Test
        void belowATraceThatLinksToThisOne() {
            assertThat(Scene.of(checkout().subList(0, 1), publish)
                            .linked(
                                    span(40, 0, "mailer", "process orders", 20, 90)
                                            .kind(SpanKind.CONSUMER)
                                            .linkTo(TRACE_ID, 2),
                                    call(41, 40, "mailer", "POST", 30, 80))
                            .stray(server(30, 0, "smtp", "POST /mails", 40, 70))
                            .cause())
                    .isEqualTo("context lost between mailer and smtp");
        }
    }

    @Nested
    class BetweenTheTestAndTheFirstService {
        @Test
        void ifNothingElseCame() {
            assertThat(Scene.of()
                            .stray(server(30, 0, "gateway", "GET /", 20, 30))
                            .described())
                    .isEqualTo("""
                            context lost between the test and gateway
                              gateway: GET / [SERVER] began a trace of its own.
                              Likely: the request does not carry the test's context. Send its headers, filter or interceptor along.""");
        }

        @Test
        void andFurtherOn() {
            assertThat(Scene.of()
                            .stray(server(30, 0, "orders", "GET /", 20, 30))
                            .stray(server(31, 0, "gateway", "GET /", 10, 40), call(32, 31, "gateway", "GET", 15, 35))
                            .cause())
                    .isEqualTo("context lost between the test and gateway and between gateway and orders");
        }

        @Test
        void inASecondRequest() {
            assertThat(Scene.of(checkout())
                            .stray(server(30, 0, "users", "GET /users", 900, 930))
                            .expected("users", "gateway")
                            .described())
                    .startsWith("""
                            context lost between the test and users
                              users: GET /users [SERVER] began a trace of its own.
                              Only the time speaks for it: another test may have begun that trace.
                            """);
        }

        @Test
        void afterAServiceThatDoesNotTrace() {
            assertThat(Scene.of()
                            .stray(server(30, 0, "payment", "POST /pay", 20, 30))
                            .expected("payment", "orders")
                            .likely())
                    .containsExactly(
                            "Likely: the request does not carry the test's context. Send its headers, filter or interceptor"
                                    + " along.",
                            "Or: orders comes before, and does not trace. Spring Boot switches tracing off in tests:"
                                    + " @AutoConfigureObservability (3.x) or @AutoConfigureTracing(export = true) (4.x)"
                                    + " switches it on.");
        }

        @Test
        void thoughTheHeadersCame() {
            assertThat(Scene.of()
                            .stray(server(30, 0, "other", "GET /", 10, 30))
                            .stray(server(31, 0, "gateway", "GET /", 20, 30)
                                    .with("http.request.header.traceparent", "00-" + TRACE_ID + "-00000000000000ff-01"))
                            .cause())
                    .isEqualTo("context lost between the test and gateway");
        }
    }
}
