// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.diagnosis;

import static dev.spanhound.assertions.Spans.TRACE_ID;
import static dev.spanhound.assertions.Spans.span;
import static dev.spanhound.assertions.diagnosis.Scene.at;
import static dev.spanhound.assertions.diagnosis.Scene.call;
import static dev.spanhound.assertions.diagnosis.Scene.server;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.assertions.Spans;
import io.opentelemetry.api.trace.SpanKind;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why a hop lost the context, by what is known of the two services and of the wire between them. */
class LikelyCausesTest {
    private static final String ON_THE_WAY =
            "Or: something between the two, such as a proxy or a gateway, does not pass the headers on.";
    private static final String TRACEPARENT = "00-" + TRACE_ID + "-0000000000000002-01";

    /** A span that shows that stock records the headers of a context; another call, of another trace, made it. */
    private static Spans recording() {
        return server(40, 0, "stock", "GET /prices", 90, 95)
                .with("http.request.header.traceparent", "00-" + "e".repeat(32) + "-000000000000001f-01");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "java|it sends no headers by itself.",
                "python|requests, httpx or urllib3 is not instrumented (opentelemetry-instrumentation-requests and so on),"
                        + " nor inject(headers) called.",
                "nodejs|fetch (@opentelemetry/instrumentation-undici) or http (@opentelemetry/instrumentation-http) is not"
                        + " instrumented, or was loaded before its instrumentation.",
                "go|an http.Client without otelhttp.NewTransport, or a request without the context"
                        + " (http.NewRequestWithContext).",
                "dotnet|HttpClient is not instrumented (AddHttpClientInstrumentation)."
            })
    void namesTheClientsOfTheCallersLanguage(String language, String clients) {
        assertThat(Scene.of(server(1, 0, "gateway", "GET /", 0, 100).withResource("telemetry.sdk.language", language))
                        .stray(server(30, 0, "stock", "GET /items", 20, 30))
                        .likely())
                .containsExactly(
                        "Likely: the client in gateway is not instrumented, for no CLIENT span is around the call: "
                                + clients);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "java|work is handed to an executor that is not wrapped. Context.taskWrapping(executor) passes the context"
                        + " on.",
                "python|a thread does not pass the context on. opentelemetry-instrumentation-threading does, or"
                        + " contextvars.copy_context().run.",
                "nodejs|a callback runs in another context. context.bind passes it on, or AsyncResource.bind.",
                "go|a goroutine, or what it calls, gets context.Background() and not the context."
            })
    void namesTheThreadsOfTheLanguage(String language, String threads) {
        assertThat(Scene.of(server(1, 0, "gateway", "GET /", 0, 100).withResource("telemetry.sdk.language", language))
                        .stray(span(30, 0, "gateway", "send_mail", 20, 30))
                        .likely())
                .containsExactly("Likely: " + threads);
    }

    @Test
    void namesTheApplicationBetweenTwoSpansOfItsProxy() {
        assertThat(Scene.of(server(1, 0, "frontend", "frontend", 0, 100).with("component", "proxy"))
                        .stray(call(30, 0, "frontend", "backend", 20, 30).with("component", "proxy"))
                        .likely())
                .containsExactly(
                        "Likely: the application of frontend, between these two spans of its proxy, does not send"
                                + " on the headers that it gets: x-request-id, and b3, x-b3-* or traceparent and tracestate. No"
                                + " proxy can do that for it.");
    }

    @Nested
    class OfSpring {
        private final Spans handler = server(1, 0, "gateway", "http get /", 0, 100)
                .withResource("telemetry.sdk.language", "java")
                .scope("org.springframework.boot", "4.1.0");

        @Test
        void isAClientThatIsMadeByHand() {
            assertThat(Scene.of(handler)
                            .stray(server(30, 0, "stock", "GET /items", 20, 30))
                            .likely())
                    .containsExactly(
                            "Likely: the client in gateway is not instrumented, for no CLIENT span is around the"
                                    + " call: a RestTemplate, RestClient or WebClient that is made by hand. Those of the application's"
                                    + " RestTemplateBuilder, RestClient.Builder or WebClient.Builder send the context.");
        }

        @Test
        void isAnExecutorWithoutADecorator() {
            assertThat(Scene.of(handler)
                            .stray(span(30, 0, "gateway", "send_mail", 20, 30))
                            .likely())
                    .containsExactly(
                            "Likely: an executor does not pass the context on. A ContextPropagatingTaskDecorator does.");
        }
    }

    @Nested
    class OfATracedClient {
        @Test
        void isThatItsSpanIsMadeByHand() {
            assertThat(Scene.of(call(2, 0, "gateway", "GET", 5, 60).scope("my.client", "1"))
                            .stray(server(30, 0, "stock", "GET", 20, 30))
                            .likely())
                    .containsExactly(
                            "Likely: gateway makes the CLIENT span by hand (scope my.client), and does not inject the context"
                                    + " into the request.",
                            "Or: the two use different headers (OTEL_PROPAGATORS, tracecontext,baggage by default).",
                            ON_THE_WAY);
        }

        @Test
        void isThatTheHeadersDifferIfALibraryMadeIt() {
            assertThat(Scene.of(call(2, 0, "gateway", "GET", 5, 60).scope("io.opentelemetry.okhttp-3.0", "2"))
                            .stray(server(30, 0, "stock", "GET", 20, 30))
                            .likely())
                    .containsExactly(
                            "Likely: the two use different headers (OTEL_PROPAGATORS, tracecontext,baggage by default).",
                            ON_THE_WAY);
        }

        @Test
        void isThatNoPropagatorIsSetIfALibraryMadeItAndNothingCame() {
            assertThat(Scene.of(call(2, 0, "gateway", "GET", 5, 60).scope("@opentelemetry/instrumentation-undici", "0"))
                            .stray(server(30, 0, "stock", "GET", 20, 30).with("http.request.header.host", "stock"))
                            .stray(recording())
                            .likely())
                    .containsExactly(
                            "The request carried no trace context (recorded: host).",
                            "Likely: no propagator is set in gateway (OTEL_PROPAGATORS=none).",
                            ON_THE_WAY);
        }

        @Test
        void isAProxyIfTheCallWentElsewhere() {
            Scene scene = Scene.of(at(call(2, 0, "gateway", "GET", 5, 60), "proxy", 80)
                            .with("url.path", "/items")
                            .scope("io.opentelemetry.okhttp-3.0", "2"))
                    .stray(at(server(30, 0, "stock", "GET", 20, 30), "stock", 8080)
                            .with("url.path", "/items"));

            assertThat(scene.described())
                    .contains(
                            "But the call went to proxy:80, and stock answers at stock:8080: something is in between, or"
                                    + " another test began that trace.");
            assertThat(scene.likely())
                    .first()
                    .isEqualTo(
                            "Likely: something between the two, such as a proxy or a gateway, does not pass the headers on.");
        }
    }

    @Nested
    class ByTheWire {
        private final Spans get = call(2, 0, "gateway", "GET", 5, 60);
        private final Spans stock = server(30, 0, "stock", "GET", 20, 30);

        @Test
        void isAProxyThatStripsWhatWasSent() {
            assertThat(Scene.of(get.with("http.request.header.traceparent", TRACEPARENT))
                            .stray(stock.with("http.request.header.host", "stock"))
                            .stray(recording())
                            .likely())
                    .containsExactly(
                            "The request left with traceparent: " + TRACEPARENT + ".",
                            "The request carried no trace context (recorded: host).",
                            "Likely: something between the two, such as a proxy or a gateway, does not pass the headers on.");
        }

        @Test
        void isNotKnownIfNoHeaderOfAContextIsRecordedAnywhere() {
            Spans userAgentOnly = stock.with("http.request.header.user-agent", "curl");

            assertThat(Scene.of(call(2, 0, "gateway", "GET", 5, 60).scope("io.opentelemetry.okhttp-3.0", "2"))
                            .stray(userAgentOnly)
                            .likely())
                    .containsExactly(
                            "No header of a trace context was recorded (recorded: user-agent).",
                            "Likely: the two use different headers (OTEL_PROPAGATORS, tracecontext,baggage by default).",
                            ON_THE_WAY);
            assertThat(Scene.of(get.with("http.request.header.traceparent", TRACEPARENT))
                            .stray(userAgentOnly)
                            .likely())
                    .containsExactly(
                            "The request left with traceparent: " + TRACEPARENT + ".",
                            "No header of a trace context was recorded (recorded: user-agent).",
                            "Likely: the two use different headers (OTEL_PROPAGATORS, tracecontext,baggage by default).",
                            ON_THE_WAY);
        }

        @Test
        void isAFormatThatTheCalleeDoesNotWrite() {
            assertThat(Scene.of(get)
                            .stray(
                                    stock.with("http.request.header.b3", TRACE_ID + "-0000000000000002-1"),
                                    call(31, 30, "stock", "GET", 22, 28),
                                    server(32, 31, "price", "GET", 23, 27)
                                            .with(
                                                    "http.request.header.traceparent",
                                                    "00-" + "a".repeat(32) + "-000000000000001f-01"))
                            .likely())
                    .containsExactly(
                            "The request carried b3: " + TRACE_ID + "-0000000000000002-1.",
                            "Likely: stock does not read B3 single: it writes W3C Trace Context itself. Let OTEL_PROPAGATORS of"
                                    + " both have one in common.");
        }

        @Test
        void isACalleeThatDoesNotReadWhatCame() {
            assertThat(Scene.of(get)
                            .stray(stock.with("http.request.header.traceparent", TRACEPARENT))
                            .likely())
                    .containsExactly(
                            "The request carried traceparent: " + TRACEPARENT + ".",
                            "Likely: stock does not read W3C Trace Context: its OTEL_PROPAGATORS (tracecontext,baggage by"
                                    + " default), or its tracer, has another.",
                            "Or: stock makes the span without it: by setNoParent(), or on a thread that has no context.");
        }

        @Test
        void isToldOfTheSampledFlag() {
            String unsampled = TRACEPARENT.replaceFirst("01$", "00");
            assertThat(Scene.of(get)
                            .stray(stock.with("http.request.header.traceparent", unsampled))
                            .likely())
                    .first()
                    .isEqualTo("The request carried traceparent: " + unsampled + " (not sampled).");
        }

        @Test
        void isADecisionWithoutATrace() {
            assertThat(Scene.of(get)
                            .stray(stock.with("http.request.header.b3", "0"))
                            .likely())
                    .containsExactly(
                            "The request carried b3: 0 (not sampled).",
                            "Likely: a sampling decision travels without a trace, and stock begins one of its own."
                                    + " OpenTelemetry's B3 propagator forgets the decision then, and the new trace is sampled.");
        }

        @Test
        void isAMalformedHeader() {
            assertThat(Scene.of(get)
                            .stray(stock.with(
                                    "http.request.header.traceparent", "00-" + TRACE_ID + "-0000000000000000-01"))
                            .likely())
                    .containsExactly(
                            "The request carried a malformed traceparent \"00-" + TRACE_ID
                                    + "-0000000000000000-01\": parent-id"
                                    + " is all zeros, at character 37 (W3C Trace Context level 2, 3.2.2.4: parent-id must not be"
                                    + " all zeros).",
                            "Likely: the header is written wrong, by gateway or by a proxy in between, and stock must not use"
                                    + " it.");
        }

        @Test
        void isKnownWhereAMockServerAnsweredAndRecordedNothing() {
            assertThat(Scene.of(get)
                            .stray(stock.scope("dev.spanhound.junit.mock", ""))
                            .likely())
                    .first()
                    .isEqualTo("The request carried no trace context.");
        }

        @Test
        void isReadFromGrpcMetadataAndFromMessages() {
            assertThat(Scene.of(get)
                            .stray(stock.with("rpc.grpc.request.metadata.traceparent", TRACEPARENT))
                            .likely())
                    .first()
                    .isEqualTo("The request carried traceparent: " + TRACEPARENT + ".");
            assertThat(Scene.of(span(2, 0, "gateway", "send", 5, 60).kind(SpanKind.PRODUCER))
                            .stray(span(30, 0, "mailer", "process", 20, 30)
                                    .kind(SpanKind.CONSUMER)
                                    .with("messaging.header.id", "7"))
                            .likely())
                    .containsExactly(
                            "No header of a trace context was recorded (recorded: id).",
                            "Likely: the message is sent without headers: nothing in gateway injects the context.",
                            "Or: a broker, a bridge or a converter drops the headers.");
        }

        @Test
        void isReadFromNamesOfOlderConventions() {
            assertThat(Scene.of(get)
                            .stray(stock.with("http.request.header.x_b3_traceid", TRACE_ID)
                                    .with("http.request.header.x_b3_spanid", "0000000000000002"))
                            .likely())
                    .first()
                    .asString()
                    .startsWith("The request carried x-b3-spanid: 0000000000000002 and x-b3-traceid: " + TRACE_ID);
        }
    }
}
