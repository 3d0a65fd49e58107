// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.zipkin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.StatusData;
import org.junit.jupiter.api.Test;

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
}
