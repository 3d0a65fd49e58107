// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.query;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.client;
import static dev.spanhound.assertions.TraceAssertions.consumer;
import static dev.spanhound.assertions.TraceAssertions.server;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spanhound.query.FakeProduct.Reply;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.trace.StatusCode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers that a Zipkin server 3.5.1 gave, with IDs of 64 and 128 bits and a span ID that two spans share. */
class ZipkinTracesTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String MIXED = "463ac35c9f6413ad48485a3953bb6124";

    private final FakeProduct product = new FakeProduct();
    private final ZipkinTraces zipkin = ZipkinTraces.at(product.uri());

    @AfterEach
    void close() {
        product.close();
    }

    private static Reply recorded(String name) {
        return Reply.json(Recorded.text("zipkin-3.5.1/" + name));
    }

    @Test
    void readsATrace() {
        product.on("/api/v2/trace/" + TRACE, recorded("trace.json"));

        assertThat(zipkin.withRemoteParent("00f067aa0ba902b7").find(TRACE).orElseThrow())
                .isComplete()
                .hasExactlyTree(server("get /orders/{id}")
                        .in("gateway")
                        .with("http.status_code", "200")
                        .child(client("get")
                                .child(server("get /orders/<order_id>")
                                        .in("orders")
                                        .withStatus(StatusCode.ERROR, "no stock")
                                        .with("order.id", "42"))));
    }

    @Test
    void findsNothingUntilZipkinHasIt() {
        product.on(
                "/api/v2/trace/" + TRACE,
                new Reply(404, "text/*", TRACE + " not found"),
                new Reply(404, "text/*", TRACE + " not found"),
                recorded("trace.json"));
        product.on("/api/v2/services", recorded("services.json"));

        assertThat(zipkin.find(TRACE)).isEmpty();
        assertThat(zipkin.withRemoteParent("00f067aa0ba902b7").watch(TRACE)).isComplete();
    }

    @Test
    void asksForAShortIdAsZipkinTakesIt() {
        product.on("/api/v2/trace/000000000000000048485a3953bb6124", recorded("trace-64.json"));

        assertThat(zipkin.find("48485A3953BB6124").orElseThrow()).hasExactlyTree(consumer("mail"));
    }

    @Test
    void joinsSpansThatKnowHalfOfTheTraceId() {
        product.on("/api/v2/trace/000000000000000048485a3953bb6124", recorded("trace-of-mixed-ids.json"));

        Trace trace = zipkin.find("48485a3953bb6124").orElseThrow();

        assertThat(trace).isComplete().hasExactlyTree(client("get").child(server("get /orders")));
        assertThat(trace.traceId()).isEqualTo(MIXED);
    }

    @Test
    void searchesTheTracesOfEachServiceOnce() {
        product.on("/api/v2/services", recorded("services.json"));
        product.on("/api/v2/traces", recorded("traces.json"));

        assertThat(zipkin.withLookback(Duration.ofMinutes(5))
                        .withLimit(7)
                        .find(trace -> trace.services().contains("orders")))
                .extracting(Trace::traceId)
                .containsExactly(TRACE);
        assertThat(product.requests())
                .hasSize(4)
                .element(1)
                .asString()
                .matches("/api/v2/traces\\?serviceName=gateway&endTs=\\d+&lookback=360000&limit=7");
    }

    @Test
    void refusesWhatIsNoZipkin() {
        assertThatThrownBy(() -> zipkin.find(TRACE)).hasMessage("""
                GET %s/api/v2/trace/%s: status 404
                  Is it Zipkin's query API? Its paths begin with /api/v2/ below the base URL, to which a base path belongs.
                  The answer begins: 404 page not found""".formatted(product.uri(), TRACE));
    }
}
