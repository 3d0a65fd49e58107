// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.function;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** FormatTime: writes times in a format. */
final class TimeWriter {
    private TimeWriter() {}

    static String write(List<Strptime.Part> format, ZonedDateTime time) {
        StringBuilder out = new StringBuilder();
        for (Strptime.Part part : format) {
            if (part.directive()) {
                out.append(write(part.c(), time));
            } else {
                out.append(part.c());
            }
        }
        return out.toString();
    }

    private static String write(char directive, ZonedDateTime time) {
        int hour = time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
        return switch (directive) {
            case 'Y', Strptime.ANY_YEAR -> pattern("uuuu", time);
            case 'y' -> pattern("uu", time);
            case 'm' -> pattern("MM", time);
            case 'o' -> "_" + time.getMonthValue();
            case 'q' -> String.valueOf(time.getMonthValue());
            case 'b', 'h' -> pattern("MMM", time);
            case 'B' -> pattern("MMMM", time);
            case 'd' -> pattern("dd", time);
            case 'e' -> (time.getDayOfMonth() < 10 ? " " : "") + time.getDayOfMonth();
            case 'g' -> String.valueOf(time.getDayOfMonth());
            case 'a' -> pattern("EEE", time);
            case 'A' -> pattern("EEEE", time);
            case 'H' -> pattern("HH", time);
            case 'l' -> String.valueOf(hour);
            case 'I' -> (hour < 10 ? "0" : "") + hour;
            case 'p' -> time.getHour() < 12 ? "AM" : "PM";
            case 'P' -> time.getHour() < 12 ? "am" : "pm";
            case 'M' -> pattern("mm", time);
            case 'S' -> pattern("ss", time);
            case 'L', 'f', 's' -> fraction(Strptime.fractionDigits(directive), time.getNano());
            case 'Z' -> zoneName(time);
            case 'z' -> pattern("XX", time);
            case 'w' -> pattern("xx", time) + "00";
            case 'i' -> pattern("xx", time).substring(0, 3);
            case 'j' -> pattern("xxx", time);
            default -> pattern("xxx", time) + ":00";
        };
    }

    private static String pattern(String pattern, ZonedDateTime time) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(time);
    }

    /** Zeros at the end are left out, and the point with them. */
    private static String fraction(int digits, int nanos) {
        String all = String.format(Locale.ROOT, "%09d", nanos).substring(0, digits);
        int end = digits;
        while (end > 0 && all.charAt(end - 1) == '0') {
            end--;
        }
        return end == 0 ? "" : "." + all.substring(0, end);
    }

    private static String zoneName(ZonedDateTime time) {
        String name = pattern("zzz", time);
        return name.equals("Z") ? "UTC" : name;
    }
}
