// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import static dev.spanhound.backend.otlp.ProtobufReader.FIXED64;
import static dev.spanhound.backend.otlp.ProtobufReader.LENGTH_DELIMITED;
import static dev.spanhound.backend.otlp.ProtobufReader.VARINT;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decodes {@code opentelemetry.proto.common.v1.AnyValue}, {@code ArrayValue} and {@code KeyValueList}. */
final class AnyValueDecoder {
    private static final int STRING_VALUE = 1 << 3 | LENGTH_DELIMITED;
    private static final int BOOL_VALUE = 2 << 3 | VARINT;
    private static final int INT_VALUE = 3 << 3 | VARINT;
    private static final int DOUBLE_VALUE = 4 << 3 | FIXED64;
    private static final int ARRAY_VALUE = 5 << 3 | LENGTH_DELIMITED;
    private static final int KVLIST_VALUE = 6 << 3 | LENGTH_DELIMITED;
    private static final int BYTES_VALUE = 7 << 3 | LENGTH_DELIMITED;
    private static final int STRING_VALUE_STRINDEX = 8 << 3 | VARINT;

    private static final int VALUES = 1 << 3 | LENGTH_DELIMITED;

    private static final InternTable<String> STRINGS = new InternTable<>(1024, Utf8::decode);
    private static final NumberTable NUMBERS = new NumberTable(1024);

    private AnyValueDecoder() {}

    /**
     * Reads a value that follows another one of the same field, as protobuf merges them: the last one counts, but
     * arrays and key-value lists are joined.
     *
     * @param value the value before it, or null
     */
    static @Nullable Object merge(@Nullable Object value, ProtobufReader in) throws MalformedOtlpException {
        Object merged = value;
        int outer = in.enter();
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case STRING_VALUE -> merged = in.interned(STRINGS);
                case BOOL_VALUE -> merged = in.varint() != 0;
                case INT_VALUE -> merged = NUMBERS.of(in.varint());
                case DOUBLE_VALUE -> merged = in.float64();
                case ARRAY_VALUE -> merged = mergeArray(merged, in);
                case KVLIST_VALUE -> merged = mergeMap(merged, in);
                case BYTES_VALUE -> merged = in.bytes();
                case STRING_VALUE_STRINDEX -> {
                    in.varint();
                    merged = null; // an index into a table that only profiles have
                }
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
        return merged;
    }

    private static List<@Nullable Object> mergeArray(@Nullable Object value, ProtobufReader in)
            throws MalformedOtlpException {
        @SuppressWarnings("unchecked") // made here
        List<@Nullable Object> array =
                value instanceof List<?> before ? (List<@Nullable Object>) before : new ArrayList<>();
        int outer = in.enter();
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case VALUES -> array.add(merge(null, in));
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
        return array;
    }

    private static Map<String, @Nullable Object> mergeMap(@Nullable Object value, ProtobufReader in)
            throws MalformedOtlpException {
        @SuppressWarnings("unchecked") // made here
        Map<String, @Nullable Object> map =
                value instanceof Map<?, ?> before ? (Map<String, @Nullable Object>) before : new LinkedHashMap<>();
        int outer = in.enter();
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case VALUES -> KeyValueDecoder.decode(in, (name, member) -> map.put(name.text(), member));
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
        return map;
    }
}
