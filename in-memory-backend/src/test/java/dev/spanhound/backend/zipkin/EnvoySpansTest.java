// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.zipkin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.trace.KnownServices;
import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spans in the dialect of Envoy's Zipkin tracer. */
class EnvoySpansTest {
    /** The egress of one proxy and the ingress of the next, which shares its span ID. */
    private static final String SHARED = """
            [{
              "traceId": "6b5de9bb9a8a1d2c", "id": "6b5de9bb9a8a1d2c", "name": "orders:8080", "kind": "CLIENT",
              "timestamp": 1700000000000100, "duration": 25000,
              "localEndpoint": {"serviceName": "front-proxy", "ipv4": "10.0.0.5", "port": 0},
              "annotations": [],
              "tags": {
                "component": "proxy", "node_id": "sidecar~10.0.0.5", "http.method": "GET",
                "http.url": "http://orders:8080/orders/42", "http.status_code": "503", "upstream_cluster": "orders",
                "response_flags": "UH", "error": "true"
              }
            }, {
              "traceId": "6b5de9bb9a8a1d2c", "id": "6b5de9bb9a8a1d2c", "name": "orders:8080", "kind": "SERVER",
              "timestamp": 1.700000000001e15, "duration": 2.3E4, "shared": true,
              "localEndpoint": {"serviceName": "orders.shop", "ipv6": "fd00::7", "port": 15006},
              "annotations": [{"timestamp": 1700000000002000, "value": "upstream reset"}],
              "tags": {"component": "proxy", "http.status_code": "0", "istio.mesh_id": "cluster.local"}
            }]
            """;

    private static final String SHARED_BY_1_40 = """
            {"localEndpoint": {"port": 0, "ipv4": "192.0.2.2", "serviceName": "backend.default"}, "duration": 2622, "kind": "SERVER", "timestamp": 1795967166704533, "annotations": [{"value": "ss", "timestamp": 1795967166707433}], "name": "backend.default", "id": "d8236630a65879f7", "traceId": "463ac35c9f6413ad", "parentId": "a2fb4a1d1a96d312", "tags": {"http.method": "GET", "http.url": "http://backend.default/", "http.protocol": "HTTP/1.1", "downstream_cluster": "-", "upstream_cluster.name": "inbound|8080||", "component": "proxy", "http.status_code": "200", "node_id": "sidecar~backend.default", "peer.address": "127.0.0.1", "response_flags": "-", "upstream_cluster": "inbound|8080||"}, "shared": true}
            {"traceId": "463ac35c9f6413ad", "timestamp": 1795967166703062, "parentId": "a2fb4a1d1a96d312", "annotations": [{"value": "cr", "timestamp": 1795967166709276}], "tags": {"http.status_code": "200", "http.method": "GET", "upstream_cluster.name": "outbound|80||backend.default.svc.cluster.local", "component": "proxy", "node_id": "sidecar~frontend.default", "http.url": "http://backend.default/", "http.protocol": "HTTP/1.1", "downstream_cluster": "-", "peer.address": "127.0.0.1", "response_flags": "-", "upstream_cluster": "outbound|80||backend.default.svc.cluster.local"}, "id": "d8236630a65879f7", "kind": "CLIENT", "localEndpoint": {"ipv4": "192.0.2.2", "serviceName": "frontend.default", "port": 0}, "duration": 5957, "name": "backend.default"}
            """;

    private static final String NOT_SHARED_BY_1_40 = """
            {"traceId": "463ac35c9f6413ad", "duration": 2637, "name": "backend.default", "id": "4d4ed5f0004be997", "localEndpoint": {"port": 0, "serviceName": "backend.default", "ipv4": "192.0.2.2"}, "annotations": [{"timestamp": 1795967173555469, "value": "ss"}], "parentId": "799c2147bd73e730", "timestamp": 1795967173552640, "tags": {"upstream_cluster": "inbound|8080||", "response_flags": "-", "http.protocol": "HTTP/1.1", "node_id": "sidecar~backend.default", "component": "proxy", "downstream_cluster": "-", "http.status_code": "200", "peer.address": "127.0.0.1", "http.method": "GET", "upstream_cluster.name": "inbound|8080||", "http.url": "http://backend.default/"}, "kind": "SERVER"}
            {"tags": {"http.protocol": "HTTP/1.1", "response_flags": "-", "peer.address": "127.0.0.1", "http.method": "GET", "http.url": "http://backend.default/", "downstream_cluster": "-", "upstream_cluster": "outbound|80||backend.default.svc.cluster.local", "http.status_code": "200", "node_id": "sidecar~frontend.default", "component": "proxy", "upstream_cluster.name": "outbound|80||backend.default.svc.cluster.local"}, "duration": 5277, "annotations": [{"timestamp": 1795967173556934, "value": "cr"}], "name": "backend.default", "id": "799c2147bd73e730", "localEndpoint": {"ipv4": "192.0.2.2", "serviceName": "frontend.default", "port": 0}, "timestamp": 1795967173551434, "traceId": "463ac35c9f6413ad", "kind": "CLIENT", "parentId": "a2fb4a1d1a96d312"}
            """;

    @Test
    void makeATreeAlthoughTheyShareAnId() throws Exception {
        Trace trace = Trace.of(ZipkinSpans.decode(SHARED.getBytes(UTF_8), ZipkinFormat.JSON_V2));

        assertThat(trace.toString()).isEqualTo("""
                        trace 00000000000000006b5de9bb9a8a1d2c, [front-proxy, orders.shop]
                          front-proxy: orders:8080 [CLIENT]
                            orders.shop: orders:8080 [SERVER]""");
    }

    @Test
    void keepTagsAndEndpoints() throws Exception {
        Trace trace = Trace.of(ZipkinSpans.decode(SHARED.getBytes(UTF_8), ZipkinFormat.JSON_V2));
        SpanNode client = trace.roots().get(0);
        SpanNode server = client.children().get(0);

        assertThat(client.span().getStatus()).isEqualTo(StatusData.error());
        assertThat(client.attributes())
                .isEqualTo(Attributes.builder()
                        .put("component", "proxy")
                        .put("node_id", "sidecar~10.0.0.5")
                        .put("http.method", "GET")
                        .put("http.url", "http://orders:8080/orders/42")
                        .put("http.status_code", "503")
                        .put("upstream_cluster", "orders")
                        .put("response_flags", "UH")
                        .put("network.local.address", "10.0.0.5")
                        .build());
        assertThat(server.attributes())
                .isEqualTo(Attributes.builder()
                        .put("component", "proxy")
                        .put("http.status_code", "0")
                        .put("istio.mesh_id", "cluster.local")
                        .put("network.local.address", "fd00::7")
                        .put("network.local.port", 15006)
                        .put("zipkin.shared", true)
                        .build());
        assertThat(server.span().getStartEpochNanos()).isEqualTo(1_700_000_000_001_000_000L);
        assertThat(server.duration()).hasMillis(23);
        assertThat(server.span().getEvents()).extracting(EventData::getName).containsExactly("upstream reset");
    }

    @Test
    void startAtTheEpochIfOldVersionsSendNoTimestamp() throws Exception {
        String untimed = """
                [{
                  "traceId": "6b5de9bb9a8a1d2c", "id": "a1", "name": "orders:8080", "kind": "SERVER", "shared": true,
                  "localEndpoint": {"serviceName": "orders"}, "tags": {"component": "proxy"}
                }]
                """;

        Trace trace = Trace.of(ZipkinSpans.decode(untimed.getBytes(UTF_8), ZipkinFormat.JSON_V2));

        assertThat(trace.roots().get(0).span().getStartEpochNanos()).isZero();
        assertThat(trace.roots().get(0).attributes().asMap().toString())
                .contains("otel.zipkin.absentField.startTime=true");
    }

    /** Two requests of Envoy 1.40, for a call with the headers of a client whose span is a2fb4a1d1a96d312. */
    @ParameterizedTest
    @ValueSource(strings = {SHARED_BY_1_40, NOT_SHARED_BY_1_40})
    void ofTwoProxiesAreOneCallBelowAClientThatSendsNone(String bodies) throws Exception {
        List<SpanData> spans = new ArrayList<>();
        for (String body : bodies.strip().split("\n")) {
            spans.addAll(ZipkinSpans.decode(("[" + body + "]").getBytes(UTF_8), ZipkinFormat.JSON_V2));
        }

        Trace trace = Trace.of(spans).withKnownParent("a2fb4a1d1a96d312");

        assertThat(trace.toString()).isEqualTo("""
                        trace 0000000000000000463ac35c9f6413ad, [frontend.default, backend.default]
                          frontend.default: backend.default [CLIENT]
                            backend.default: backend.default [SERVER]""");
        assertThat(trace.completeness(KnownServices.of("frontend.default", "backend.default"))
                        .isComplete())
                .isTrue();
        assertThat(trace.roots().get(0).isBelowKnownParent()).isTrue();
    }
}
