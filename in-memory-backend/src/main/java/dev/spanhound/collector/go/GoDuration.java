// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.go;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as Go's {@code time.ParseDuration} reads them: whole nanoseconds in 64 bits. */
public final class GoDuration {
    private static final Pattern PART = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(ns|us|\u00b5s|\u03bcs|ms|s|m|h)");
    private static final Map<String, Long> NANOS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "\u00b5s", 1_000L,
            "\u03bcs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);

    private GoDuration() {}

    /** Returns the duration, or null if the text is none. */
    public static @Nullable Duration parse(String text) {
        boolean negative = text.startsWith("-");
        String unsigned = negative || text.startsWith("+") ? text.substring(1) : text;
        if (unsigned.equals("0")) {
            return Duration.ZERO;
        }
        BigInteger nanos = BigInteger.ZERO;
        int end = 0;
        Matcher part = PART.matcher(unsigned);
        while (part.find() && part.start() == end) {
            BigDecimal unit = BigDecimal.valueOf(NANOS.getOrDefault(part.group(2), 0L));
            BigDecimal exact = new BigDecimal(part.group(1)).multiply(unit);
            nanos = nanos.add(exact.setScale(0, RoundingMode.DOWN).toBigInteger());
            end = part.end();
        }
        BigInteger signed = negative ? nanos.negate() : nanos;
        if (end == 0 || end != unsigned.length() || signed.bitLength() >= Long.SIZE) {
            return null;
        }
        return Duration.ofNanos(signed.longValue());
    }
}
