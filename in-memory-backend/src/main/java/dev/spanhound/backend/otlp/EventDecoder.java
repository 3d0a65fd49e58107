// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import static dev.spanhound.backend.otlp.ProtobufReader.FIXED64;
import static dev.spanhound.backend.otlp.ProtobufReader.LENGTH_DELIMITED;
import static dev.spanhound.backend.otlp.ProtobufReader.VARINT;

import io.opentelemetry.sdk.trace.data.EventData;

/** Decodes {@code opentelemetry.proto.trace.v1.Span.Event}. */
final class EventDecoder {
    private static final int TIME_UNIX_NANO = 1 << 3 | FIXED64;
    private static final int NAME = 2 << 3 | LENGTH_DELIMITED;
    private static final int ATTRIBUTES = 3 << 3 | LENGTH_DELIMITED;
    private static final int DROPPED_ATTRIBUTES_COUNT = 4 << 3 | VARINT;

    private static final InternTable<String> NAMES = new InternTable<>(256, Utf8::decode);

    private EventDecoder() {}

    static EventData decode(ProtobufReader in) throws MalformedOtlpException {
        EventDraft event = new EventDraft();
        int outer = in.enter();
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case TIME_UNIX_NANO -> event.epochNanos = in.fixed64();
                case NAME -> event.name = in.interned(NAMES);
                case ATTRIBUTES -> KeyValueDecoder.decode(in, event.attributes);
                case DROPPED_ATTRIBUTES_COUNT -> event.droppedAttributes = in.int32();
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
        return event.complete();
    }
}
