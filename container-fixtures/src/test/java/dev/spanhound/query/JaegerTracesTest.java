// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.query;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.assertThatTraces;
import static dev.spanhound.assertions.TraceAssertions.client;
import static dev.spanhound.assertions.TraceAssertions.server;

import dev.spanhound.query.FakeProduct.Reply;
import dev.spanhound.trace.Trace;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class JaegerTracesTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final FakeProduct product = new FakeProduct();
    private final JaegerTraces jaeger = JaegerTraces.at(product.uri()).withPollInterval(Duration.ofMillis(10));

    @AfterEach
    void close() {
        product.close();
    }

    @Test
    void isAskedBelowItsBasePathWithItsHeaders() {
        product.on("/jaeger/api/v3/traces/" + TRACE, Reply.json("{\"result\":{\"resourceSpans\":[]}}"));
        URI base = URI.create(product.uri().toString().replace("//", "//reader:s%20cret@") + "/jaeger/");

        JaegerTraces deployed = JaegerTraces.at(base).withHeader("X-Env", "old").withHeader("x-env", "staging");

        assertThat(deployed.find(TRACE)).map(Trace::isEmpty).contains(true);
        assertThat(product.lastHeader("Authorization")).isEqualTo("Basic cmVhZGVyOnMgY3JldA==");
        assertThat(product.lastHeader("X-env")).isEqualTo("staging");
        assertThat(deployed).hasToString("Jaeger at " + product.uri() + "/jaeger");
    }

    /** Before Jaeger had API v3, its user interface answered to all paths that nothing else did. */
    @Nested
    class WithoutV3 {
        private static final Reply PAGE = new Reply(200, "text/html; charset=utf-8", "<!doctype html><html></html>");
        private static final Reply NOTHING = new Reply(
                404,
                "application/json",
                "{\"data\":null,\"total\":0,\"limit\":0,\"offset\":0,\"errors\":[{\"code\":404,\"msg\":\"trace not found\"}]}");
        private static final Reply FOUND = Reply.json("""
                {"data":[{"traceID":"4bf92f3577b34da6a3ce929d0e0e4736","spans":[
                  {"traceID":"4bf92f3577b34da6a3ce929d0e0e4736","spanID":"a3ce929d0e0e0001","operationName":"GET","references":[],
                   "startTime":1790000000000000,"duration":120,"processID":"p1","tags":[{"key":"span.kind","type":"string","value":"client"}]},
                  {"traceID":"4bf92f3577b34da6a3ce929d0e0e4736","spanID":"a3ce929d0e0e0002","operationName":"GET /orders","references":
                   [{"refType":"CHILD_OF","traceID":"4bf92f3577b34da6a3ce929d0e0e4736","spanID":"a3ce929d0e0e0001"}],
                   "startTime":1790000000000010,"duration":100,"processID":"p2","tags":[{"key":"span.kind","type":"string","value":"server"},
                   {"key":"order.id","type":"int64","value":42}]}],
                 "processes":{"p1":{"serviceName":"gateway","tags":[]},"p2":{"serviceName":"orders","tags":[]}}}],"errors":null}""");

        @Test
        void isAskedByTheOlderApi() {
            product.on("/api/v3/traces/" + TRACE, PAGE).on("/api/traces/" + TRACE, NOTHING, NOTHING, FOUND);
            product.on("/api/services", Reply.json("{\"data\":[\"gateway\",\"orders\"],\"total\":2,\"errors\":null}"));

            assertThat(jaeger.watch(TRACE))
                    .isComplete()
                    .hasExactlyTree(client("GET")
                            .in("gateway")
                            .child(server("GET /orders").in("orders").with("order.id", 42)));
            assertThat(product.requests())
                    .containsOnlyOnce("/api/v3/traces/" + TRACE + "?rawTraces=true&raw_traces=true");
        }

        @Test
        void isSearchedByTheOlderApi() {
            product.on("/api/v3/services", PAGE).on("/api/services", Reply.json("{\"data\":[\"gateway\",\"orders\"]}"));
            product.on("/api/traces", FOUND, Reply.json("{\"data\":[]}"));

            assertThatTraces(jaeger.withLimit(3).find(trace -> trace.size() == 2))
                    .extracting(Trace::traceId)
                    .containsExactly(TRACE);
            assertThat(product.requests().get(2))
                    .matches("/api/traces\\?service=gateway&start=\\d{16}&end=\\d{16}&limit=3&raw=true");
        }

        @Test
        void hasNoServicesYet() throws InterruptedException {
            product.on("/api/v3/services", PAGE).on("/api/services", Reply.json("{\"data\":null,\"errors\":null}"));

            assertThat(jaeger.services(Duration.ofSeconds(5))).isEmpty();
        }
    }
}
