// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import static dev.spanhound.backend.otlp.ProtobufReader.LENGTH_DELIMITED;

/** Decodes {@code opentelemetry.proto.common.v1.KeyValue}. */
final class KeyValueDecoder {
    private static final int KEY = 1 << 3 | LENGTH_DELIMITED;
    private static final int VALUE = 2 << 3 | LENGTH_DELIMITED;

    private static final InternTable<AttributeName> NAMES =
            new InternTable<>(1024, (bytes, from, to) -> new AttributeName(Utf8.decode(bytes, from, to)));

    private KeyValueDecoder() {}

    static void decode(ProtobufReader in, AttributeSink sink) throws MalformedOtlpException {
        AttributeName name = AttributeName.EMPTY;
        Object value = null;
        int outer = in.enter();
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case KEY -> name = in.interned(NAMES);
                case VALUE -> value = AnyValueDecoder.merge(value, in);
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
        sink.put(name, value);
    }
}
