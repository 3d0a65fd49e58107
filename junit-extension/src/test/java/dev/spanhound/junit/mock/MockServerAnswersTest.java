// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spanhound.backend.TraceBackend;
import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.propagation.HeaderLines;
import io.opentelemetry.api.trace.StatusCode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MockServerAnswersTest {
    private static final HeaderLines NONE = HeaderLines.none();

    private final TraceBackend backend = TraceBackend.create();
    private final TracedMockServer payment = TracedMockServer.start("payment-service", backend);

    @AfterEach
    void close() {
        payment.close();
        backend.close();
    }

    @Test
    void haveStatusHeadersAndBodyOfTheStub() throws Exception {
        payment.on("POST", "/payments")
                .reply(MockReply.json(402, "{\"reason\": \"gesperrt, für immer\"}")
                        .with("Retry-After", "10"));

        HttpResponse<String> response = Http.post(payment.url("/payments"), NONE);

        assertThat(response.statusCode()).isEqualTo(402);
        assertThat(response.body()).isEqualTo("{\"reason\": \"gesperrt, für immer\"}");
        assertThat(response.headers().map()).containsOnlyKeys("content-type", "retry-after", "content-length");
        assertThat(response.headers().allValues("content-type")).containsExactly("application/json");
    }

    @Test
    void areTextUnlessSaidOtherwise() throws Exception {
        payment.on("GET", "/text")
                .reply(200, "a")
                .on("GET", "/bytes")
                .reply(MockReply.of(200).withBody(new byte[] {'b'}));

        assertThat(Http.get(payment.url("/text"), NONE).headers().firstValue("content-type"))
                .contains("text/plain; charset=utf-8");
        HttpResponse<String> bytes = Http.get(payment.url("/bytes"), NONE);
        assertThat(bytes.body()).isEqualTo("b");
        assertThat(bytes.headers().firstValue("content-type")).isEmpty();
    }

    @Test
    void areComputedFromTheRequest() throws Exception {
        payment.on("PUT", "/payments/{order}/items/{item}")
                .reply(call -> MockReply.of(
                        200,
                        call.method() + " " + call.path() + " " + call.query().orElseThrow() + " "
                                + call.pathVariable("order")
                                + " " + call.pathVariable("item") + " "
                                + call.route().orElseThrow() + " "
                                + call.headers().first("X-Shop").orElseThrow() + " " + call.body()));

        assertThat(Http.send("PUT", payment.url("/payments/42/items/7?a=b%20c"), HeaderLines.of("x-shop", "1"), "ü")
                        .body())
                .isEqualTo("PUT /payments/42/items/7 a=b%20c 42 7 /payments/{order}/items/{item} 1 ü");
        assertThat(payment.requests().get(0).bodyBytes()).isEqualTo("ü".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void areThoseOfTheLatestStubThatMatches() throws Exception {
        payment.on("GET", "/**").reply(200, "rest");
        payment.on("GET", "/payments/{order}").reply(200, "one");
        payment.on("GET", "/payments/latest").reply(200, "latest");

        assertThat(Http.get(payment.url("/payments/latest"), NONE).body()).isEqualTo("latest");
        assertThat(Http.get(payment.url("/payments/42"), NONE).body()).isEqualTo("one");
        assertThat(Http.get(payment.url("/payments/42/items"), NONE).body()).isEqualTo("rest");

        payment.on("GET", "/payments/{order}").reply(200, "another");
        assertThat(Http.get(payment.url("/payments/latest"), NONE).body()).isEqualTo("another");
    }

    @Test
    void tellTheStubsWhereNoneMatches() throws Exception {
        assertThat(Http.get(payment.url("/payments?x=y"), NONE).body())
                .isEqualTo("payment-service is a mock, and has no stub for GET /payments; it has none at all");

        payment.on("GET", "/payments/{order}")
                .reply(200)
                .on("POST", "/payments")
                .reply(201);

        HttpResponse<String> response = Http.get(payment.url("/payments"), NONE);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body())
                .isEqualTo("payment-service is a mock, and has no stub for GET /payments;"
                        + " it has POST /payments, GET /payments/{order}");
    }

    @Test
    void areConfigurableForAllOthers() throws Exception {
        payment.otherwise(MockReply.of(204)).on("GET", "/payments").reply(200, "x");

        HttpResponse<String> other = Http.post(payment.url("/payments"), NONE);
        assertThat(other.statusCode()).isEqualTo(204);
        assertThat(other.headers().firstValue("content-length")).isEmpty();
        assertThat(Http.get(payment.url("/payments"), NONE).body()).isEqualTo("x");
    }

    @Test
    void haveNoBodyForHeadButItsLength() throws Exception {
        payment.on("HEAD", "/payments").reply(200, "twelve bytes");

        for (int i = 0; i < 2; i++) { // a body would be read as the next response of the connection
            HttpResponse<String> response = Http.send("HEAD", payment.url("/payments"), NONE, "");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().allValues("content-length")).containsExactly("12");
            assertThat(response.body()).isEmpty();
        }
    }

    @Test
    void tellTheTraceOnRequest() throws Exception {
        try (TracedMockServer telling = TracedMockServer.builder("payment-service", backend)
                .tellingTrace()
                .start()) {
            String told = Http.get(telling.url("/"), NONE)
                    .headers()
                    .firstValue("traceresponse")
                    .orElseThrow();

            assertThat(backend.find(told.substring(3, 35))
                            .orElseThrow()
                            .spans()
                            .get(0)
                            .spanId())
                    .isEqualTo(told.substring(36, 52));
        }
        assertThat(Http.get(payment.url("/"), NONE).headers().firstValue("traceresponse"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET  | payments  | path: "payments" (expected: a path without a query, such as "/payments", "/payments/{id}" or "/payments/**")
            GET  | /a?b=c    | path: "/a?b=c" (expected: a path without a query, such as "/payments", "/payments/{id}" or "/payments/**")
            post | /payments | method: "post" (expected: a method in upper case, such as "POST")
            """)
    void areRefusedForWhatCannotBeARequest(String method, String path, String message) {
        assertThatThrownBy(() -> payment.on(method, path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 101, 600})
    void areRefusedWithAStatusThatIsNone(int status) {
        assertThatThrownBy(() -> payment.on("GET", "/payments").reply(status))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("status: " + status + " (expected: 200 to 599)");
    }

    @Test
    void haveNoPathVariableThatTheStubDoesNotName() throws Exception {
        payment.on("GET", "/payments/{order}").reply(call -> MockReply.of(200, call.pathVariable("id")));

        assertThat(Http.get(payment.url("/payments/42"), NONE).body())
                .endsWith(
                        "failed: java.lang.IllegalArgumentException: name: \"id\" (expected: a placeholder of /payments/{order})");
    }

    @Test
    @SuppressWarnings("NullAway") // as from languages without such a check
    void areErrorsWhereNullIsComputed() throws Exception {
        payment.on("GET", "/payments").reply(call -> null);

        assertError("java.lang.NullPointerException: the answer is null (expected: a MockReply)");
    }

    @Test
    void areErrorsWhereACheckedExceptionIsThrown() throws Exception {
        payment.on("GET", "/payments").reply(call -> thrown(new IOException("disk full")));

        assertError("java.io.IOException: disk full");
    }

    private void assertError(String error) throws Exception {
        HttpResponse<String> response = Http.get(payment.url("/payments"), NONE);

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body())
                .isEqualTo(
                        "payment-service is a mock, and computing its answer to GET /payments without a trace failed: "
                                + error);
        assertThat(backend.find(trace -> true))
                .singleElement()
                .satisfies(trace ->
                        assertThat(trace.spans()).singleElement().returns(StatusCode.ERROR, SpanNode::statusCode));
    }

    /** Throws what Java's compiler would not let pass. */
    @SuppressWarnings("unchecked")
    private static <E extends Exception> MockReply thrown(Exception exception) throws E {
        throw (E) exception;
    }
}
