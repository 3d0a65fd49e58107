// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class EnvoyStatsTest {
    private static final URI BACKEND = URI.create("http://host.testcontainers.internal:40123");

    private static String trouble(SidecarTracing tracing, String stats) {
        return EnvoyStats.of(stats)
                .trouble("sidecar a", BACKEND, tracing)
                .map(trouble -> String.join("\n", trouble.cause(), String.join("\n", trouble.hints())))
                .orElse("fine");
    }

    private static String trouble(String stats) {
        return trouble(SidecarTracing.DEFAULT, stats);
    }

    @Test
    void isFineIfEachRequestHasItsSpanAndReportsAreTaken() {
        assertThat(trouble("""
                        http.inbound.downstream_rq_total: 2
                        http.outbound.downstream_rq_total: 3
                        tracing.zipkin.spans_sent: 5
                        cluster.tracing.upstream_rq_2xx: 4
                        cluster.tracing.upstream_cx_length_ms: P0(nan,0) P25(nan,0)
                        """)).isEqualTo("fine");
        assertThat(trouble(SidecarTracing.DEFAULT.withOtlp(), """
                        http.inbound.downstream_rq_total: 1
                        tracing.opentelemetry.spans_sent: 1
                        cluster.tracing.upstream_rq_2xx: 1
                        """)).isEqualTo("fine");
    }

    @Test
    void saysThatNobodyCalled() {
        assertThat(trouble("http.inbound.downstream_rq_total: 0")).isEqualTo("""
                no request has come to sidecar a
                Calls to its service have to go to it in place of the service, and calls of its service through it as an\
                 HTTP proxy (http_proxy), which not all clients heed.""");
    }

    @Test
    void saysThatNothingWasSampled() {
        assertThat(trouble("http.inbound.downstream_rq_total: 7")).isEqualTo("""
                sidecar a has traced none of 7 requests
                They came with the decision not to be (x-b3-sampled: 0, or the flag 00 in traceparent).
                Or their headers are malformed: Envoy then passes them on as they are, and makes no span.""");
    }

    @Test
    void saysWhatItSamples() {
        String stats = """
                http.outbound.downstream_rq_total: 240
                tracing.zipkin.spans_sent: 3
                """;
        assertThat(trouble(SidecarTracing.DEFAULT.withSampling(1), stats)).isEqualTo("""
                sidecar a has traced 3 of 240 requests
                It samples 1 % of those that come without a decision.
                Or they came with the decision not to be (x-b3-sampled: 0, or the flag 00 in traceparent).
                Or their headers are malformed: Envoy then passes them on as they are, and makes no span.""");
        assertThat(trouble(SidecarTracing.DEFAULT.withSampling(0.5), stats)).contains("It samples 0.5 % of");
    }

    @Test
    void saysThatReportsFail() {
        String sent = """
                http.inbound.downstream_rq_total: 2
                tracing.zipkin.spans_sent: 2
                """;
        assertThat(trouble(sent)).isEqualTo("""
                the spans of sidecar a do not reach the backend
                It sends them to http://host.testcontainers.internal:40123/api/v2/spans.
                It knows no host of that name.""");
        assertThat(trouble(sent + "cluster.tracing.membership_total: 1\ncluster.tracing.upstream_cx_connect_fail: 2"))
                .endsWith("\nNobody answers at that port.");
        assertThat(trouble(sent + "cluster.tracing.membership_total: 1\ncluster.tracing.upstream_rq_4xx: 2"))
                .endsWith("\nWhat is there answered 2 of its reports with an error.");
    }
}
