// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Random messages on the wire: every field that OpenTelemetry's descriptors know, with usual values and odd ones, and all
 * that a sender may do though hardly any does. Fields come in any order, or not at all; singular ones are repeated,
 * embedded messages come in parts, members of a oneof follow each other; in between are unknown fields of all wire
 * types, and known ones with a wire type that is not theirs.
 */
final class RandomMessages {
    private static final List<String> TEXTS = List.of(
            "GET /orders/{id}",
            "http.request.method",
            "größe",
            "注文",
            "🦊 span",
            "",
            "a\"b\\c\n\u0000\u2028",
            "order.id",
            "x".repeat(63),
            "y".repeat(64),
            "z".repeat(65),
            "é".repeat(150));
    private static final List<String> TRACE_STATES = List.of(
            "",
            "foo=1",
            "foo=1,bar=2",
            " foo=1 , bar=2,,",
            "t@v=x",
            "FOO=1",
            "foo",
            "foo=1,bar",
            "foo=a=b",
            "=1",
            "größe=1");
    private static final long[] NUMBERS = {
        0, 1, 2, 3, -1, 127, 128, 300, 0x301, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 32, 1_700_000_000_000_000_000L
    };
    private static final double[] DOUBLES = {
        0, -0.0, 1, 0.1, -2.5e300, Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
    };
    private static final int MAX_DEPTH = 14;

    /** The fields of a message to draw from: those that are repeated are drawn more often. */
    private static final Map<Descriptor, List<FieldDescriptor>> FIELDS = new ConcurrentHashMap<>();

    private final Random random;

    RandomMessages(long seed) {
        this.random = new Random(seed);
    }

    byte[] message(Descriptor type) {
        return message(type, 0);
    }

    private byte[] message(Descriptor type, int depth) {
        Bytes out = new Bytes();
        List<FieldDescriptor> fields = FIELDS.computeIfAbsent(type, RandomMessages::fields);
        boolean isSpan = type.getName().equals("Span") || type.getName().equals("Link");
        if (isSpan && maybe()) {
            ids(out);
        }
        int count = depth > MAX_DEPTH ? 0 : count(type, fields.size());
        for (int i = 0; i < count; i++) {
            write(out, fields.get(random.nextInt(fields.size())), depth);
            if (oneIn(12)) {
                unknown(out, type, 0);
            }
        }
        if (isSpan && !oneIn(20)) {
            ids(out);
        }
        return out.toByteArray();
    }

    private int count(Descriptor type, int fields) {
        return switch (type.getName()) {
            case "AnyValue" -> oneIn(6) ? random.nextInt(4) : 1;
            case "KeyValue" -> 2 + random.nextInt(2);
            default -> random.nextInt(Math.max(4, fields));
        };
    }

    private static List<FieldDescriptor> fields(Descriptor type) {
        List<FieldDescriptor> fields = new ArrayList<>();
        for (FieldDescriptor field : type.getFields()) {
            fields.add(field);
            if (field.isRepeated()) {
                fields.add(field);
            }
        }
        return fields;
    }

    private void ids(Bytes out) {
        out.bytes(1, bytes(16)).bytes(2, bytes(8));
    }

    private void write(Bytes out, FieldDescriptor field, int depth) {
        int number = field.getNumber();
        switch (field.getType()) {
            case MESSAGE -> out.bytes(number, message(field.getMessageType(), depth + 1));
            case STRING -> out.string(number, field.getName().equals("trace_state") ? pick(TRACE_STATES) : text());
            case BYTES -> out.bytes(number, bytes(field.getName()));
            case DOUBLE -> out.tag(number, ProtobufReader.FIXED64).fixed(Double.doubleToRawLongBits(float64()), 8);
            case FIXED64, SFIXED64 -> out.tag(number, ProtobufReader.FIXED64).fixed(number(), 8);
            case FIXED32 -> out.tag(number, ProtobufReader.FIXED32).fixed(number(), 4);
            default -> out.tag(number, ProtobufReader.VARINT).varint(number());
        }
    }

    private void unknown(Bytes out, Descriptor type, int depth) {
        int number = 40 + random.nextInt(3_000);
        switch (random.nextInt(depth < 3 ? 6 : 4)) {
            case 0 -> out.tag(number, ProtobufReader.VARINT).varint(number());
            case 1 -> out.tag(number, ProtobufReader.FIXED64).fixed(number(), 8);
            case 2 -> out.tag(number, ProtobufReader.FIXED32).fixed(number(), 4);
            case 3 -> out.bytes(number, bytes(random.nextInt(200)));
            case 4 -> {
                out.tag(number, ProtobufReader.START_GROUP);
                for (int i = random.nextInt(3); i > 0; i--) {
                    unknown(out, type, depth + 1);
                }
                out.tag(number, ProtobufReader.END_GROUP);
            }
            default -> wrongWireType(out, type);
        }
    }

    private void wrongWireType(Bytes out, Descriptor type) {
        FieldDescriptor field = pick(type.getFields());
        switch (field.getType()) {
            case MESSAGE, STRING, BYTES ->
                out.tag(field.getNumber(), ProtobufReader.VARINT).varint(number());
            default -> out.bytes(77, new byte[0]);
        }
    }

    private byte[] bytes(String field) {
        return switch (field) {
            case "trace_id" -> id(16);
            case "span_id", "parent_span_id" -> id(8);
            default -> bytes(random.nextInt(5));
        };
    }

    private byte[] id(int length) {
        return switch (random.nextInt(40)) {
            case 0 -> new byte[length];
            case 1 -> bytes(random.nextInt(70));
            default -> bytes(length);
        };
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private String text() {
        return maybe() ? pick(TEXTS) : "key." + random.nextInt(5_000);
    }

    private long number() {
        return maybe() ? NUMBERS[random.nextInt(NUMBERS.length)] : random.nextLong();
    }

    private double float64() {
        return maybe() ? DOUBLES[random.nextInt(DOUBLES.length)] : random.nextDouble();
    }

    private boolean maybe() {
        return random.nextBoolean();
    }

    private boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
