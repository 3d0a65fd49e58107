// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.restassured;

import static dev.spanhound.assertions.restassured.RestAssuredTraces.assertThat;
import static dev.spanhound.assertions.restassured.RestAssuredTraces.isOfTrace;
import static dev.spanhound.assertions.restassured.RestAssuredTraces.namesItsTrace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spanhound.backend.TraceBackend;
import dev.spanhound.trace.LiveTrace;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.restassured.builder.ResponseBuilder;
import io.restassured.http.Header;
import io.restassured.http.Headers;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.ResponseSpecification;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class ResponseTraceAssertTest {
    private static final String ID = "12345678901234567890123456789012";
    private static final LiveTrace TRACE = LiveTrace.of(Trace.of(ID, List.of()));
    private static final LiveTrace OTHER = LiveTrace.of(Trace.of("f".repeat(32), List.of()));

    private final Response named = response(
            "Content-Type", "text/plain", "traceresponse", "00-" + ID + "-1234567890123456-01", "Content-Length", "7");
    private final Response unnamed = response("Content-Type", "text/plain", "X-Trace-Id", "order 42");

    @Test
    void passesIfTheResponseNamesATrace() {
        assertThat(named).hasTraceId().hasTraceId(ID).isOfTrace(TRACE);
        assertThat(unnamed).hasNoTraceId();
        assertThat(RestAssuredTraces.traceIdOf(named)).contains(ID);
        assertThat(RestAssuredTraces.traceIdOf(unnamed)).isEmpty();
    }

    @Test
    void failsIfItNamesNone() {
        assertThatThrownBy(() -> assertThat(unnamed).hasTraceId())
                .isInstanceOf(AssertionFailedError.class)
                .hasMessage("""
                        expected the response to name its trace, but it names none:

                          HTTP/1.1 200 OK
                          Content-Type: text/plain
                          X-Trace-Id: order 42   ✗ no trace ID in it

                          looked for, in this order: traceresponse, Server-Timing, X-Trace-Id, X-B3-TraceId""");
    }

    @Test
    void failsIfItIsOfAnotherTrace() {
        assertThatThrownBy(() -> assertThat(named).as("checkout").isOfTrace(OTHER))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessage("""
                        [checkout] expected the response to be of trace ffffffffffffffffffffffffffffffff, but it names 12345678901234567890123456789012:

                          HTTP/1.1 200 OK
                          Content-Type: text/plain
                          traceresponse: 00-12345678901234567890123456789012-1234567890123456-01   ✗ trace 12345678901234567890123456789012
                          Content-Length: 7

                          looked for, in this order: traceresponse, Server-Timing, X-Trace-Id, X-B3-TraceId

                          likely cause: the service began a trace of its own
                            Did the request carry the context, as with given().filter(trace.restAssured())?""");
    }

    @Test
    void failsIfItNamesATraceThatItShouldNot() {
        assertThatThrownBy(() -> assertThat(named).hasNoTraceId()).hasMessage("""
                expected the response to name no trace, but it names 12345678901234567890123456789012:

                  HTTP/1.1 200 OK
                  Content-Type: text/plain
                  traceresponse: 00-12345678901234567890123456789012-1234567890123456-01   ✗ trace 12345678901234567890123456789012
                  Content-Length: 7

                  looked for, in this order: traceresponse, Server-Timing, X-Trace-Id, X-B3-TraceId""");
    }

    @Test
    void looksAtOtherHeadersOnRequest() {
        Response own = response("X-Request-Trace", ID, "traceresponse", "00-" + "f".repeat(32) + "--01");

        assertThat(own).hasTraceId("f".repeat(32)).lookingAt("X-Request-Trace").hasTraceId(ID);
        assertThatThrownBy(() ->
                        assertThat(named).lookingAt("X-Request-Trace", "b3").hasTraceId())
                .hasMessageEndingWith("looked for, in this order: X-Request-Trace, b3");
        assertThatThrownBy(() -> assertThat(named).lookingAt())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("names: none (expected: at least one)");
    }

    @Test
    void hidesSecrets() {
        Response secret = response("set-cookie", "session=42", "X-Api-Key", "42", "Content-Length", "7");

        assertThatThrownBy(() -> assertThat(secret).hasTraceId()).hasMessage("""
                        expected the response to name its trace, but it names none:

                          HTTP/1.1 200 OK
                          set-cookie: (not shown)
                          X-Api-Key: (not shown)
                          Content-Length: 7

                          looked for, in this order: traceresponse, Server-Timing, X-Trace-Id, X-B3-TraceId""");
    }

    @Test
    void showsDoubledHeadersEach() {
        Response doubled = response("traceresponse", "gone", "traceresponse", "also gone");

        assertThatThrownBy(() -> assertThat(doubled).hasTraceId()).hasMessage("""
                expected the response to name its trace, but it names none:

                  HTTP/1.1 200 OK
                  traceresponse: gone        ✗ no trace ID in it
                  traceresponse: also gone   ✗ no trace ID in it

                  looked for, in this order: traceresponse, Server-Timing, X-Trace-Id, X-B3-TraceId""");
    }

    @Test
    void leadsToTheTrace() {
        try (TraceBackend backend = TraceBackend.create()) {
            assertThatThrownBy(() -> assertThat(named)
                            .as("checkout")
                            .trace(backend)
                            .within(java.time.Duration.ZERO)
                            .hasSpanCount(1))
                    .hasMessageStartingWith("[checkout] expected the trace to have 1 span, but it has 0");
            assertThatThrownBy(() -> assertThat(unnamed).trace(backend)).hasMessageContaining("but it names none:");
        }
    }

    @Test
    void leadsToTheTestsOwnTraceWithoutTheTestsSpan() {
        try (TraceBackend backend = TraceBackend.create()) {
            backend.watch(SpanContext.create(ID, "1234567890123456", TraceFlags.getSampled(), TraceState.getDefault()));

            assertThat(named).trace(backend).within(java.time.Duration.ZERO).hasNoSpans();
        }
    }

    @Test
    void isSoftOnRequest() {
        SoftAssertions softly = new SoftAssertions();
        softly.proxy(ResponseTraceAssert.class, Response.class, unnamed).hasTraceId();
        softly.proxy(ResponseTraceAssert.class, Response.class, named).isOfTrace(OTHER);

        assertThat(softly.assertionErrorsCollected()).hasSize(2);
    }

    @Test
    void refusesNull() {
        assertThatThrownBy(() -> assertThat((Response) null).hasTraceId())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expecting actual not to be null");
    }

    @Test
    void isASpecificationToo() {
        ValidatableResponse then = named.then();

        assertThat(then.spec(namesItsTrace()).spec(isOfTrace(TRACE))).isSameAs(then);
        assertThatThrownBy(() -> then.spec(isOfTrace(OTHER)))
                .hasMessageStartingWith(
                        "expected the response to be of trace " + OTHER.traceId() + ", but it names " + ID + ":");
        assertThatThrownBy(() -> then.spec(namesItsTrace("X-Request-Trace")))
                .hasMessageEndingWith("looked for, in this order: X-Request-Trace");
    }

    @Test
    void isASpecificationThatTakesMoreExpectations() {
        ResponseSpecification specification = namesItsTrace().statusCode(201);

        assertThat(specification)
                .hasToString("names its trace")
                .isEqualTo(specification)
                .isNotEqualTo(namesItsTrace());
        assertThatThrownBy(() -> named.then().spec(specification))
                .hasMessageContaining("Expected status code <201> but was <200>");
        assertThatThrownBy(() -> unnamed.then().spec(specification)).hasMessageContaining("but it names none");
    }

    private static Response response(String... namesAndValues) {
        List<Header> headers = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(new Header(namesAndValues[i], namesAndValues[i + 1]));
        }
        return new ResponseBuilder()
                .setStatusCode(200)
                .setStatusLine("HTTP/1.1 200 OK")
                .setHeaders(new Headers(headers))
                .setBody("success")
                .build();
    }
}
