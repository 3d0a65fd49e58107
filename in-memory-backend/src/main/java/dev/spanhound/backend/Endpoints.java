// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend;

import java.net.URI;

/**
 * Where the backend receives, in the form that exporters are configured with.
 *
 * @param otlpGrpc for OTLP over gRPC, such as {@code http://127.0.0.1:4317}
 * @param otlpHttp for OTLP over HTTP, such as {@code http://127.0.0.1:4318}; {@code OTEL_EXPORTER_OTLP_ENDPOINT} takes
 *     it as it is, and what wants a signal's own URL gets {@code /v1/traces} appended
 * @param zipkin for Zipkin's reporters, such as {@code http://127.0.0.1:9411/api/v2/spans}
 */
public record Endpoints(URI otlpGrpc, URI otlpHttp, URI zipkin) {}
