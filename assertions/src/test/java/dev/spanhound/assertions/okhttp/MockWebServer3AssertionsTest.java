// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.okhttp;

import static dev.spanhound.assertions.Failures.assertFails;
import static dev.spanhound.assertions.okhttp.MockWebServer3Assertions.assertThat;
import static dev.spanhound.assertions.okhttp.MockWebServer3Assertions.assertThatHeaders;
import static dev.spanhound.assertions.okhttp.MockWebServer3Assertions.assertThatThrownBy;
import static dev.spanhound.assertions.okhttp.MockWebServer3Assertions.then;

import dev.spanhound.assertions.Spans;
import java.net.URI;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs with okhttp 5, in an execution of surefire of its own. */
class MockWebServer3AssertionsTest {
    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws Exception {
        server.enqueue(new MockResponse.Builder().build());
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private RecordedRequest recorded(String... headers) throws Exception {
        RawCall.send(URI.create(server.url("/pay").toString()), headers);
        return server.takeRequest();
    }

    @Test
    void judgesWhatWasSent() throws Exception {
        RecordedRequest request = recorded(
                "traceparent",
                "00-" + Spans.TRACE_ID + "-" + Spans.spanId(2) + "-01",
                "baggage",
                "a=1",
                "Baggage",
                "b=2");

        assertThat(request)
                .continuesTrace(Spans.TRACE_ID)
                .hasTraceparent()
                .withParent(Spans.spanId(2))
                .sampled()
                .hasBaggage("a", "1")
                .hasBaggage("b", "2");
        then(request).hasNoTracestate();
        assertThatHeaders(request.getHeaders()).continuesTrace(Spans.TRACE_ID);
        assertThat("all other types").startsWith("all");
    }

    @Test
    void namesTheRequestAndShowsItsHeaders() throws Exception {
        RecordedRequest request = recorded("b3", "0", "B3", "1");

        assertFails(() -> assertThat(request).hasB3Single(), """
                [GET /pay HTTP/1.1] expected the headers to have a valid B3 single context, but it is not valid (sent twice):

                  Host: payment
                  b3: 0
                  B3: 1   ✗ sent twice

                  rule: B3, Single Header: the context is in one header""");
        assertFails(() -> assertThat(request).as("call of payment").hasNoTraceContext(), """
                [call of payment] expected the headers to have no trace context, but there is B3 single:

                  Host: payment
                  b3: 0   ✗ not expected: B3 single
                  B3: 1   ✗ not expected: B3 single""");
    }

    @Test
    void failsForNullInWords() {
        assertThatThrownBy(() -> assertThat((RecordedRequest) null).hasNoBaggage())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expecting actual not to be null");
    }
}
