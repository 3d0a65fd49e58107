// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.processor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The hash that takes the place of a value: SHA-256 in hex, of a string's UTF-8, a number's eight bytes with the least
 * first, or one byte for a boolean. Arrays become an empty string.
 */
final class AttributeHash {
    private AttributeHash() {}

    static String of(Object value) {
        if (value instanceof String text) {
            return sha256(text.getBytes(StandardCharsets.UTF_8));
        }
        if (value instanceof Boolean flag) {
            return sha256(new byte[] {(byte) (flag ? 1 : 0)});
        }
        if (value instanceof Long number) {
            return sha256(littleEndian(number));
        }
        return value instanceof Double number ? sha256(littleEndian(Double.doubleToRawLongBits(number))) : "";
    }

    private static byte[] littleEndian(long bits) {
        return ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(bits)
                .array();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
