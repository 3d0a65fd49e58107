// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.function;

import static dev.spanhound.collector.ottl.function.Xxh3.LOW_HALF;
import static dev.spanhound.collector.ottl.function.Xxh3.PRIME32_2;
import static dev.spanhound.collector.ottl.function.Xxh3.PRIME64_1;
import static dev.spanhound.collector.ottl.function.Xxh3.PRIME64_2;
import static dev.spanhound.collector.ottl.function.Xxh3.PRIME64_4;
import static dev.spanhound.collector.ottl.function.Xxh3.SHORT_PRIME;
import static dev.spanhound.collector.ottl.function.Xxh3.avalanche;
import static dev.spanhound.collector.ottl.function.Xxh3.keyed;
import static dev.spanhound.collector.ottl.function.Xxh3.merged;
import static dev.spanhound.collector.ottl.function.Xxh3.mix;
import static dev.spanhound.collector.ottl.function.Xxh3.packed;
import static dev.spanhound.collector.ottl.function.Xxh3.productHigh;
import static dev.spanhound.collector.ottl.function.Xxh3.scatter;
import static dev.spanhound.collector.ottl.function.Xxh3.secret;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** XXH3 of 128 bits with seed 0 and the secret of its specification. */
final class Xxh128 {
    private final ByteBuffer data;
    private final int length;
    private long low;
    private long high;

    private Xxh128(byte[] bytes) {
        data = Xxh3.words(bytes);
        length = bytes.length;
        low = length * PRIME64_1;
    }

    static String hash128(byte[] bytes) {
        Xxh128 hash = new Xxh128(bytes);
        hash.run();
        HexFormat digits = HexFormat.of();
        return digits.toHexDigits(hash.high) + digits.toHexDigits(hash.low);
    }

    private void run() {
        if (length == 0) {
            low = scatter(secret(64) ^ secret(72));
            high = scatter(secret(80) ^ secret(88));
        } else if (length <= 3) {
            upTo3();
        } else if (length <= 8) {
            upTo8();
        } else if (length <= 16) {
            upTo16();
        } else if (length <= 128) {
            upTo128();
        } else if (length <= 240) {
            upTo240();
        } else {
            long[] sums = Xxh3.stripes(data);
            low = merged(sums, 11, length * PRIME64_1);
            high = merged(sums, 117, ~(length * PRIME64_2));
        }
    }

    private void upTo3() {
        int packed = packed(data);
        low = scatter(keyed(packed, 0));
        high = scatter(keyed(Integer.rotateLeft(Integer.reverseBytes(packed), 13), 8));
    }

    private void upTo8() {
        long both = (data.getInt(0) & LOW_HALF) + ((long) data.getInt(length - 4) << 32);
        long keyed = both ^ secret(16) ^ secret(24);
        long factor = PRIME64_1 + ((long) length << 2);
        low = keyed * factor;
        high = productHigh(keyed, factor) + (low << 1);
        low ^= high >>> 3;
        low = (low ^ low >>> 35) * SHORT_PRIME;
        low ^= low >>> 28;
        high = avalanche(high);
    }

    private void upTo16() {
        long first = data.getLong(0);
        long last = data.getLong(length - 8);
        long both = first ^ last ^ secret(32) ^ secret(40);
        long keyed = last ^ secret(48) ^ secret(56);
        long upper = productHigh(both, PRIME64_1) + keyed + (keyed & LOW_HALF) * (PRIME32_2 - 1);
        long lower = both * PRIME64_1 + ((long) (length - 1) << 54) ^ Long.reverseBytes(upper);
        low = avalanche(lower * PRIME64_2);
        high = avalanche(productHigh(lower, PRIME64_2) + upper * PRIME64_2);
    }

    private void upTo128() {
        for (int i = (length - 1) / 32; i >= 0; i--) {
            add(16 * i, length - 16 * (i + 1), 32 * i);
        }
        finish();
    }

    private void upTo240() {
        for (int i = 0; i < 4; i++) {
            add(32 * i, 32 * i + 16, 32 * i);
        }
        low = avalanche(low);
        high = avalanche(high);
        for (int i = 4; i < length / 32; i++) {
            add(32 * i, 32 * i + 16, 32 * (i - 4) + 3);
        }
        add(length - 16, length - 32, 103);
        finish();
    }

    private void add(int one, int other, int key) {
        low = low + mix(data, one, key) ^ sum(other);
        high = high + mix(data, other, key + 16) ^ sum(one);
    }

    private long sum(int at) {
        return data.getLong(at) + data.getLong(at + Long.BYTES);
    }

    private void finish() {
        long lower = low + high;
        high = -avalanche(low * PRIME64_1 + high * PRIME64_4 + length * PRIME64_2);
        low = avalanche(lower);
    }
}
