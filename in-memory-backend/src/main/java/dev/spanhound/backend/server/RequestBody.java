// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.server;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** A body that is arriving, up to a limit. */
final class RequestBody {
    private static final int MOST_BYTES_ON_TRUST = 1024 * 1024;

    private final int maxBytes;
    private byte[] bytes = {};
    private int size;

    /**
     * Creates an empty body.
     *
     * @param expectedBytes size that the sender declares, or a negative number
     * @param maxBytes the limit
     */
    RequestBody(long expectedBytes, int maxBytes) {
        this.maxBytes = maxBytes;
        expect(expectedBytes);
    }

    /** Makes room for a body that has not begun, as far as the sender is trusted. A negative number tells nothing. */
    void expect(long expectedBytes) {
        int trusted = (int) Math.min(expectedBytes, Math.min(maxBytes, MOST_BYTES_ON_TRUST));
        if (trusted > bytes.length) {
            bytes = new byte[trusted];
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Adds what has arrived, and returns whether the body is within the limit. */
    boolean add(ByteBuf part) {
        int length = part.readableBytes();
        if (length > maxBytes - size) {
            bytes = new byte[0];
            size = 0;
            return false;
        }
        if (size + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(maxBytes, Math.max(2L * bytes.length, (long) size + length)));
        }
        part.readBytes(bytes, size, length);
        size += length;
        return true;
    }

    /** Returns the body. */
    byte[] whole() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }
}
