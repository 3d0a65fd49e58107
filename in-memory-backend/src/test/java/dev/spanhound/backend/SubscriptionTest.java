// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend;

import static dev.spanhound.trace.SpanBuilder.span;
import static dev.spanhound.trace.SpanBuilder.spanId;
import static dev.spanhound.trace.SpanBuilder.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.backend.otlp.OtlpJson;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class SubscriptionTest {
    private static final SpanData FIRST = span("first", 1).build();
    private static final SpanData OTHER = span("other", 1).trace(2).build();

    private final TraceBackend backend = TraceBackend.create();
    private final List<List<SpanData>> received = new CopyOnWriteArrayList<>();

    private static SpanContext own(long traceId) {
        return SpanContext.create(traceId(traceId), spanId(99), TraceFlags.getSampled(), TraceState.getDefault());
    }

    @Test
    void handsOnEachRequestAsItCame() {
        backend.subscribe(received::add);
        backend.receive(List.of(FIRST, OTHER));
        backend.receive(List.of(FIRST));

        assertThat(received).containsExactly(List.of(FIRST, OTHER), List.of(FIRST));
        assertThat(backend.find(traceId(1)))
                .get()
                .extracting(trace -> trace.size())
                .isEqualTo(1);
    }

    @Test
    void handsOnWhatComesByTheNetwork() throws Exception {
        backend.subscribe(received::add);
        HttpRequest export = HttpRequest.newBuilder(backend.endpoint().resolve("/v1/traces"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(OtlpJson.encode(List.of(FIRST))))
                .build();
        HttpClient.newHttpClient().send(export, BodyHandlers.discarding());
        backend.close();

        assertThat(received)
                .singleElement()
                .satisfies(
                        spans -> assertThat(spans).extracting(SpanData::getName).containsExactly("first"));
    }

    @Test
    void handsOnASpanBeforeItIsFound() {
        List<Boolean> found = new ArrayList<>();
        backend.subscribe(spans -> found.add(backend.find(traceId(1)).isPresent()));
        backend.receive(List.of(FIRST));
        assertThat(found).containsExactly(false);
    }

    @Test
    void keepsBackTheTracesOfOtherTests() {
        backend.watch(own(1));
        backend.watch(own(2));
        backend.subscribe(own(1), received::add);
        SpanData nobodys = span("nobody's", 1).trace(3).build();
        backend.receive(List.of(FIRST, OTHER, nobodys));
        backend.receive(List.of(OTHER));

        assertThat(received).containsExactly(List.of(FIRST, nobodys));
    }

    @Test
    void handsOnNothingOnceItIsClosed() {
        Subscription subscription = backend.subscribe(received::add);
        subscription.close();
        subscription.close();
        backend.receive(List.of(FIRST));
        assertThat(received).isEmpty();
    }
}
