// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.receive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Decompression that stops at a limit. */
final class Gzip {
    private static final int BUFFER_BYTES = 8 * 1024;

    private Gzip() {}

    /**
     * Returns what the bytes hold; an empty body holds nothing.
     *
     * @throws RefusedException if it exceeds the limit, which is found out by one byte more, or if it is no gzip
     */
    static byte[] decompress(byte[] body, int maxBytes) throws RefusedException {
        if (body.length == 0) {
            return body;
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body), BUFFER_BYTES)) {
            byte[] bytes = in.readNBytes(maxBytes);
            if (in.read() >= 0) {
                throw new RefusedException(Refusal.tooLarge(maxBytes));
            }
            return bytes;
        } catch (IOException e) {
            throw new RefusedException(Refusal.badFraming("body: not gzip: " + e.getMessage()));
        }
    }
}
