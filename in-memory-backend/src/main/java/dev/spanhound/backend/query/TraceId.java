// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.query;

import dev.spanhound.trace.Trace;
import dev.spanhound.trace.TraceSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A trace ID that somebody asks for.
 *
 * @param padded 32 lower-case hex digits
 * @param isHalf whether its left half is zeros, as those who use 64-bit IDs know it
 */
record TraceId(String padded, boolean isHalf) {
    private static final String NO_LEFT_HALF = "0".repeat(16);
    static final String HEX = "up to 32 hex digits";

    static Optional<TraceId> ofHex(String text) {
        if (!text.matches("[0-9a-fA-F]{1,32}")) {
            return Optional.empty();
        }
        String padded = "0".repeat(32 - text.length()) + text.toLowerCase(Locale.ROOT);
        return Optional.of(new TraceId(padded, padded.startsWith(NO_LEFT_HALF)));
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

    /** Returns the trace with this ID; to half of an ID, the trace whose ID ends with it, if there is only one. */
    Optional<Trace> in(TraceSource source) {
        return source.find(padded).or(() -> isHalf ? byRightHalf(source) : Optional.empty());
    }

    private Optional<Trace> byRightHalf(TraceSource source) {
        List<Trace> found = source.find(trace -> trace.traceId().endsWith(padded.substring(16)));
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }
}
