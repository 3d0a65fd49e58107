// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import static dev.spanhound.backend.otlp.ProtobufReader.LENGTH_DELIMITED;
import static dev.spanhound.backend.otlp.ProtobufReader.VARINT;

/** Decodes {@code opentelemetry.proto.trace.v1.Status}. */
final class StatusDecoder {
    private static final int MESSAGE = 2 << 3 | LENGTH_DELIMITED;
    private static final int CODE = 3 << 3 | VARINT;

    private StatusDecoder() {}

    static void decode(ProtobufReader in, SpanDraft span) throws MalformedOtlpException {
        int outer = in.enter();
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case MESSAGE -> span.statusMessage = in.string();
                case CODE -> span.statusCode = in.int32();
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
    }
}
