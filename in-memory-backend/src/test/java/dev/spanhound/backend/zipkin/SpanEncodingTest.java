// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.zipkin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.trace.ReceivedSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SpanEncodingTest {
    private static final String TRACE = "463ac35c9f6413ad48485a3953bb6124";

    private static SpanContext context(String spanId) {
        return SpanContext.create(TRACE, spanId, TraceFlags.getSampled(), TraceState.getDefault());
    }

    private static ReceivedSpan span(SpanKind kind, StatusData status, Attributes attributes, EventData... events) {
        return new ReceivedSpan(
                context("00000000000000a2"),
                context("00000000000000a1"),
                "get",
                kind,
                1_790_000_000_000_001_000L,
                1_790_000_000_000_003_000L,
                attributes,
                List.of(events),
                List.of(),
                status,
                Resource.create(Attributes.of(
                        AttributeKey.stringKey("service.name"), "shop", AttributeKey.stringKey("host.name"), "h1")),
                InstrumentationScopeInfo.builder("shop.http").setVersion("2").build(),
                0,
                0,
                0);
    }

    private static SpanData decoded(SpanData span) throws MalformedZipkinException {
        return ZipkinSpans.decode(ZipkinSpans.encode(List.of(span)), ZipkinFormat.JSON_V2)
                .get(0);
    }

    @Test
    void writesWhatZipkinHasAPlaceFor() {
        SpanData span = span(
                SpanKind.CLIENT,
                StatusData.error(),
                Attributes.builder()
                        .put("peer.service", "orders")
                        .put("order.id", 42)
                        .put("retries", true, false)
                        .build(),
                EventData.create(
                        1_790_000_000_000_002_000L, "retry", Attributes.of(AttributeKey.doubleKey("after"), 0.5)));

        assertThat(new String(ZipkinSpans.encode(List.of(span)), UTF_8)).isEqualTo("""
                [{"traceId":"463ac35c9f6413ad48485a3953bb6124","parentId":"00000000000000a1","id":"00000000000000a2",\
                "kind":"CLIENT","name":"get","timestamp":1790000000000001,"duration":2,\
                "localEndpoint":{"serviceName":"shop"},"remoteEndpoint":{"serviceName":"orders"},\
                "annotations":[{"timestamp":1790000000000002,"value":"\\"retry\\": {\\"after\\":0.5}"}],\
                "tags":{"error":"true","host.name":"h1","order.id":"42","otel.scope.name":"shop.http",\
                "otel.scope.version":"2","otel.status_code":"ERROR","peer.service":"orders","retries":"[true,false]",\
                "service.name":"shop"}}]""");
    }

    @ParameterizedTest
    @EnumSource(SpanKind.class)
    void isReadBackAsItWas(SpanKind kind) throws Exception {
        SpanData span = span(
                kind,
                StatusData.create(StatusCode.ERROR, "no stock"),
                Attributes.of(AttributeKey.stringKey("order"), "42"),
                EventData.create(1_790_000_000_000_002_000L, "sent", Attributes.empty()));

        assertThat(decoded(span)).isEqualTo(span);
    }

    @Test
    void lastsAMicrosecondAtLeast() throws Exception {
        ReceivedSpan span = span(SpanKind.INTERNAL, StatusData.ok(), Attributes.empty());
        ReceivedSpan instant = new ReceivedSpan(
                span.spanContext(),
                SpanContext.getInvalid(),
                "get",
                SpanKind.INTERNAL,
                1_000,
                1_100,
                Attributes.empty(),
                List.of(),
                List.of(),
                StatusData.ok(),
                Resource.empty(),
                InstrumentationScopeInfo.empty(),
                0,
                0,
                0);

        SpanData decoded = decoded(instant);

        assertThat(decoded.getEndEpochNanos() - decoded.getStartEpochNanos()).isEqualTo(1_000);
        assertThat(decoded.getStatus()).isEqualTo(StatusData.ok());
        assertThat(decoded.getParentSpanContext().isValid()).isFalse();
    }
}
