// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.diagnosis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Words of failure messages: counted nouns, durations and lists. */
public final class Words {
    private static final long MICROSECOND = 1_000;
    private static final long MILLISECOND = 1_000_000;
    private static final double SECOND = 1e9;

    private Words() {}

    /** Returns {@code 1 span} or {@code 2 spans}. */
    public static String count(long number, String noun) {
        return number + " " + (number == 1 ? noun : noun + "s");
    }

    /** Returns a duration in the unit that suits it: {@code 5.0 s}, {@code 118 ms}, {@code 250 µs} or {@code 0 ms}. */
    public static String spell(Duration duration) {
        long nanos = duration.toNanos();
        long size = Math.abs(nanos);
        if (size >= SECOND) {
            return String.format(Locale.ROOT, "%.1f s", nanos / SECOND);
        }
        if (size >= MILLISECOND || nanos == 0) {
            return nanos / MILLISECOND + " ms";
        }
        return size >= MICROSECOND ? nanos / MICROSECOND + " µs" : nanos + " ns";
    }

    /** Returns each line that is not blank with two more spaces before it. */
    public static String indent(String lines) {
        return lines.replaceAll("(?m)^(?=.)", "  ");
    }

    /** Returns {@code a}, {@code a and b}, or {@code a, b and c}. */
    public static String list(Iterable<?> items) {
        List<String> words = new ArrayList<>();
        items.forEach(item -> words.add(String.valueOf(item)));
        int last = words.size() - 1;
        return last < 1
                ? String.join("", words)
                : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }
}
