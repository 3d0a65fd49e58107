// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** Writes protobuf's wire format, as far as OTLP's answers need it. Fields with their default value are left out. */
final class ProtobufWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    ProtobufWriter int64(int number, long value) {
        if (value != 0) {
            varint((long) number << 3 | ProtobufReader.VARINT);
            varint(value);
        }
        return this;
    }

    ProtobufWriter string(int number, String value) {
        return bytes(number, value.getBytes(UTF_8));
    }

    ProtobufWriter message(int number, ProtobufWriter value) {
        return bytes(number, value.toByteArray());
    }

    private ProtobufWriter bytes(int number, byte[] value) {
        if (value.length > 0) {
            varint((long) number << 3 | ProtobufReader.LENGTH_DELIMITED);
            varint(value.length);
            out.writeBytes(value);
        }
        return this;
    }

    private void varint(long value) {
        long rest = value;
        for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
            out.write((int) ((rest & 0x7f) | 0x80));
        }
        out.write((int) rest);
    }

    byte[] toByteArray() {
        return out.toByteArray();
    }
}
