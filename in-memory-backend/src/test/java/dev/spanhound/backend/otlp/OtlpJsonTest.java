// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import static dev.spanhound.backend.otlp.SampleTraces.PARENT_SPAN_ID;
import static dev.spanhound.backend.otlp.SampleTraces.SPAN_ID;
import static dev.spanhound.backend.otlp.SampleTraces.TRACE_ID;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpJsonTest {

    /** The example of the specification's repository, shortened: what other implementations send. */
    @Test
    void decodesARequestAsItIsUsuallySent() throws Exception {
        DecodedSpans decoded = decode("""
                {
                  "resourceSpans": [{
                    "resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "my.service"}}]},
                    "scopeSpans": [{
                      "scope": {"name": "my.library", "version": "1.0.0"},
                      "spans": [{
                        "traceId": "5B8EFFF798038103D269B633813FC60C",
                        "spanId": "EEE19B7EC3C1B174",
                        "parentSpanId": "EEE19B7EC3C1B173",
                        "name": "I'm a server span",
                        "startTimeUnixNano": "1544712660000000000",
                        "endTimeUnixNano": "1544712661000000000",
                        "kind": 2,
                        "attributes": [{"key": "my.span.attr", "value": {"stringValue": "some value"}}]
                      }]
                    }]
                  }]
                }
                """);
        assertThat(decoded.rejectionReason()).isEmpty();
        assertThat(decoded.spans()).singleElement().satisfies(span -> {
            assertThat(span.getTraceId()).isEqualTo("5b8efff798038103d269b633813fc60c");
            assertThat(span.getSpanId()).isEqualTo("eee19b7ec3c1b174");
            assertThat(span.getParentSpanId()).isEqualTo("eee19b7ec3c1b173");
            assertThat(span.getName()).isEqualTo("I'm a server span");
            assertThat(span.getKind()).isEqualTo(SpanKind.SERVER);
            assertThat(span.getStartEpochNanos()).isEqualTo(1544712660000000000L);
            assertThat(span.getEndEpochNanos()).isEqualTo(1544712661000000000L);
            assertThat(span.getAttributes())
                    .isEqualTo(Attributes.of(AttributeKey.stringKey("my.span.attr"), "some value"));
            assertThat(span.getResource().getAttribute(AttributeKey.stringKey("service.name")))
                    .isEqualTo("my.service");
            assertThat(span.getInstrumentationScopeInfo().getVersion()).isEqualTo("1.0.0");
        });
    }

    @Test
    void encodesOnOneLine() throws Exception {
        List<SpanData> spans =
                OtlpProtobuf.decodeTraces(SampleTraces.rich().toByteArray()).spans();
        assertThat(OtlpJson.encode(spans)).isEqualTo("""
                        {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"orders"}}]},\
                        "scopeSpans":[{"scope":{"name":"io.example.http","version":"1.0",\
                        "attributes":[{"key":"scope.key","value":{"stringValue":"v"}}]},\
                        "spans":[{"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"b7ad6b7169203331",\
                        "traceState":"foo=1,bar=2","parentSpanId":"00f067aa0ba902b7","flags":769,\
                        "name":"GET /orders/{id}","kind":2,"startTimeUnixNano":"1000","endTimeUnixNano":"2000",\
                        "attributes":[{"key":"array","value":{"arrayValue":{"values":[{"stringValue":"größe"}]}}},\
                        {"key":"bool","value":{"boolValue":true}},\
                        {"key":"bytes","value":{"stringValue":"t61rcWkgMzE="}},\
                        {"key":"double","value":{"doubleValue":0.5}},{"key":"int","value":{"intValue":"-42"}},\
                        {"key":"map","value":{"stringValue":"{\\"a\\":\\"b\\"}"}}],"droppedAttributesCount":1,\
                        "events":[{"timeUnixNano":"1500","name":"exception",\
                        "attributes":[{"key":"exception.type","value":{"stringValue":"java.io.IOException"}}],\
                        "droppedAttributesCount":2}],"droppedEventsCount":3,\
                        "links":[{"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"00f067aa0ba902b7",\
                        "traceState":"baz=3","attributes":[{"key":"k","value":{"stringValue":"v"}}],\
                        "droppedAttributesCount":4,"flags":769}],"droppedLinksCount":5,\
                        "status":{"message":"no stock","code":2}}],"schemaUrl":"https://example.com/scope"}],\
                        "schemaUrl":"https://example.com/resource"}]}""");
    }

    @Test
    void encodesNoSpansAsAnEmptyList() {
        assertThat(OtlpJson.encode(List.of())).isEqualTo("{\"resourceSpans\":[]}");
    }

    @Test
    void groupsByResourceAndScopeInTheOrderInWhichTheyCome() throws Exception {
        SpanData a1 = spanOf("a", "one");
        SpanData b = spanOf("b", "one");
        SpanData a2 = spanOf("a", "two");
        String json = OtlpJson.encode(List.of(a1, b, a2, a1));

        assertThat(decode(json).spans()).containsExactly(a1, a1, a2, b);
        assertThat(json.split("\"resource\"", -1)).hasSize(3);
        assertThat(json.split("\"scope\"", -1)).hasSize(4);
    }

    private static SpanData spanOf(String service, String scope) throws MalformedOtlpException {
        return decode("""
                        {"resourceSpans": [{
                          "resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "%s"}}]},
                          "scopeSpans": [{"scope": {"name": "%s"}, "spans": [{"traceId": "%s", "spanId": "%s"}]}]}]}
                        """.formatted(service, scope, TRACE_ID, SPAN_ID)).spans().get(0);
    }

    private static DecodedSpans decode(String json) throws MalformedOtlpException {
        return OtlpJson.decodeTraces(json.getBytes(UTF_8));
    }

    /** Returns a request with one span, which has these members besides its IDs. */
    private static String request(String members) {
        return """
        {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"%s","spanId":"%s",%s}]}]}]}""".formatted(TRACE_ID, SPAN_ID, members);
    }

    private static SpanData span(String members) throws MalformedOtlpException {
        DecodedSpans decoded = decode(request(members));
        assertThat(decoded.rejectionReason()).isEmpty();
        return decoded.spans().get(0);
    }

    @Nested
    @DisplayName("is lenient")
    class Leniency {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\"1544712660000000001\"",
                    "1544712660000000001",
                    "1544712660000000001.0",
                    "\"1.544712660000000001e18\""
                })
        void aboutTheFormOfIntegers(String number) throws Exception {
            assertThat(span("\"startTimeUnixNano\":" + number).getStartEpochNanos())
                    .isEqualTo(1544712660000000001L);
        }

        @ParameterizedTest
        @CsvSource({"3, CLIENT", "\"3\", CLIENT", "\"SPAN_KIND_CLIENT\", CLIENT", "17, INTERNAL", "null, INTERNAL"})
        void aboutTheFormOfEnums(String kind, SpanKind expected) throws Exception {
            assertThat(span("\"kind\":" + kind).getKind()).isEqualTo(expected);
        }

        @Test
        void aboutTheNameOfAStatusCode() throws Exception {
            assertThat(span("\"status\":{\"code\":\"STATUS_CODE_ERROR\"}")
                            .getStatus()
                            .getStatusCode())
                    .isEqualTo(StatusCode.ERROR);
        }

        @Test
        void aboutNullAnywhere() throws Exception {
            SpanData span = span("""
                    "parentSpanId":null,"traceState":null,"flags":null,"name":null,"kind":null,"startTimeUnixNano":null,
                    "attributes":null,"events":[null],"links":null,"status":null,"droppedLinksCount":null
                    """);
            assertThat(span.getName()).isEmpty();
            assertThat(span.getEvents()).hasSize(1);
            assertThat(decode("null").spans()).isEmpty();
            assertThat(decode("{\"resourceSpans\":[null,{\"resource\":null,\"scopeSpans\":[null,{\"spans\":null}]}]}")
                            .spans())
                    .isEmpty();
        }

        @Test
        void aboutUnknownFieldsOfAnyForm() throws Exception {
            assertThat(span("\"new\":{\"a\":[1,null,{\"b\":\"c\"}]},\"name\":\"n\",\"newer\":[[]]")
                            .getName())
                    .isEqualTo("n");
        }

        @Test
        void butDoesNotKnowSnakeCase() throws Exception {
            SpanData span = span("\"parent_span_id\":\"%s\",\"start_time_unix_nano\":\"7\"".formatted(PARENT_SPAN_ID));
            assertThat(span.getParentSpanContext().isValid()).isFalse();
            assertThat(span.getStartEpochNanos()).isZero();
        }

        @Test
        void aboutTheOrderOfFields() throws Exception {
            DecodedSpans decoded = decode("""
                    {"resourceSpans": [{
                      "scopeSpans": [{"spans": [{"traceId": "%s", "spanId": "%s"}], "scope": {"name": "late"}}],
                      "resource": {"attributes": [{"value": {"stringValue": "orders"}, "key": "service.name"}]}}]}
                    """.formatted(TRACE_ID, SPAN_ID));
            assertThat(decoded.spans()).singleElement().satisfies(span -> {
                assertThat(span.getInstrumentationScopeInfo().getName()).isEqualTo("late");
                assertThat(span.getResource().getAttribute(AttributeKey.stringKey("service.name")))
                        .isEqualTo("orders");
            });
        }

        @ParameterizedTest
        @CsvSource({"\"+/8=\", +/8=", "\"-_8\", +/8=", "\"\", ''"})
        void aboutTheAlphabetOfBase64(String base64, String expected) throws Exception {
            assertThat(span("\"attributes\":[{\"key\":\"k\",\"value\":{\"bytesValue\":" + base64 + "}}]")
                            .getAttributes())
                    .isEqualTo(Attributes.of(AttributeKey.stringKey("k"), expected));
        }

        @ParameterizedTest
        @CsvSource({
            "0.5, 0.5",
            "\"0.5\", 0.5",
            "\"NaN\", NaN",
            "\"-Infinity\", -Infinity",
            "1e3, 1000",
            "7, 7",
            "null, 0"
        })
        void aboutTheFormOfDoubles(String number, double expected) throws Exception {
            assertThat(span("\"attributes\":[{\"key\":\"k\",\"value\":{\"doubleValue\":" + number + "}}]")
                            .getAttributes())
                    .isEqualTo(Attributes.of(AttributeKey.doubleKey("k"), expected));
        }
    }

    @Nested
    @DisplayName("rejects a span, and keeps the others,")
    class Rejections {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{}                                       | traceId: \"\" (expected: 32 hex digits, not all zero)",
                    "{\"traceId\":\"0AF7\"}                   | traceId: \"0af7\" (expected: 32 hex digits, not all zero)",
                    "{\"traceId\":\"zaf7651916cd43dd8448eb211c80319c\"} | traceId: \"zaf7651916cd43dd8448eb211c80319c\" (expected: 32 hex digits, not all zero)",
                    "{\"traceId\":\"0af7651916cd43dd8448eb211c80319c\"} | spanId: \"\" (expected: 16 hex digits, not all zero)",
                    "{\"traceId\":\"0af7651916cd43dd8448eb211c80319c\",\"spanId\":\"b7ad6b7169203331\",\"parentSpanId\":\"1\"} | parentSpanId: \"1\" (expected: 16 hex digits, or nothing for a root span)"
                })
        void whoseIdsAreNotValid(String bad, String reason) throws Exception {
            String good = "{\"traceId\":\"%s\",\"spanId\":\"%s\"}".formatted(TRACE_ID, SPAN_ID);
            DecodedSpans decoded = decode(
                    "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[%s,%s,%s]}]}]}".formatted(good, bad, good));
            assertThat(decoded.spans()).hasSize(2);
            assertThat(decoded.rejected()).isEqualTo(1);
            assertThat(decoded.rejectionReason()).isEqualTo("resourceSpans[0].scopeSpans[0].spans[1]." + reason);
        }
    }

    @Nested
    @DisplayName("names line, column and path of")
    class Errors {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "``        | Truncated: the JSON ends too early at line 1 column 1 path $",
                    "{         | Truncated: the JSON ends too early at line 1 column 2 path $.",
                    "{\"resourceSpans\":[{ | Truncated: the JSON ends too early at line 1 column 20 path $.resourceSpans[0].",
                    "hello     | Malformed: not JSON at line 1 column 1 path $",
                    "[]        | Malformed: expected an object but was an array at line 1 column 2 path $",
                    "{} {}     | Malformed: not JSON at line 1 column 5 path $",
                    "{\"resourceSpans\":{}} | Malformed: expected an array but was an object at line 1 column 19 path $.resourceSpans",
                    "{\"resourceSpans\":[1]} | Malformed: expected an object but was \"1\" at line 1 column 20 path $.resourceSpans[1]",
                    "{\"resourceSpans\":[{}}} | Malformed: Unterminated array at line 1 column 22 path $.resourceSpans[1]",
                    "{'a':1}   | Malformed: not JSON at line 1 column 3 path $."
                })
        void whatIsNotARequest(String json, String message) {
            assertRefused(json, message);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "\"name\":5 | expected a string but was \"5\" at line 1 column 126 path $.resourceSpans[0].scopeSpans[0].spans[0].name",
                    "\"name\":true | expected a string but was true at line 1 column 129 path $.resourceSpans[0].scopeSpans[0].spans[0].name",
                    "\"kind\":\"SPAN_KIND_OTHER\" | expected a signed integer of 32 bits but was \"SPAN_KIND_OTHER\" at line 1 column 142 path $.resourceSpans[0].scopeSpans[0].spans[0].kind",
                    "\"kind\":[] | expected an enum's number but was an array at line 1 column 126 path $.resourceSpans[0].scopeSpans[0].spans[0].kind",
                    "\"flags\":4294967296 | expected an unsigned integer of 32 bits but was \"4294967296\" at line 1 column 136 path $.resourceSpans[0].scopeSpans[0].spans[0].flags",
                    "\"flags\":-1 | expected an unsigned integer of 32 bits but was \"-1\" at line 1 column 128 path $.resourceSpans[0].scopeSpans[0].spans[0].flags",
                    "\"startTimeUnixNano\":\"soon\" | expected an unsigned integer of 64 bits but was \"soon\" at line 1 column 144 path $.resourceSpans[0].scopeSpans[0].spans[0].startTimeUnixNano",
                    "\"startTimeUnixNano\":1.5 | expected an unsigned integer of 64 bits but was \"1.5\" at line 1 column 141 path $.resourceSpans[0].scopeSpans[0].spans[0].startTimeUnixNano",
                    "\"attributes\":[{\"value\":{\"boolValue\":1}}] | expected true or false but was \"1\" at line 1 column 155 path $.resourceSpans[0].scopeSpans[0].spans[0].attributes[0].value.boolValue",
                    "\"attributes\":[{\"value\":{\"bytesValue\":\"?\"}}] | expected Base64 but was \"?\" at line 1 column 158 path $.resourceSpans[0].scopeSpans[0].spans[0].attributes[0].value.bytesValue",
                    "\"attributes\":[{\"value\":{\"doubleValue\":\"x\"}}] | expected a number but was \"x\" at line 1 column 159 path $.resourceSpans[0].scopeSpans[0].spans[0].attributes[0].value.doubleValue"
                })
        void aValueThatAFieldCannotHave(String members, String message) {
            assertRefused(request(members), "Malformed: " + message);
        }

        @Test
        void textThatIsNotUtf8ByItsByte() {
            byte[] body = Bytes.join("{\"a\":\"".getBytes(UTF_8), Bytes.hex("ff"), "\"}".getBytes(UTF_8));
            assertThatExceptionOfType(MalformedOtlpException.class)
                    .isThrownBy(() -> OtlpJson.decodeTraces(body))
                    .withMessage("Malformed: invalid UTF-8 at byte 6");
        }

        private static void assertRefused(String json, String message) {
            assertThatExceptionOfType(MalformedOtlpException.class)
                    .isThrownBy(() -> decode(json))
                    .withMessage(message);
        }
    }
}
