// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples;

import static dev.spanhound.assertions.okhttp.MockWebServerAssertions.assertThat;
import static dev.spanhound.assertions.okhttp.MockWebServerAssertions.assertThatHeaders;
import static dev.spanhound.trace.propagation.PropagationFormat.W3C;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTest;
import dev.spanhound.trace.SpanNode;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a request carries to a service that is not there: recorded by a stub, judged by the rules of its format. */
@TraceTest
class RecordedRequestTest {

    @AutoClose
    private final MockWebServer payment = new MockWebServer();

    /** The code under test: it calls payment in a CLIENT span, and injects the context, or forgets to. */
    private static void pay(URI uri, OpenTelemetry telemetry, boolean injects)
            throws IOException, InterruptedException {
        Span span = telemetry
                .getTracer("checkout")
                .spanBuilder("POST")
                .setSpanKind(SpanKind.CLIENT)
                .startSpan();
        Context context = Context.current()
                .with(Baggage.builder().put("tenant", "acme inc").build())
                .with(span);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).POST(BodyPublishers.noBody());
        if (injects) {
            telemetry
                    .getPropagators()
                    .getTextMapPropagator()
                    .inject(context, request, (carrier, name, value) -> carrier.setHeader(name, value));
        }
        HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request.build(), BodyHandlers.discarding());
        span.end();
    }

    @Test
    void continuesTheTrace(TestTrace trace, OpenTelemetry telemetry) throws Exception {
        payment.enqueue(new MockResponse());
        pay(payment.url("/pay").uri(), telemetry, true);

        assertThat(payment.takeRequest())
                .continuesTrace(trace)
                .hasTraceContextOnlyIn(W3C)
                .hasTraceparent()
                .sampled()
                .hasBaggage("tenant", "acme inc");
    }

    @Test
    void comesFromTheSpanOfTheCall(TestTrace trace, OpenTelemetry telemetry) throws Exception {
        payment.enqueue(new MockResponse());
        pay(payment.url("/pay").uri(), telemetry, true);

        SpanNode client = trace.awaitSettled()
                .find(span -> span.kind() == SpanKind.CLIENT)
                .get(0);
        assertThat(payment.takeRequest()).hasTraceparent().withParent(client);
    }

    @Test
    void carriesNothingIfTheClientForgetsToInject(TestTrace trace, OpenTelemetry telemetry) throws Exception {
        payment.enqueue(new MockResponse());
        pay(payment.url("/pay").uri(), telemetry, false);

        assertThatThrownBy(() -> assertThat(payment.takeRequest()).continuesTrace(trace))
                .hasMessageStartingWith("[POST /pay HTTP/1.1] expected the headers to continue trace " + trace.traceId()
                        + ", but they carry no trace context:")
                .hasMessageEndingWith("likely cause: the caller does not inject: its client is not instrumented, or the"
                        + " call was made where no span is current");
    }

    @Test
    void isJudgedWithAnyOtherStubToo(TestTrace trace, OpenTelemetry telemetry) throws Exception {
        CompletableFuture<Headers> received = new CompletableFuture<>();
        HttpServer stub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stub.createContext("/", exchange -> {
            received.complete(exchange.getRequestHeaders());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        stub.start();
        try {
            pay(URI.create("http://localhost:" + stub.getAddress().getPort() + "/pay"), telemetry, true);

            Headers headers = received.get(10, TimeUnit.SECONDS);
            assertThatHeaders(headers).continuesTrace(trace);
        } finally {
            stub.stop(0);
        }
    }
}
