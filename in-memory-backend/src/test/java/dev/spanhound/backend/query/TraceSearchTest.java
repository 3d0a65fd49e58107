// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.query;

import static dev.spanhound.trace.SpanBuilder.span;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.backend.TraceBackend;
import dev.spanhound.backend.recorded.RecordedTraces;
import dev.spanhound.backend.server.Request;
import dev.spanhound.backend.server.Response;
import dev.spanhound.trace.Trace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three traces: 1 at 1 s of gateway and orders, 2 at 2 s of gateway, 3 at 3 s of mailer. */
class TraceSearchTest {
    private final TraceBackend backend = TraceBackend.create();
    private final TraceQuery query = new TraceQuery(backend);

    @BeforeEach
    void receive() {
        backend.receive(List.of(
                span("order", 1).trace(1).in("gateway").from(1000).to(1010).build(),
                span("get", 2)
                        .trace(1)
                        .below(1)
                        .in("orders")
                        .from(1002)
                        .to(1008)
                        .build(),
                span("health", 3).trace(2).in("gateway").from(2000).to(2010).build(),
                span("mail", 4).trace(3).in("mailer").from(3000).to(3010).build()));
    }

    private Response get(String path, String parameters) {
        Map<String, String> values = new HashMap<>();
        for (String parameter : parameters.split("&")) {
            String[] sides = parameter.split("=");
            if (sides.length == 2) {
                values.put(sides[0], sides[1]);
            }
        }
        return query.answer(new Request("GET", path, values, Map.of(), new byte[0]));
    }

    private static String text(Response response) {
        return new String(response.body(), UTF_8);
    }

    private static String namesOf(Response response) {
        List<String> names = RecordedTraces.inText(text(response)).traces().stream()
                .map(Trace::spans)
                .map(spans -> spans.get(0).name())
                .toList();
        return String.join(" ", names);
    }

    @Test
    void listsServices() {
        assertThat(text(get("/api/services", ""))).isEqualTo("""
                {"data":["gateway","mailer","orders"],"total":3,"limit":0,"offset":0,"errors":null}""");
        assertThat(text(get("/api/v3/services", ""))).isEqualTo("""
                {"services":["gateway","mailer","orders"]}""");
        assertThat(text(get("/api/v2/services", ""))).isEqualTo("""
                ["gateway","mailer","orders"]""");
    }

    @ParameterizedTest
    @CsvSource({
        "service=gateway, health order",
        "service=orders, order",
        "service=gateway&operation=order, order",
        "service=orders&operation=order, ''",
        "service=gateway&start=1000001&end=3000000, health",
        "service=gateway&start=1000000&end=1000000, order",
        "service=gateway&limit=1, health",
        "service=nobody, ''"
    })
    void searchesByParametersOfV2(String parameters, String found) {
        Response response = get("/api/traces", parameters);

        assertThat(response.status()).isEqualTo(200);
        assertThat(namesOf(response)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({
        "query.serviceName=gateway, health order",
        "query.service_name=gateway&query.operation_name=order, order",
        "query.searchDepth=1, mail",
        "query.num_traces=2, mail health"
    })
    void searchesByParametersOfV3(String parameters, String found) {
        Response response = get(
                "/api/v3/traces",
                parameters
                        + "&query.startTimeMin=1970-01-01T00:00:00Z&query.start_time_max=1970-01-01T00:00:05.5+00:00");

        assertThat(response.status()).isEqualTo(200);
        assertThat(namesOf(response)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({
        "serviceName=gateway, health order",
        "serviceName=gateway&spanName=order, order",
        "endTs=2500&lookback=1000, health",
        "endTs=3000&limit=1, mail",
        "serviceName=nobody, ''"
    })
    void searchesByParametersOfZipkin(String parameters, String found) {
        Response response = get("/api/v2/traces", parameters);

        assertThat(response.status()).isEqualTo(200);
        assertThat(namesOf(response)).isEqualTo(found);
    }

    @Test
    void refusesWhatItCannotSearchForAsZipkin() {
        Response response = get("/api/v2/traces", "annotationQuery=error");

        assertThat(response.status()).isEqualTo(400);
        assertThat(text(response)).isEqualTo("""
                annotationQuery: not supported here (expected: some of endTs, limit, lookback, serviceName, spanName)""");
    }

    @Test
    void answersAsJaegerDoesIfV3FindsNone() {
        Response response = get(
                "/api/v3/traces", "query.startTimeMin=2026-01-01T00:00:00Z&query.startTimeMax=2026-01-02T00:00:00Z");

        assertThat(response.status()).isEqualTo(404);
        assertThat(text(response)).isEqualTo("{\"error\":{\"httpCode\":404,\"message\":\"No traces found\"}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "start=1 | service: none (expected: one)",
                "service=a&limit=0 | limit: 0 (expected: > 0)",
                "service=a&end=now | end: now (expected: a number)",
                "service=a&tags={} | tags: not supported here (expected: some of end, limit, lookback, operation,"
                        + " prettyPrint, raw, service, start)"
            })
    void refusesWhatItCannotSearchForByV2(String parameters, String message) {
        Response response = get("/api/traces", parameters);

        assertThat(response.status()).isEqualTo(400);
        assertThat(text(response)).isEqualTo("""
                {"data":[],"total":0,"limit":0,"offset":0,"errors":[{"code":400,"msg":"%s","traceID":""}]}""".formatted(message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "query.serviceName=a | query.startTimeMin: none (expected: a time)",
                "query.startTimeMin=noon | query.startTimeMin: noon (expected: a time such as 2026-11-29T15:04:05Z)"
            })
    void refusesWhatItCannotSearchForByV3(String parameters, String message) {
        Response response = get("/api/v3/traces", parameters);

        assertThat(response.status()).isEqualTo(400);
        assertThat(text(response)).isEqualTo("{\"error\":{\"httpCode\":400,\"message\":\"" + message + "\"}}");
    }
}
