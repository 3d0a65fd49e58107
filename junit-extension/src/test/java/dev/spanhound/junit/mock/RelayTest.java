// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit.mock;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.client;
import static dev.spanhound.assertions.TraceAssertions.server;
import static dev.spanhound.junit.mock.Misbehaviour.dropsContext;
import static dev.spanhound.junit.mock.Misbehaviour.flipsSampled;
import static dev.spanhound.junit.mock.Misbehaviour.stripsTracestate;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spanhound.backend.TraceBackend;
import dev.spanhound.junit.Isolation;
import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTest;
import dev.spanhound.trace.propagation.ExtractedContext;
import dev.spanhound.trace.propagation.HeaderLines;
import dev.spanhound.trace.propagation.PropagationFormat;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TracerProvider;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TraceTest(isolation = Isolation.PER_CLASS)
class RelayTest {
    @AutoClose
    private final TracedMockServer real;

    @AutoClose
    private final TracedMockServer between;

    RelayTest(TraceBackend backend) {
        real = TracedMockServer.start("payment-service", backend)
                .on("POST", "/payments/{order}")
                .reply(call -> MockReply.of(201, call.query().orElse("") + " " + call.body())
                        .with("X-Payment", "7"));
        between = TracedMockServer.start("proxy", backend).on("POST", "/**").relayTo(real.url());
    }

    @Test
    void sendsRequestAndAnswerOn(TestTrace trace) throws Exception {
        HeaderLines headers =
                HeaderLines.from(trace.headers()).with("X-Shop", "1").with("baggage", "tenant=acme");

        HttpResponse<String> response = Http.send("POST", between.url("/payments/42?a=b%20c"), headers, "99.5");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body()).isEqualTo("a=b%20c 99.5");
        assertThat(response.headers().allValues("x-payment")).containsExactly("7");
        assertThat(response.headers().allValues("content-length")).hasSize(1);
        HeaderLines sent = real.in(trace).takeRequest(Duration.ofSeconds(10)).headers();
        assertThat(sent.values("X-Shop")).containsExactly("1");
        assertThat(sent.values("baggage")).containsExactly("tenant=acme");
        assertThat(trace)
                .isComplete()
                .hasNoErrors()
                .hasExactlyTree(server("POST /**")
                        .in("proxy")
                        .child(client("POST")
                                .in("proxy")
                                .child(server("POST /payments/{order}").in("payment-service"))));
    }

    @ParameterizedTest
    @EnumSource(
            value = PropagationFormat.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = "OT_TRACE") // which sends half of the trace ID on
    void sendsTheContextOnInTheFormatInWhichItCame(PropagationFormat format, TestTrace trace) throws Exception {
        Http.post(
                between.url("/payments/42"),
                HeaderLines.from(trace.propagatedBy(format).headers()));

        HeaderLines sent = real.in(trace).takeRequest(Duration.ofSeconds(10)).headers();
        assertThat(PropagationFormat.in(sent)).isEqualTo(Set.of(format));
        assertThat(trace).isComplete().hasSpanCount(3);
    }

    @Test
    void beginsATraceWhereNothingCame() throws Exception {
        Http.post(between.url("/payments/42"), HeaderLines.none());

        assertThat(sentOn().flags() & 1).isEqualTo(1);
    }

    @Test
    void sendsOnWhatItsMisbehaviourMakesOfTheContext(TestTrace trace) throws Exception {
        HeaderLines headers = HeaderLines.from(trace.headers()).with("tracestate", "foo=1");
        Http.post(between.url("/payments/42"), headers);
        assertThat(sentOn().tracestate().keys()).containsExactly("foo");

        between.misbehaveFor(1, stripsTracestate());
        Http.post(between.url("/payments/42"), headers);
        assertThat(sentOn().tracestate().keys()).isEmpty();

        between.misbehaveFor(1, flipsSampled());
        Http.post(between.url("/payments/42"), headers);
        ExtractedContext flipped = sentOn();
        assertThat(flipped.traceId()).isEqualTo(trace.traceId());
        assertThat(flipped.flags() & 1).isZero();

        between.misbehaveFor(1, dropsContext());
        Http.post(between.url("/payments/42"), headers);
        assertThat(sentOn().traceId()).isNotEqualTo(trace.traceId());
    }

    @Test
    void addsPathAndQueryAsTheyCame(TestTrace trace) throws Exception {
        URI base = URI.create("http://ada:secret@127.0.0.1:" + real.url().getPort() + "/api/");
        between.on("GET", "/**").relayTo(base);
        real.on("GET", "/**").reply(200);

        for (String target : List.of("/payments?a=b|c", "//x/y")) {
            assertThat(status(between.url() + target, trace)).isEqualTo(200);
            ReceivedCall call = real.in(trace).takeRequest(Duration.ofSeconds(10));
            assertThat(call.path() + call.query().map(query -> "?" + query).orElse(""))
                    .isEqualTo("/api" + target);
        }
        assertThat(trace)
                .isComplete()
                .containsSpan(
                        "GET",
                        span -> span.hasKind(SpanKind.CLIENT)
                                .hasAttribute("url.full", real.url() + "/api/payments?a=b|c")
                                .hasAttribute("server.address", "127.0.0.1")
                                .hasAttribute("server.port", real.url().getPort()));
    }

    /** As a browser sends it: a URI would refuse some of it. */
    private static int status(String url, TestTrace trace) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
        trace.headers().forEach(connection::setRequestProperty);
        return connection.getResponseCode();
    }

    @Test
    void namesThePortOfTheSchemeAndNotTheUserOfTheUrl(TestTrace trace) throws Exception {
        between.on("PATCH", "/**").relayTo(URI.create("http://ada:secret@payment.example"));

        // The one method that is refused before anybody is called.
        HttpResponse<String> response =
                Http.send("PATCH", between.url("/payments"), HeaderLines.from(trace.headers()), "");

        assertThat(response.body()).endsWith("java.net.ProtocolException: Invalid HTTP method: PATCH");
        assertThat(trace)
                .containsSpan(
                        "PATCH",
                        span -> span.hasAttribute("server.address", "payment.example")
                                .hasAttribute("server.port", 80)
                                .hasAttribute("url.full", "http://payment.example/payments"));
    }

    @Test
    void answersAnErrorIfTheRealServiceIsNotThere(TestTrace trace) throws Exception {
        try (Socket refusing = new Socket()) {
            refusing.bind(new InetSocketAddress(HttpEngine.loopback(), 0)); // does not listen, and nobody else can
            between.on("POST", "/**").relayTo(URI.create("http://127.0.0.1:" + refusing.getLocalPort()));

            HttpResponse<String> response = Http.post(between.url("/payments/42"), HeaderLines.from(trace.headers()));

            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.body())
                    .startsWith("proxy is a mock, and computing its answer to POST /payments/42 of trace "
                            + trace.traceId()
                            + " failed: java.io.UncheckedIOException: java.net.ConnectException: ");
        }
    }

    @Test
    void givesUpIfTheRealServiceDoesNotAnswer() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, HttpEngine.loopback())) { // accepts, and says nothing
            Relay relay = new Relay(
                    URI.create("http://127.0.0.1:" + silent.getLocalPort()),
                    TracerProvider.noop().get("test"),
                    Duration.ofMillis(1));
            HttpEngine.Request request = new HttpEngine.Request("GET", "/", HeaderLines.none(), new byte[0]);

            assertThatThrownBy(() -> relay.apply(new ReceivedCall(request, Optional.empty(), null, Map.of())))
                    .hasCauseInstanceOf(SocketTimeoutException.class);
        }
    }

    private ExtractedContext sentOn() {
        return real.takeRequest(Duration.ofSeconds(10)).context().orElseThrow();
    }
}
