// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import static dev.spanhound.backend.otlp.ProtobufReader.FIXED32;
import static dev.spanhound.backend.otlp.ProtobufReader.FIXED64;
import static dev.spanhound.backend.otlp.ProtobufReader.LENGTH_DELIMITED;
import static dev.spanhound.backend.otlp.ProtobufReader.VARINT;

/** Decodes {@code opentelemetry.proto.trace.v1.Span}. */
final class SpanDecoder {
    private static final int TRACE_ID = 1 << 3 | LENGTH_DELIMITED;
    private static final int SPAN_ID = 2 << 3 | LENGTH_DELIMITED;
    private static final int TRACE_STATE = 3 << 3 | LENGTH_DELIMITED;
    private static final int PARENT_SPAN_ID = 4 << 3 | LENGTH_DELIMITED;
    private static final int NAME = 5 << 3 | LENGTH_DELIMITED;
    private static final int KIND = 6 << 3 | VARINT;
    private static final int START_TIME_UNIX_NANO = 7 << 3 | FIXED64;
    private static final int END_TIME_UNIX_NANO = 8 << 3 | FIXED64;
    private static final int ATTRIBUTES = 9 << 3 | LENGTH_DELIMITED;
    private static final int DROPPED_ATTRIBUTES_COUNT = 10 << 3 | VARINT;
    private static final int EVENTS = 11 << 3 | LENGTH_DELIMITED;
    private static final int DROPPED_EVENTS_COUNT = 12 << 3 | VARINT;
    private static final int LINKS = 13 << 3 | LENGTH_DELIMITED;
    private static final int DROPPED_LINKS_COUNT = 14 << 3 | VARINT;
    private static final int STATUS = 15 << 3 | LENGTH_DELIMITED;
    private static final int FLAGS = 16 << 3 | FIXED32;

    private static final InternTable<String> NAMES = new InternTable<>(1024, Utf8::decode);

    private SpanDecoder() {}

    static SpanDraft decode(ProtobufReader in) throws MalformedOtlpException {
        SpanDraft span = new SpanDraft();
        int outer = in.enter();
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case TRACE_ID -> span.traceId = in.hex();
                case SPAN_ID -> span.spanId = in.hex();
                case TRACE_STATE -> span.traceState = in.interned(TraceStates.TABLE);
                case PARENT_SPAN_ID -> span.parentSpanId = in.hex();
                case NAME -> span.name = in.interned(NAMES);
                case KIND -> span.kind = in.int32();
                case START_TIME_UNIX_NANO -> span.startEpochNanos = in.fixed64();
                case END_TIME_UNIX_NANO -> span.endEpochNanos = in.fixed64();
                case ATTRIBUTES -> KeyValueDecoder.decode(in, span.attributes);
                case DROPPED_ATTRIBUTES_COUNT -> span.droppedAttributes = in.int32();
                case EVENTS -> span.add(EventDecoder.decode(in));
                case DROPPED_EVENTS_COUNT -> span.droppedEvents = in.int32();
                case LINKS -> span.add(LinkDecoder.decode(in));
                case DROPPED_LINKS_COUNT -> span.droppedLinks = in.int32();
                case STATUS -> StatusDecoder.decode(in, span);
                case FLAGS -> span.flags = in.fixed32();
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
        return span;
    }
}
