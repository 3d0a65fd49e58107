// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.function;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;

/** MurmurHash3 with seed 0, written as digits in little-endian order. */
final class Murmur3 {
    private static final long C1 = 0x87c37b91114253d5L;
    private static final long C2 = 0x4cf5ad432745937fL;

    private Murmur3() {}

    static String hash32(byte[] bytes) {
        ByteBuffer data = padded(bytes, Integer.BYTES);
        int hash = 0;
        int blocks = bytes.length / Integer.BYTES;
        for (int i = 0; i < blocks; i++) {
            hash = Integer.rotateLeft(hash ^ mix(data.getInt()), 13) * 5 + 0xe6546b64;
        }
        if (bytes.length % Integer.BYTES != 0) {
            hash ^= mix(data.getInt());
        }
        hash ^= bytes.length;
        hash = (hash ^ hash >>> 16) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        hash ^= hash >>> 16;
        return HexFormat.of()
                .formatHex(ByteBuffer.allocate(Integer.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(hash)
                        .array());
    }

    private static int mix(int block) {
        return Integer.rotateLeft(block * 0xcc9e2d51, 15) * 0x1b873593;
    }

    static String hash128(byte[] bytes) {
        ByteBuffer data = padded(bytes, 2 * Long.BYTES);
        long h1 = 0;
        long h2 = 0;
        int blocks = bytes.length / (2 * Long.BYTES);
        for (int i = 0; i < blocks; i++) {
            h1 = (Long.rotateLeft(h1 ^ mix1(data.getLong()), 27) + h2) * 5 + 0x52dce729;
            h2 = (Long.rotateLeft(h2 ^ mix2(data.getLong()), 31) + h1) * 5 + 0x38495ab5;
        }
        if (bytes.length % (2 * Long.BYTES) != 0) {
            h1 ^= mix1(data.getLong());
            h2 ^= mix2(data.getLong());
        }
        h1 ^= bytes.length;
        h2 ^= bytes.length;
        h1 += h2;
        h2 += h1;
        h1 = finish(h1);
        h2 = finish(h2);
        h1 += h2;
        h2 += h1;
        return HexFormat.of()
                .formatHex(ByteBuffer.allocate(2 * Long.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(h1)
                        .putLong(h2)
                        .array());
    }

    private static long mix1(long block) {
        return Long.rotateLeft(block * C1, 31) * C2;
    }

    private static long mix2(long block) {
        return Long.rotateLeft(block * C2, 33) * C1;
    }

    private static long finish(long hash) {
        long mixed = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }

    private static ByteBuffer padded(byte[] bytes, int block) {
        int blocks = (bytes.length + block - 1) / block;
        return ByteBuffer.wrap(Arrays.copyOf(bytes, blocks * block)).order(ByteOrder.LITTLE_ENDIAN);
    }
}
