// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.query;

import static dev.spanhound.trace.SpanBuilder.span;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.spanhound.trace.ReceivedSpan;
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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JaegerJsonTest {
    private static final String TRACE_ID = "463ac35c9f6413ad48485a3953bb6124";

    private static SpanContext context(String spanId, TraceState state) {
        return SpanContext.create(TRACE_ID, spanId, TraceFlags.getSampled(), state);
    }

    private static SpanData paid(Resource resource) {
        return new ReceivedSpan(
                context(
                        "00000000000000b2",
                        TraceState.builder().put("bar", "2").put("foo", "1").build()),
                context("00000000000000a1", TraceState.getDefault()),
                "pay",
                SpanKind.CLIENT,
                1_700_000_000_000_100_900L,
                1_700_000_000_002_100_900L,
                Attributes.builder()
                        .put("amount", 12)
                        .put("http.url", "http://pay/?a=1&b=<2>")
                        .build(),
                List.of(EventData.create(
                        1_700_000_000_001_000_000L,
                        "retry",
                        Attributes.builder().put("attempt", 2).build())),
                List.of(LinkData.create(SpanContext.create(
                        "5af7183fb1d4cf5f0af7651916cd43dd",
                        "6162636465666768",
                        TraceFlags.getDefault(),
                        TraceState.getDefault()))),
                StatusData.create(StatusCode.ERROR, "card declined"),
                resource,
                InstrumentationScopeInfo.builder("shop").setVersion("1.0").build(),
                0,
                0,
                0);
    }

    private static SpanData ordered(Resource resource) {
        return new ReceivedSpan(
                context("00000000000000a1", TraceState.getDefault()),
                SpanContext.getInvalid(),
                "order",
                SpanKind.SERVER,
                1_700_000_000_000_000_000L,
                1_700_000_000_003_000_000L,
                Attributes.empty(),
                List.of(),
                List.of(),
                StatusData.ok(),
                resource,
                InstrumentationScopeInfo.empty(),
                0,
                0,
                0);
    }

    @Test
    void holdsAllOfATrace() {
        Resource orders = Resource.create(Attributes.builder()
                .put("service.name", "orders")
                .put("host.name", "o-1")
                .build());

        assertThat(JaegerJson.trace(Trace.of(List.of(paid(orders), ordered(Resource.empty()))), true))
                .isEqualTo("""
                        {
                          "data": [
                            {
                              "traceID": "463ac35c9f6413ad48485a3953bb6124",
                              "spans": [
                                {
                                  "traceID": "463ac35c9f6413ad48485a3953bb6124",
                                  "spanID": "00000000000000a1",
                                  "flags": 1,
                                  "operationName": "order",
                                  "references": [],
                                  "startTime": 1700000000000000,
                                  "duration": 3000,
                                  "tags": [
                                    {
                                      "key": "span.kind",
                                      "type": "string",
                                      "value": "server"
                                    },
                                    {
                                      "key": "otel.status_code",
                                      "type": "string",
                                      "value": "OK"
                                    }
                                  ],
                                  "logs": [],
                                  "processID": "p1",
                                  "warnings": null
                                },
                                {
                                  "traceID": "463ac35c9f6413ad48485a3953bb6124",
                                  "spanID": "00000000000000b2",
                                  "flags": 1,
                                  "operationName": "pay",
                                  "references": [
                                    {
                                      "refType": "CHILD_OF",
                                      "traceID": "463ac35c9f6413ad48485a3953bb6124",
                                      "spanID": "00000000000000a1"
                                    },
                                    {
                                      "refType": "FOLLOWS_FROM",
                                      "traceID": "5af7183fb1d4cf5f0af7651916cd43dd",
                                      "spanID": "6162636465666768"
                                    }
                                  ],
                                  "startTime": 1700000000000100,
                                  "duration": 2000,
                                  "tags": [
                                    {
                                      "key": "otel.scope.name",
                                      "type": "string",
                                      "value": "shop"
                                    },
                                    {
                                      "key": "otel.scope.version",
                                      "type": "string",
                                      "value": "1.0"
                                    },
                                    {
                                      "key": "amount",
                                      "type": "int64",
                                      "value": 12
                                    },
                                    {
                                      "key": "http.url",
                                      "type": "string",
                                      "value": "http://pay/?a=1&b=<2>"
                                    },
                                    {
                                      "key": "span.kind",
                                      "type": "string",
                                      "value": "client"
                                    },
                                    {
                                      "key": "otel.status_code",
                                      "type": "string",
                                      "value": "ERROR"
                                    },
                                    {
                                      "key": "error",
                                      "type": "bool",
                                      "value": true
                                    },
                                    {
                                      "key": "otel.status_description",
                                      "type": "string",
                                      "value": "card declined"
                                    },
                                    {
                                      "key": "w3c.tracestate",
                                      "type": "string",
                                      "value": "foo=1,bar=2"
                                    }
                                  ],
                                  "logs": [
                                    {
                                      "timestamp": 1700000000001000,
                                      "fields": [
                                        {
                                          "key": "event",
                                          "type": "string",
                                          "value": "retry"
                                        },
                                        {
                                          "key": "attempt",
                                          "type": "int64",
                                          "value": 2
                                        }
                                      ]
                                    }
                                  ],
                                  "processID": "p2",
                                  "warnings": null
                                }
                              ],
                              "processes": {
                                "p1": {
                                  "serviceName": "",
                                  "tags": []
                                },
                                "p2": {
                                  "serviceName": "orders",
                                  "tags": [
                                    {
                                      "key": "host.name",
                                      "type": "string",
                                      "value": "o-1"
                                    }
                                  ]
                                }
                              },
                              "warnings": null
                            }
                          ],
                          "total": 1,
                          "limit": 0,
                          "offset": 0,
                          "errors": null
                        }""");
    }

    @Test
    void isOneLineUnlessIndented() {
        assertThat(JaegerJson.trace(Trace.of(List.of(ordered(Resource.empty()))), false))
                .startsWith("{\"data\":[{\"traceID\":\"463ac35c9f6413ad48485a3953bb6124\",\"spans\":[{")
                .doesNotContain("\n", ": ");
    }

    @Test
    void numbersEachResourceOnce() {
        Trace trace = Trace.of(List.of(
                span("a", 1).in("orders").build(),
                span("b", 2).below(1).in("payment").build(),
                span("c", 3).below(1).in("orders").build()));

        JsonObject data = onlyTrace(trace);

        assertThat(data.getAsJsonObject("processes").keySet()).containsExactly("p1", "p2");
        assertThat(data.getAsJsonArray("spans"))
                .extracting(span -> span.getAsJsonObject().get("processID").getAsString())
                .containsExactly("p1", "p2", "p1");
    }

    @Test
    void warnsOfParentsThatNeverCame() {
        Trace trace = Trace.of(List.of(
                span("orphan", 1).below(9).build(),
                span("head", 2).below(3).build(),
                span("tail", 3).below(2).build()));

        assertThat(onlyTrace(trace).getAsJsonArray("spans"))
                .extracting(span -> span.getAsJsonObject().get("warnings").toString())
                .containsExactly(
                        "[\"parent span 0000000000000009 has not arrived\"]",
                        "[\"parent span 0000000000000003 is below this span\"]",
                        "null");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    9007199254740992     | 9007199254740992
                    9007199254740993     | "9007199254740993"
                    -9007199254740992    | -9007199254740992
                    -9007199254740993    | "-9007199254740993"
                    -9223372036854775808 | "-9223372036854775808"
                    """)
    void writesLongsThatJavaScriptCannotHoldAsStrings(long value, String json) {
        JsonObject tag = tag(AttributeKey.longKey("n"), value);

        assertThat(tag.get("type").getAsString()).isEqualTo("int64");
        assertThat(tag.get("value").toString()).isEqualTo(json);
    }

    @Test
    void typesTags() {
        assertThat(tag(AttributeKey.booleanKey("k"), true))
                .hasToString("{\"key\":\"k\",\"type\":\"bool\",\"value\":true}");
        assertThat(tag(AttributeKey.doubleKey("k"), 1.5))
                .hasToString("{\"key\":\"k\",\"type\":\"float64\",\"value\":1.5}");
        assertThat(tag(AttributeKey.doubleKey("k"), Double.NaN))
                .hasToString("{\"key\":\"k\",\"type\":\"float64\",\"value\":\"NaN\"}");
        assertThat(tag(AttributeKey.stringKey("k"), "ü\""))
                .hasToString("{\"key\":\"k\",\"type\":\"string\",\"value\":\"ü\\\"\"}");
    }

    @Test
    void writesArraysAsTheirJson() {
        assertThat(tag(AttributeKey.stringArrayKey("k"), List.of("a", "b\""))
                        .get("value")
                        .getAsString())
                .isEqualTo("[\"a\",\"b\\\"\"]");
        assertThat(tag(AttributeKey.longArrayKey("k"), List.of(1L, 2L))
                        .get("value")
                        .getAsString())
                .isEqualTo("[1,2]");
        assertThat(tag(AttributeKey.doubleArrayKey("k"), List.of(1.5))
                        .get("type")
                        .getAsString())
                .isEqualTo("string");
    }

    private static <T> JsonObject tag(AttributeKey<T> key, T value) {
        JsonObject span = onlyTrace(
                        Trace.of(List.of(span("s", 1).with(key, value).build())))
                .getAsJsonArray("spans")
                .get(0)
                .getAsJsonObject();
        return span.getAsJsonArray("tags").get(0).getAsJsonObject();
    }

    private static JsonObject onlyTrace(Trace trace) {
        JsonElement document = JsonParser.parseString(JaegerJson.trace(trace, false));
        return document.getAsJsonObject().getAsJsonArray("data").get(0).getAsJsonObject();
    }
}
