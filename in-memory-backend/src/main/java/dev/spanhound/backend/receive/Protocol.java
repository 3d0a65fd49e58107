// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.receive;

/** How spans come in over the network. */
public enum Protocol {
    /** OTLP over gRPC. */
    OTLP_GRPC,
    /** OTLP over HTTP, as protobuf. */
    OTLP_HTTP_PROTOBUF,
    /** OTLP over HTTP, as JSON. */
    OTLP_HTTP_JSON,
    /** Zipkin over HTTP, version 1 or 2, in any of its encodings. */
    ZIPKIN_HTTP,
    /** Zipkin over gRPC. */
    ZIPKIN_GRPC
}
