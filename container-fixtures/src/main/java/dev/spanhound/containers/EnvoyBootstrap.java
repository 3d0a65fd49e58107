// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import dev.spanhound.containers.SidecarRoutes.Inbound;
import dev.spanhound.containers.SidecarRoutes.Outbound;
import dev.spanhound.containers.SidecarTracing.Protocol;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The configuration that an Envoy starts with, as YAML. All is static: no control plane is asked. */
final class EnvoyBootstrap {
    static final int ADMIN_PORT = 15_000;
    static final int OUTBOUND_PORT = 15_001;
    static final int INBOUND_PORT = 80;

    /** The cluster that spans are sent to. */
    static final String BACKEND = "tracing";

    private final SidecarRoutes routes;
    private final SidecarTracing tracing;
    private final URI backend;
    private final boolean grpc;

    /**
     * Creates a configuration.
     *
     * @param backend where spans are received, as the sidecar sees it
     * @param grpc whether OTLP goes over gRPC
     */
    EnvoyBootstrap(SidecarRoutes routes, SidecarTracing tracing, URI backend, boolean grpc) {
        this.routes = routes;
        this.tracing = tracing;
        this.backend = backend;
        this.grpc = grpc;
    }

    String yaml() {
        return """
                node: {id: "sidecar~%1$s", cluster: "%1$s"}
                admin: {address: {socket_address: {address: 0.0.0.0, port_value: %2$d}}}
                layered_runtime:
                  layers:
                  - name: soon
                    static_layer:
                      tracing.zipkin.min_flush_spans: 1
                      tracing.zipkin.flush_interval_ms: 50
                      tracing.opentelemetry.min_flush_spans: 1
                      tracing.opentelemetry.flush_interval_ms: 50
                static_resources:
                  listeners:
                %3$s  clusters:
                %4$s""".formatted(routes.service(), ADMIN_PORT, listeners(), clusters());
    }

    private String listeners() {
        StringBuilder text = new StringBuilder();
        Inbound inbound = routes.inbound();
        if (inbound != null) {
            text.append(listener("inbound", INBOUND_PORT, virtualHost("inbound", List.of("*"), inbound.cluster())));
        }
        if (!routes.outbound().isEmpty()) {
            String hosts = routes.outbound().stream()
                    .map(called -> virtualHost(called.service(), called.hosts(), called.cluster()))
                    .collect(Collectors.joining());
            text.append(listener("outbound", OUTBOUND_PORT, hosts));
        }
        return text.toString();
    }

    /** The format of the access log is that of Istio's tutorials on B3. */
    private String listener(String direction, int port, String virtualHosts) {
        return """
                  - name: %1$s
                    traffic_direction: %2$s
                    address: {socket_address: {address: 0.0.0.0, port_value: %3$d}}
                    filter_chains:
                    - filters:
                      - name: envoy.filters.network.http_connection_manager
                        typed_config:
                          "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
                          stat_prefix: %1$s
                          access_log:
                          - name: envoy.access_loggers.stdout
                            typed_config:
                              "@type": type.googleapis.com/envoy.extensions.access_loggers.stream.v3.StdoutAccessLog
                              log_format:
                                text_format_source:
                                  inline_string: "[%%START_TIME%%] \\"%%REQ(:METHOD)%% %%REQ(X-ENVOY-ORIGINAL-PATH?:PATH)%% %%PROTOCOL%%\\" %%RESPONSE_CODE%% traceID=%%REQ(X-B3-TRACEID)%% spanID=%%REQ(X-B3-SPANID)%% service=%%UPSTREAM_HOST%%\\n"
                          tracing:
                            random_sampling: {value: %4$s}
                            provider:
                %5$s          http_filters:
                          - name: envoy.filters.http.router
                            typed_config:
                              "@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router
                          route_config:
                            ignore_port_in_host_matching: true
                            virtual_hosts:
                %6$s""".formatted(
                        direction,
                        direction.toUpperCase(Locale.ROOT),
                        port,
                        tracing.samplingPercent(),
                        tracer().indent(14),
                        virtualHosts);
    }

    private static String virtualHost(String name, List<String> hosts, String cluster) {
        String domains = hosts.stream().map(host -> '"' + host + '"').collect(Collectors.joining(", "));
        return """
                            - name: %s
                              domains: [%s]
                              routes: [{match: {prefix: /}, route: {cluster: "%s", timeout: 0s}}]
                """.formatted(name, domains, cluster);
    }

    private String tracer() {
        if (tracing.protocol() == Protocol.ZIPKIN) {
            return """
                    name: envoy.tracers.zipkin
                    typed_config:
                      "@type": type.googleapis.com/envoy.config.trace.v3.ZipkinConfig
                      collector_cluster: %s
                      collector_endpoint: /api/v2/spans
                      collector_endpoint_version: HTTP_JSON
                      trace_id_128bit: %b
                      shared_span_context: %b
                      trace_context_option: %s
                    """.formatted(
                            BACKEND,
                            tracing.wideTraceIds(),
                            tracing.sharedSpanIds(),
                            tracing.acceptsW3c() ? "USE_B3_WITH_W3C_PROPAGATION" : "USE_B3");
        }
        String exporter = grpc
                ? "grpc_service: {envoy_grpc: {cluster_name: %s}, timeout: 5s}".formatted(BACKEND)
                : "http_service: {http_uri: {uri: \"%s/v1/traces\", cluster: %s, timeout: 5s}}"
                        .formatted(backend, BACKEND);
        return """
                name: envoy.tracers.opentelemetry
                typed_config:
                  "@type": type.googleapis.com/envoy.config.trace.v3.OpenTelemetryConfig
                  service_name: "%s"
                  %s
                """.formatted(routes.service(), exporter);
    }

    private String clusters() {
        List<String> clusters = new ArrayList<>();
        clusters.add(cluster(BACKEND, backend.getHost(), backend.getPort()));
        if (tracing.protocol() == Protocol.OTLP && grpc) {
            clusters.add("""
                        typed_extension_protocol_options:
                          envoy.extensions.upstreams.http.v3.HttpProtocolOptions:
                            "@type": type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions
                            explicit_http_config: {http2_protocol_options: {}}
                    """);
        }
        Inbound inbound = routes.inbound();
        if (inbound != null) {
            clusters.add(cluster(inbound.cluster(), inbound.host(), inbound.port()));
        }
        for (Outbound called : routes.outbound()) {
            clusters.add(cluster(called.cluster(), called.host(), called.port()));
        }
        return String.join("", clusters);
    }

    /** Names are asked for often: containers come later than the sidecar, and come back with other addresses. */
    private static String cluster(String name, String host, int port) {
        return """
                  - name: "%1$s"
                    type: STRICT_DNS
                    dns_lookup_family: V4_ONLY
                    dns_refresh_rate: 0.5s
                    dns_failure_refresh_rate: {base_interval: 0.1s, max_interval: 0.5s}
                    connect_timeout: 2s
                    load_assignment:
                      cluster_name: "%1$s"
                      endpoints: [{lb_endpoints: [{endpoint: {address: {socket_address: {address: "%2$s", port_value: %3$d}}}}]}]
                """.formatted(name, host, port);
    }
}
