// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.function;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** XXH3 of 64 bits with seed 0 and the secret of its specification, and the steps that it shares with 128 bits. */
final class Xxh3 {
    static final long PRIME32_2 = 0x85ebca77L;
    static final long PRIME64_1 = 0x9e3779b185ebca87L;
    static final long PRIME64_2 = 0xc2b2ae3d27d4eb4fL;
    static final long PRIME64_4 = 0x85ebca77c2b2ae63L;
    static final long SHORT_PRIME = 0x9fb21c651e98df25L;
    static final long LOW_HALF = 0xffffffffL;

    private static final long PRIME32_1 = 0x9e3779b1L;
    private static final long PRIME32_3 = 0xc2b2ae3dL;
    private static final long PRIME64_3 = 0x165667b19e3779f9L;
    private static final long PRIME64_5 = 0x27d4eb2f165667c5L;
    private static final int STRIPE = 64;
    private static final int STRIPES_IN_BLOCK = 16;

    private static final ByteBuffer SECRET = words(HexFormat.of()
            .parseHex("b8fe6c3923a44bbe7c01812cf721ad1cded46de9839097db7240a4a4b7b3671f"
                    + "cb79e64eccc0e578825ad07dccff7221b8084674f743248ee03590e6813a264c"
                    + "3c2852bb91c300cb88d0658b1b532ea371644897a20df94e3819ef46a9deacd8"
                    + "a8fa763fe39c343ff9dcbbc7c70b4f1d8a51e04bcdb45931c89f7ec9d9787364"
                    + "eac5ac8334d3ebc3c581a0fffa1363eb170ddd51b7f0da49d316552629d4689e"
                    + "2b16be587d47a1fc8ff8b8d17ad031ce45cb3a8f95160428afd7fbcabb4b407e"));

    private Xxh3() {}

    static String hash64(byte[] bytes) {
        ByteBuffer data = words(bytes);
        int length = bytes.length;
        long hash;
        if (length <= 16) {
            hash = upTo16(data);
        } else if (length <= 128) {
            hash = upTo128(data);
        } else if (length <= 240) {
            hash = upTo240(data);
        } else {
            hash = merged(stripes(data), 11, length * PRIME64_1);
        }
        return HexFormat.of().toHexDigits(hash);
    }

    private static long upTo16(ByteBuffer data) {
        int length = data.limit();
        if (length > 8) {
            long low = data.getLong(0) ^ secret(24) ^ secret(32);
            long high = data.getLong(length - 8) ^ secret(40) ^ secret(48);
            return avalanche(length + Long.reverseBytes(low) + high + fold(low, high));
        } else if (length > 3) {
            long both = ((long) data.getInt(0) << 32) + (data.getInt(length - 4) & LOW_HALF);
            long keyed = both ^ secret(8) ^ secret(16);
            long hash = (keyed ^ Long.rotateLeft(keyed, 49) ^ Long.rotateLeft(keyed, 24)) * SHORT_PRIME;
            hash = (hash ^ (hash >>> 35) + length) * SHORT_PRIME;
            return hash ^ hash >>> 28;
        }
        return scatter(length == 0 ? secret(56) ^ secret(64) : keyed(packed(data), 0));
    }

    private static long upTo128(ByteBuffer data) {
        int length = data.limit();
        long sum = length * PRIME64_1;
        for (int i = (length - 1) / 32; i >= 0; i--) {
            sum += mix(data, 16 * i, 32 * i) + mix(data, length - 16 * (i + 1), 32 * i + 16);
        }
        return avalanche(sum);
    }

    private static long upTo240(ByteBuffer data) {
        int length = data.limit();
        long sum = length * PRIME64_1;
        for (int i = 0; i < 8; i++) {
            sum += mix(data, 16 * i, 16 * i);
        }
        sum = avalanche(sum);
        for (int i = 8; i < length / 16; i++) {
            sum += mix(data, 16 * i, 16 * (i - 8) + 3);
        }
        return avalanche(sum + mix(data, length - 16, 119));
    }

    /** Gathers what is longer than 240 bytes. */
    static long[] stripes(ByteBuffer data) {
        long[] sums = {PRIME32_3, PRIME64_1, PRIME64_2, PRIME64_3, PRIME64_4, PRIME32_2, PRIME64_5, PRIME32_1};
        int beforeLast = (data.limit() - 1) / STRIPE;
        for (int i = 0; i < beforeLast; i++) {
            add(sums, data, STRIPE * i, Long.BYTES * (i % STRIPES_IN_BLOCK));
            if (i % STRIPES_IN_BLOCK == STRIPES_IN_BLOCK - 1) {
                scramble(sums);
            }
        }
        add(sums, data, data.limit() - STRIPE, 121);
        return sums;
    }

    private static void add(long[] sums, ByteBuffer data, int at, int key) {
        for (int i = 0; i < sums.length; i++) {
            long word = data.getLong(at + Long.BYTES * i);
            long keyed = word ^ secret(key + Long.BYTES * i);
            sums[i ^ 1] += word;
            sums[i] += (keyed & LOW_HALF) * (keyed >>> 32);
        }
    }

    private static void scramble(long[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] = (sums[i] ^ sums[i] >>> 47 ^ secret(128 + Long.BYTES * i)) * PRIME32_1;
        }
    }

    static long merged(long[] sums, int key, long start) {
        long sum = start;
        for (int i = 0; i < sums.length; i += 2) {
            int at = key + Long.BYTES * i;
            sum += fold(sums[i] ^ secret(at), sums[i + 1] ^ secret(at + Long.BYTES));
        }
        return avalanche(sum);
    }

    /** One to three bytes, and how many they are, in one word. */
    static int packed(ByteBuffer data) {
        int length = data.limit();
        return Byte.toUnsignedInt(data.get(length - 1))
                | length << 8
                | Byte.toUnsignedInt(data.get(0)) << 16
                | Byte.toUnsignedInt(data.get(length / 2)) << 24;
    }

    static long keyed(int packed, int key) {
        return Integer.toUnsignedLong(packed ^ SECRET.getInt(key) ^ SECRET.getInt(key + Integer.BYTES));
    }

    static long mix(ByteBuffer data, int at, int key) {
        return fold(data.getLong(at) ^ secret(key), data.getLong(at + Long.BYTES) ^ secret(key + Long.BYTES));
    }

    private static long fold(long a, long b) {
        return a * b ^ productHigh(a, b);
    }

    /** Returns the high half of the product of two unsigned words. */
    static long productHigh(long a, long b) {
        return Math.multiplyHigh(a, b) + (a >> 63 & b) + (b >> 63 & a);
    }

    static long avalanche(long hash) {
        long mixed = (hash ^ hash >>> 37) * 0x165667919e3779f9L;
        return mixed ^ mixed >>> 32;
    }

    static long scatter(long hash) {
        long mixed = (hash ^ hash >>> 33) * PRIME64_2;
        mixed = (mixed ^ mixed >>> 29) * PRIME64_3;
        return mixed ^ mixed >>> 32;
    }

    static long secret(int at) {
        return SECRET.getLong(at);
    }

    static ByteBuffer words(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
