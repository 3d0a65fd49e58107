// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.query;

import static dev.spanhound.trace.SpanBuilder.span;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.spanhound.backend.TraceBackend;
import dev.spanhound.backend.server.Request;
import dev.spanhound.backend.server.Response;
import dev.spanhound.trace.ReceivedSpan;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceQueryTest {
    private static final String WIDE = "463ac35c9f6413ad48485a3953bb6124";

    private final TraceBackend backend = TraceBackend.create();
    private final TraceQuery query = new TraceQuery(backend);

    private static SpanData spanOf(String traceId, String name) {
        return new ReceivedSpan(
                SpanContext.create(traceId, "00000000000000a1", TraceFlags.getSampled(), TraceState.getDefault()),
                SpanContext.getInvalid(),
                name,
                SpanKind.SERVER,
                0,
                1,
                Attributes.empty(),
                List.of(),
                List.of(),
                StatusData.unset(),
                Resource.empty(),
                InstrumentationScopeInfo.empty(),
                0,
                0,
                0);
    }

    private Response get(String path) {
        return query.answer(new Request("GET", path, Map.of(), Map.of(), new byte[0]));
    }

    private static String text(Response response) {
        return new String(response.body(), UTF_8);
    }

    @Test
    void givesATraceAsJaegerJson() {
        backend.receive(List.of(spanOf(WIDE, "order")));

        Response response = get("/api/traces/" + WIDE);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers()).containsEntry("content-type", "application/json");
        assertThat(text(response)).contains("\"operationName\":\"order\"").doesNotContain("\n");
    }

    @Test
    void indentsOnRequest() {
        backend.receive(List.of(spanOf(WIDE, "order")));

        Response response = query.answer(
                new Request("GET", "/api/traces/" + WIDE, Map.of("prettyPrint", "true"), Map.of(), new byte[0]));

        assertThat(text(response)).contains("  \"operationName\": \"order\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"00000000000000000000000000000001", "0000000000000001", "1", "463AC35C9F6413AD48485A3953BB6124"})
    void takesIdsOfAnyLengthAndCase(String id) {
        backend.receive(List.of(spanOf(WIDE, "wide"), span("narrow", 1).build()));

        assertThat(get("/api/traces/" + id).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"48485a3953bb6124", "000000000000000048485a3953bb6124"})
    void findsATraceByTheRightHalfOfItsId(String id) {
        backend.receive(List.of(spanOf(WIDE, "wide")));

        assertThat(text(get("/api/traces/" + id))).contains("\"traceID\":\"" + WIDE + "\"");
        assertThat(text(get("/api/v3/traces/" + id))).contains("\"traceId\":\"" + WIDE + "\"");
        assertThat(get("/api/traces/00000000000000000" + "48485a3953bb6124".substring(1))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void findsNoneOfTwoTracesThatEndAlike() {
        backend.receive(List.of(spanOf(WIDE, "one"), spanOf("163ac35c9f6413ad48485a3953bb6124", "other")));

        assertThat(get("/api/traces/48485a3953bb6124").status()).isEqualTo(404);
    }

    @Test
    void prefersTheTraceThatHasThisIdAsAWhole() {
        backend.receive(List.of(spanOf(WIDE, "wide"), spanOf("000000000000000048485a3953bb6124", "narrow")));

        assertThat(text(get("/api/traces/48485a3953bb6124"))).contains("\"operationName\":\"narrow\"");
    }

    @Test
    void doesNotKnowAnUnknownTrace() {
        Response response = get("/api/traces/" + WIDE);

        assertThat(response.status()).isEqualTo(404);
        assertThat(text(response)).isEqualTo("""
                        {"data":[],"total":0,"limit":0,"offset":0,"errors":[{"code":404,"msg":"trace not found",\
                        "traceID":"463ac35c9f6413ad48485a3953bb6124"}]}""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "xyz", "463ac35c9f6413ad48485a3953bb61240", "1/spans"})
    void refusesWhatIsNoTraceId(String id) {
        Response response = get("/api/traces/" + id);

        assertThat(response.status()).isEqualTo(400);
        assertThat(text(response)).isEqualTo("""
                        {"data":[],"total":0,"limit":0,"offset":0,"errors":[{"code":400,\
                        "msg":"traceId: %s (expected: up to 32 hex digits)","traceID":"%s"}]}""".formatted(id, id));
    }

    @Test
    void doesNotKnowOtherPaths() {
        Response response = get("/api/operations");

        assertThat(response.status()).isEqualTo(404);
        assertThat(text(response)).isEqualTo("not found: /api/operations");
    }

    @Nested
    class Zipkin {
        @Test
        void givesATraceAsZipkinsJson() {
            backend.receive(
                    List.of(span("Get", 0xa1).in("Shop").from(1000).to(1002).build()));

            Response response = get("/api/v2/trace/1");

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.headers()).containsEntry("content-type", "application/json");
            assertThat(text(response)).isEqualTo("""
                    [{"traceId":"0000000000000001","id":"00000000000000a1","name":"get","timestamp":1000000,\
                    "duration":2000,"localEndpoint":{"serviceName":"shop"},"tags":{"service.name":"Shop"}}]""");
        }

        @Test
        void doesNotKnowAnUnknownTrace() {
            Response response = get("/api/v2/trace/48485a3953bb6124");

            assertThat(response.status()).isEqualTo(404);
            assertThat(text(response)).isEqualTo("000000000000000048485a3953bb6124 not found");
        }

        @Test
        void refusesWhatIsNoTraceId() {
            Response response = get("/api/v2/trace/xyz");

            assertThat(response.status()).isEqualTo(400);
            assertThat(text(response)).isEqualTo("traceId: xyz (expected: up to 32 hex digits)");
        }
    }

    @Nested
    class V3 {
        @Test
        void givesATraceAsOtlpJson() {
            backend.receive(List.of(spanOf(WIDE, "order")));

            Response response = get("/api/v3/traces/" + WIDE);

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.headers()).containsEntry("content-type", "application/json");
            JsonObject span = JsonParser.parseString(text(response))
                    .getAsJsonObject()
                    .getAsJsonObject("result")
                    .getAsJsonArray("resourceSpans")
                    .get(0)
                    .getAsJsonObject()
                    .getAsJsonArray("scopeSpans")
                    .get(0)
                    .getAsJsonObject()
                    .getAsJsonArray("spans")
                    .get(0)
                    .getAsJsonObject();
            assertThat(span.get("traceId").getAsString()).isEqualTo(WIDE);
            assertThat(span.get("name").getAsString()).isEqualTo("order");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "48485a3953bb6124",
                    "RjrDXJ9kE61ISFo5U7thJA==",
                    "RjrDXJ9kE61ISFo5U7thJA",
                })
        void takesHexAndBase64(String id) {
            backend.receive(List.of(spanOf(WIDE, "order")));

            assertThat(get("/api/v3/traces/" + id).status()).isEqualTo(200);
        }

        @ParameterizedTest
        @ValueSource(strings = {"+/+/+/+/+/+/+/+/+/+/+w==", "-_-_-_-_-_-_-_-_-_-_-w"})
        void takesBothAlphabetsOfBase64(String id) {
            backend.receive(List.of(spanOf("fbffbffbffbffbffbffbffbffbffbffb", "order")));

            assertThat(get("/api/v3/traces/" + id).status()).isEqualTo(200);
        }

        @Test
        void doesNotKnowAnUnknownTrace() {
            Response response = get("/api/v3/traces/" + WIDE);

            assertThat(response.status()).isEqualTo(404);
            assertThat(text(response)).isEqualTo("{\"error\":{\"httpCode\":404,\"message\":\"No traces found\"}}");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "xyz", "RjrDXJ9kE61ISFo5U7thJAAA"})
        void refusesWhatIsNoTraceId(String id) {
            Response response = get("/api/v3/traces/" + id);

            assertThat(response.status()).isEqualTo(400);
            assertThat(text(response)).isEqualTo("""
                            {"error":{"httpCode":400,\
                            "message":"traceId: %s (expected: up to 32 hex digits, or 16 bytes in base64)"}}""".formatted(id));
        }
    }
}
