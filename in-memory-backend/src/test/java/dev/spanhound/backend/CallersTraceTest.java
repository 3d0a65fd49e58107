// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spanhound.trace.LiveTrace;
import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.propagation.HeaderLines;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The trace of a client that sends no spans, known by the headers that it sent. */
class CallersTraceTest {
    private static final HeaderLines SENT =
            HeaderLines.of("x-b3-traceid", "463ac35c9f6413ad", "x-b3-spanid", "a2fb4a1d1a96d312", "x-b3-sampled", "1");

    @AutoClose
    private final TraceBackend backend = TraceBackend.create();

    private void sendZipkin(String ids) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(backend.endpoints().zipkin().toString()))
                .POST(BodyPublishers.ofString("""
                        [{"traceId": "463ac35c9f6413ad", %s, "name": "backend", "kind": "SERVER",
                          "timestamp": 1700000000000000, "duration": 10, "localEndpoint": {"serviceName": "backend"}}]
                        """.formatted(ids)))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void isCompleteWithoutTheClientsSpan() throws Exception {
        LiveTrace trace = backend.watch(SENT);

        sendZipkin("\"id\": \"b7f77cacb59853ed\", \"parentId\": \"a2fb4a1d1a96d312\"");

        assertThat(trace.traceId()).isEqualTo("0000000000000000463ac35c9f6413ad");
        assertThat(trace.look().trace().roots()).singleElement().matches(SpanNode::isBelowKnownParent);
        assertThat(trace.look().completeness().isComplete()).isTrue();
    }

    @Test
    void hasAServerSpanThatSharesTheClientsId() throws Exception {
        LiveTrace trace = backend.watch(SENT);

        sendZipkin("\"id\": \"a2fb4a1d1a96d312\", \"shared\": true");

        assertThat(trace.look().trace().roots()).singleElement().matches(SpanNode::isBelowKnownParent);
        assertThat(trace.look().completeness().isComplete()).isTrue();
    }

    @Test
    void isNotSampledIfTheHeadersSaySo() {
        assertThat(backend.watch(SENT).isSampled()).isTrue();
        assertThat(backend.watch(SENT.without("x-b3-sampled").with("x-b3-sampled", "0"))
                        .isSampled())
                .isFalse();
    }

    @Test
    void isFoundByItsIdAsPeopleWriteIt() throws Exception {
        sendZipkin("\"id\": \"1\"");

        for (String id : List.of("463ac35c9f6413ad", "463AC35C9F6413AD", "0000000000000000463ac35c9f6413ad")) {
            assertThat(backend.find(id)).as(id).isPresent();
            assertThat(backend.watch(id).look().trace().size()).as(id).isOne();
            assertThat(backend.await(id, trace -> true, Duration.ZERO)).as(id).isPresent();
        }
    }

    @Test
    void needsAnIdThatThereCanBe() {
        assertThatThrownBy(() -> backend.watch("4bf92f"))
                .hasMessage(
                        "traceId: 4bf92f (expected: 32 hex digits, or 16 of a tracer that has no more, not all zeros)");
        assertThatThrownBy(() -> backend.watch("0".repeat(32))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void needsHeadersThatNameIt() {
        assertThatThrownBy(() -> backend.watch(HeaderLines.of("b3", "0")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sent: b3: 0 (expected: headers that name a trace and a span, such as traceparent)");
    }
}
