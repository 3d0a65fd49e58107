// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** Protobuf by hand: a buffer to write fields to, and shorthands. */
final class Bytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Returns the bytes that are written here in hex, spaces ignored. */
    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    /** Returns an embedded message: its tag, its length, its content. */
    static byte[] message(int number, byte[]... content) {
        return new Bytes().bytes(number, join(content)).toByteArray();
    }

    static byte[] join(byte[]... parts) {
        Bytes all = new Bytes();
        for (byte[] part : parts) {
            all.out.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] repeat(byte[] part, int times) {
        Bytes all = new Bytes();
        for (int i = 0; i < times; i++) {
            all.out.writeBytes(part);
        }
        return all.toByteArray();
    }

    Bytes tag(int number, int wireType) {
        return varint((long) number << 3 | wireType);
    }

    Bytes varint(long value) {
        long rest = value;
        for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
            out.write((int) (rest & 0x7f | 0x80));
        }
        out.write((int) rest);
        return this;
    }

    Bytes fixed(long value, int length) {
        for (int i = 0; i < length; i++) {
            out.write((int) (value >>> (8 * i)));
        }
        return this;
    }

    Bytes bytes(int number, byte[] value) {
        tag(number, ProtobufReader.LENGTH_DELIMITED).varint(value.length);
        out.writeBytes(value);
        return this;
    }

    Bytes string(int number, String value) {
        return bytes(number, value.getBytes(UTF_8));
    }

    byte[] toByteArray() {
        return out.toByteArray();
    }
}
