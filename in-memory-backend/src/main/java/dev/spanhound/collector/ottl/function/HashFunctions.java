// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.function;

import dev.spanhound.collector.ottl.value.Coercions;
import dev.spanhound.collector.ottl.value.Expression;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Function;

/** Hashes of text, and bytes as digits. */
final class HashFunctions {
    private HashFunctions() {}

    static void addTo(Family family) {
        family.with("MD5", "target", a -> hash(a, bytes -> digest("MD5", bytes)))
                .with("SHA1", "target", a -> hash(a, bytes -> digest("SHA-1", bytes)))
                .with("SHA256", "target", a -> hash(a, bytes -> digest("SHA-256", bytes)))
                .with("SHA512", "target", a -> hash(a, bytes -> digest("SHA-512", bytes)))
                .with("FNV", "target", a -> hash(a, HashFunctions::fnv1a))
                .with("Murmur3Hash", "target", a -> hash(a, Murmur3::hash32))
                .with("Murmur3Hash128", "target", a -> hash(a, Murmur3::hash128))
                .with("XXH3", "target", a -> hash(a, Xxh3::hash64))
                .with("XXH128", "target", a -> hash(a, Xxh128::hash128))
                .with("Hex", "target", a -> {
                    Like<byte[]> target = a.like(0, Coercions::asBytes);
                    return item -> {
                        byte[] bytes = target.of(item);
                        return bytes == null ? "" : HexFormat.of().formatHex(bytes);
                    };
                });
    }

    private static Expression hash(Arguments arguments, Function<byte[], Object> hash) {
        Typed<String> target = arguments.string(0);
        return item -> hash.apply(target.of(item).getBytes(StandardCharsets.UTF_8));
    }

    private static String digest(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    /** The 64-bit variant FNV-1a. */
    private static Long fnv1a(byte[] bytes) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : bytes) {
            hash = (hash ^ Byte.toUnsignedInt(b)) * 0x100000001b3L;
        }
        return hash;
    }
}
