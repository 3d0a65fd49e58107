// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import static dev.spanhound.backend.otlp.ProtobufReader.FIXED32;
import static dev.spanhound.backend.otlp.ProtobufReader.LENGTH_DELIMITED;
import static dev.spanhound.backend.otlp.ProtobufReader.VARINT;

import io.opentelemetry.sdk.trace.data.LinkData;

/** Decodes {@code opentelemetry.proto.trace.v1.Span.Link}. */
final class LinkDecoder {
    private static final int TRACE_ID = 1 << 3 | LENGTH_DELIMITED;
    private static final int SPAN_ID = 2 << 3 | LENGTH_DELIMITED;
    private static final int TRACE_STATE = 3 << 3 | LENGTH_DELIMITED;
    private static final int ATTRIBUTES = 4 << 3 | LENGTH_DELIMITED;
    private static final int DROPPED_ATTRIBUTES_COUNT = 5 << 3 | VARINT;
    private static final int FLAGS = 6 << 3 | FIXED32;

    private LinkDecoder() {}

    static LinkData decode(ProtobufReader in) throws MalformedOtlpException {
        LinkDraft link = new LinkDraft();
        int outer = in.enter();
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case TRACE_ID -> link.traceId = in.hex();
                case SPAN_ID -> link.spanId = in.hex();
                case TRACE_STATE -> link.traceState = in.interned(TraceStates.TABLE);
                case ATTRIBUTES -> KeyValueDecoder.decode(in, link.attributes);
                case DROPPED_ATTRIBUTES_COUNT -> link.droppedAttributes = in.int32();
                case FLAGS -> link.flags = in.fixed32();
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
        return link.complete();
    }
}
