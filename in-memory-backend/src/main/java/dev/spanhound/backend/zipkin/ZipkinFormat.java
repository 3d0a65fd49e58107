// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.zipkin;

import zipkin2.codec.SpanBytesDecoder;

/** The forms in which a list of Zipkin spans is sent. */
public enum ZipkinFormat {
    /** JSON array with {@code binaryAnnotations}, sent to {@code /api/v1/spans}. */
    JSON_V1(SpanBytesDecoder.JSON_V1),
    /** Thrift list in TBinaryProtocol, sent to {@code /api/v1/spans}. */
    THRIFT_V1(SpanBytesDecoder.THRIFT),
    /** JSON array with {@code tags}, sent to {@code /api/v2/spans}. */
    JSON_V2(SpanBytesDecoder.JSON_V2),
    /** {@code zipkin.proto3.ListOfSpans}, sent to {@code /api/v2/spans} and over gRPC. */
    PROTO3(SpanBytesDecoder.PROTO3);

    final SpanBytesDecoder decoder;

    ZipkinFormat(SpanBytesDecoder decoder) {
        this.decoder = decoder;
    }
}
