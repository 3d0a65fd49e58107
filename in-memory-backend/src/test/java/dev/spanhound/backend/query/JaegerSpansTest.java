// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spanhound.trace.ReceivedSpan;
import dev.spanhound.trace.SpanBuilder;
import dev.spanhound.trace.Trace;
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
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JaegerSpansTest {
    private static final String TRACE_ID = "463ac35c9f6413ad48485a3953bb6124";

    private static List<List<SpanData>> decode(String json) throws MalformedJaegerException {
        return JaegerSpans.decode(json.getBytes(StandardCharsets.UTF_8));
    }

    private static SpanContext context(String traceId, String spanId, TraceState state, TraceFlags flags) {
        return SpanContext.create(traceId, spanId, flags, state);
    }

    private static final ReceivedSpan PAID = new ReceivedSpan(
            context(
                    TRACE_ID,
                    "00000000000000b2",
                    TraceState.builder().put("bar", "2").put("foo", "1").build(),
                    TraceFlags.getSampled()),
            context(TRACE_ID, "00000000000000a1", TraceState.getDefault(), TraceFlags.getSampled()),
            "pay",
            SpanKind.CLIENT,
            1_700_000_000_000_100_000L,
            1_700_000_000_002_100_000L,
            Attributes.builder()
                    .put("amount", 9_007_199_254_740_993L)
                    .put("share", 0.5)
                    .put("cash", false)
                    .put("url", "http://pay/?a=1&b=<2>")
                    .build(),
            List.of(EventData.create(
                    1_700_000_000_001_000_000L,
                    "retry",
                    Attributes.builder().put("attempt", 2).build())),
            List.of(LinkData.create(context(
                    "5af7183fb1d4cf5f0af7651916cd43dd",
                    "6162636465666768",
                    TraceState.getDefault(),
                    TraceFlags.getDefault()))),
            StatusData.create(StatusCode.ERROR, "card declined"),
            Resource.create(Attributes.builder()
                    .put("service.name", "orders")
                    .put("host.name", "o-1")
                    .build()),
            InstrumentationScopeInfo.builder("shop").setVersion("1.0").build(),
            0,
            0,
            0);

    @Test
    void readsBackWhatIsWritten() throws MalformedJaegerException {
        Trace trace = Trace.of(List.of(PAID));

        assertThat(decode(JaegerJson.trace(trace, true))).containsExactly(List.of(PAID));
    }

    @Test
    void readsWhatTheUserInterfaceDownloads() throws MalformedJaegerException {
        List<SpanData> spans = decode("""
                {"data": [{"traceID": "a1b2c3", "spans": [
                  {"traceID": "a1b2c3", "spanID": "a1b2c3", "flags": 1, "operationName": "HTTP GET /dispatch",
                   "references": [], "startTime": 1485467191639875, "duration": 22938,
                   "tags": [{"key": "sampler.type", "type": "string", "value": "const"},
                            {"key": "sampler.param", "type": "bool", "value": true},
                            {"key": "span.kind", "type": "string", "value": "server"},
                            {"key": "http.status_code", "type": "int64", "value": 500},
                            {"key": "internal.span.format", "type": "string", "value": "jaeger"}],
                   "logs": [{"timestamp": 1485467191639875,
                             "fields": [{"key": "event", "type": "string", "value": "HTTP request received"},
                                        {"key": "level", "type": "string", "value": "info"}]}],
                   "processID": "p1", "warnings": null},
                  {"traceID": "a1b2c3", "spanID": "f", "operationName": "SQL",
                   "references": [{"refType": "FOLLOWS_FROM", "traceID": "a1b2c3", "spanID": "e"},
                                  {"refType": "CHILD_OF", "traceID": "a1b2c3", "spanID": "a1b2c3"}],
                   "startTime": 1485467191639900, "duration": 10,
                   "tags": [{"key": "error", "type": "bool", "value": true}, {"key": "n", "value": 3}], "logs": [],
                   "processID": "p2", "warnings": null}],
                 "processes": {
                   "p1": {"serviceName": "frontend",
                          "tags": [{"key": "hostname", "type": "string", "value": "host-1"}]},
                   "p2": {"serviceName": "mysql", "tags": []}},
                 "warnings": null}], "total": 0, "limit": 0, "offset": 0, "errors": null}
                """).get(0);

        SpanData dispatch = spans.get(0);
        assertThat(dispatch.getTraceId()).isEqualTo("00000000000000000000000000a1b2c3");
        assertThat(dispatch.getSpanId()).isEqualTo("0000000000a1b2c3");
        assertThat(dispatch.getParentSpanContext().isValid()).isFalse();
        assertThat(dispatch.getName()).isEqualTo("HTTP GET /dispatch");
        assertThat(dispatch.getKind()).isEqualTo(SpanKind.SERVER);
        assertThat(dispatch.getStatus()).isEqualTo(StatusData.error());
        assertThat(dispatch.getStartEpochNanos()).isEqualTo(1_485_467_191_639_875_000L);
        assertThat(dispatch.getEndEpochNanos()).isEqualTo(1_485_467_191_662_813_000L);
        assertThat(dispatch.getEvents().get(0).getName()).isEqualTo("HTTP request received");
        assertThat(dispatch.getEvents().get(0).getAttributes().asMap()).hasSize(1);
        assertThat(dispatch.getResource().getAttribute(AttributeKey.stringKey("hostname")))
                .isEqualTo("host-1");
        SpanData sql = spans.get(1);
        assertThat(sql.getParentSpanId()).isEqualTo("0000000000a1b2c3");
        assertThat(sql.getLinks())
                .extracting(link -> link.getSpanContext().getSpanId())
                .containsExactly("000000000000000e");
        assertThat(sql.getStatus()).isEqualTo(StatusData.error());
        assertThat(sql.getAttributes().asMap()).containsOnlyKeys(AttributeKey.longKey("n"));
        assertThat(sql.getResource().getAttribute(AttributeKey.stringKey("service.name")))
                .isEqualTo("mysql");
    }

    @Test
    void putsSpansOfOneProcessBehindEachOther() throws MalformedJaegerException {
        Trace trace = Trace.of(List.of(
                SpanBuilder.span("a", 1).in("x").build(),
                SpanBuilder.span("b", 2).below(1).in("y").build(),
                SpanBuilder.span("c", 3).below(2).in("x").build()));

        List<SpanData> spans = decode(JaegerJson.trace(trace, false)).get(0);

        assertThat(spans).extracting(SpanData::getName).containsExactly("a", "c", "b");
        assertThat(spans.get(0).getResource()).isSameAs(spans.get(1).getResource());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {"data": 1}                                                      | data: expected a list, but was 1
            {"data": [{"spans": [{"traceID": "xyz"}]}]}                      | data[0].spans[0].traceID: expected up to 32 hex digits, but was "xyz"
            {"data": [{"spans": [{"traceID": "1"}]}]}                        | data[0].spans[0]: expected a traceID and a spanID that are not zero
            {"data": [{"spans": [{"startTime": "now"}]}]}                    | data[0].spans[0].startTime: expected an integer, but was "now"
            {"data": [{"spans": [{"operationName": 5}]}]}                    | data[0].spans[0].operationName: expected a string, but was 5
            {"data": [{"spans": [{"tags": [{"type": "int64", "value": "x"}]}]}]} | data[0].spans[0].tags[0].value: expected a value of type int64, but was "x"
            {"data": [7]}                                                    | data[0]: expected an object, but was 7
            """)
    void saysWhatIsWrongAndWhere(String json, String message) {
        assertThatThrownBy(() -> decode(json))
                .isInstanceOf(MalformedJaegerException.class)
                .hasMessage(message);
    }
}
