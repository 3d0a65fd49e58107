// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.query;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * A trace ID that somebody asks for.
 *
 * @param padded 32 lower-case hex digits
 * @param isHalf whether it was given with 16 digits or less, as those who use 64-bit IDs know it
 */
record TraceId(String padded, boolean isHalf) {

    static Optional<TraceId> ofHex(String text) {
        if (!text.matches("[0-9a-fA-F]{1,32}")) {
            return Optional.empty();
        }
        String padded = "0".repeat(32 - text.length()) + text.toLowerCase(Locale.ROOT);
        return Optional.of(new TraceId(padded, text.length() <= 16));
    }

    /** Takes both alphabets of base64, with and without padding. */
    static Optional<TraceId> ofBase64(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text.replace('+', '-').replace('/', '_'));
            return bytes.length == 16
                    ? Optional.of(new TraceId(HexFormat.of().formatHex(bytes), false))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    String rightHalf() {
        return padded.substring(16);
    }
}
