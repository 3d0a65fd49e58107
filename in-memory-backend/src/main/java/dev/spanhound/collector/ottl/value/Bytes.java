// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.value;

import java.util.Arrays;
import java.util.HexFormat;

/** Bytes as a value. */
public final class Bytes implements Comparable<Bytes> {
    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /** Returns a value of {@code content}, which must not change afterwards. */
    public static Bytes of(byte[] content) {
        return new Bytes(content);
    }

    /** Returns the bytes; not to be changed. */
    public byte[] content() {
        return content;
    }

    /** Returns the bytes as lower-case hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(content);
    }

    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(content, other.content);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return "0x" + hex();
    }
}
