// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.function;

import dev.spanhound.collector.ottl.value.EvaluationException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Time: reads a time in a format. Numbers may have spaces before them, and need not have leading zeros. */
final class TimeReader {
    private final String text;
    private final Locale locale;
    private int at;
    private int year;
    private int month = 1;
    private int day = 1;
    private int hour;
    private int minute;
    private int second;
    private int nanos;
    private @Nullable Boolean afternoon;
    private @Nullable ZoneId zone;

    private TimeReader(String text, Locale locale) {
        this.text = text;
        this.locale = locale;
    }

    static ZonedDateTime read(List<Strptime.Part> format, String text, ZoneId zone, Locale locale) {
        TimeReader reader = new TimeReader(text, locale);
        for (int i = 0; i < format.size(); i++) {
            Strptime.Part part = format.get(i);
            if (part.directive()) {
                boolean fractionNext = i + 1 < format.size()
                        && format.get(i + 1).directive()
                        && Strptime.fractionDigits(format.get(i + 1).c()) > 0;
                reader.directive(part.c(), fractionNext);
            } else {
                reader.literal(part.c());
            }
        }
        if (reader.at < text.length()) {
            throw reader.failure("the end");
        }
        return reader.time(zone);
    }

    private EvaluationException failure(String expected) {
        return new EvaluationException(
                "\"" + text + "\" does not fit the format at character " + at + " (expected: " + expected + ")");
    }

    private ZonedDateTime time(ZoneId absent) {
        if (afternoon != null) {
            hour = afternoon ? (hour < 12 ? hour + 12 : hour) : hour == 12 ? 0 : hour;
        }
        ZoneId where = zone == null ? absent : zone;
        try {
            if (year > 0) {
                return LocalDateTime.of(year, month, day, hour, minute, second, nanos)
                        .atZone(where);
            }
            LocalDateTime.of(0, month, day, hour, minute, second, nanos);
            ZonedDateTime now = ZonedDateTime.now(where);
            ZonedDateTime thisYear = LocalDateTime.of(now.getYear(), month, 1, hour, minute, second, nanos)
                    .plusDays(day - 1L)
                    .atZone(where);
            return thisYear.isAfter(now.plusDays(7)) ? thisYear.minusYears(1) : thisYear;
        } catch (DateTimeException e) {
            throw new EvaluationException("\"" + text + "\" is no time: " + e.getMessage());
        }
    }

    private void literal(char c) {
        if (c == ' ') {
            if (at < text.length() && text.charAt(at) != ' ') {
                throw failure("a space");
            }
            skipSpaces();
        } else if (at < text.length() && text.charAt(at) == c) {
            at++;
        } else {
            throw failure(String.valueOf(c));
        }
    }

    private void skipSpaces() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private void directive(char directive, boolean fractionNext) {
        switch (directive) {
            case 'Y' -> year = digits(4);
            case 'y' -> year = shortYear();
            case Strptime.ANY_YEAR -> year = digitsAhead() >= 4 ? digits(4) : shortYear();
            case 'm', 'o', 'q' -> month = number(1, 12);
            case 'b', 'h' -> month = monthNamed(TextStyle.SHORT);
            case 'B' -> month = monthNamed(TextStyle.FULL);
            case 'd', 'e', 'g' -> day = number(1, 31);
            case 'a' -> dayNamed(TextStyle.SHORT);
            case 'A' -> dayNamed(TextStyle.FULL);
            case 'H' -> hour = number(0, 23);
            case 'l', 'I' -> hour = number(0, 12);
            case 'p' -> afternoon = word("AM", "PM") == 1;
            case 'P' -> afternoon = word("am", "pm") == 1;
            case 'M' -> minute = number(0, 59);
            case 'S' -> {
                second = number(0, 59);
                if (!fractionNext) {
                    fraction();
                }
            }
            case 'L', 'f', 's' -> fraction();
            case 'Z' -> zone = zoneNamed();
            default -> zone = offset(directive);
        }
    }

    private int digitsAhead() {
        int end = at;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end - at;
    }

    private int digits(int count) {
        skipSpaces();
        if (digitsAhead() < count) {
            throw failure(count + " digits");
        }
        at += count;
        return Integer.parseInt(text.substring(at - count, at));
    }

    private int shortYear() {
        int two = digits(2);
        return two >= 69 ? 1900 + two : 2000 + two;
    }

    private int number(int min, int max) {
        skipSpaces();
        int count = Math.min(2, digitsAhead());
        int number = count == 0 ? -1 : Integer.parseInt(text.substring(at, at + count));
        if (number < min || number > max) {
            throw failure("a number from " + min + " to " + max);
        }
        at += count;
        return number;
    }

    private void fraction() {
        boolean there = at + 1 < text.length() && (text.charAt(at) == '.' || text.charAt(at) == ',');
        at += there ? 1 : 0;
        int count = there ? Math.min(9, digitsAhead()) : 0;
        if (count == 0) {
            at -= there ? 1 : 0;
            return;
        }
        String digits = text.substring(at, at + count);
        nanos = Integer.parseInt(digits + "0".repeat(9 - count));
        at += count;
    }

    private int word(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (text.startsWith(words[i], at)) {
                at += words[i].length();
                return i;
            }
        }
        throw failure(String.join(" or ", words));
    }

    private int monthNamed(TextStyle style) {
        for (Month candidate : Month.values()) {
            if (takeName(candidate.getDisplayName(style, locale))) {
                return candidate.getValue();
            }
        }
        throw failure("the name of a month");
    }

    private void dayNamed(TextStyle style) {
        for (DayOfWeek candidate : DayOfWeek.values()) {
            if (takeName(candidate.getDisplayName(style, locale))) {
                return;
            }
        }
        throw failure("the name of a day");
    }

    private boolean takeName(String name) {
        boolean there = text.regionMatches(true, at, name, 0, name.length());
        at += there ? name.length() : 0;
        return there;
    }

    private ZoneId zoneNamed() {
        int end = at;
        while (end < text.length() && text.charAt(end) >= 'A' && text.charAt(end) <= 'Z') {
            end++;
        }
        String name = text.substring(at, end);
        if (name.length() < 3 || name.length() > 5) {
            throw failure("the name of a time zone");
        }
        at = end;
        try {
            return name.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new EvaluationException("there is no time zone " + name);
        }
    }

    private ZoneId offset(char directive) {
        if (directive == 'z') {
            skipSpaces();
            if (text.startsWith("Z", at)) {
                at++;
                return ZoneOffset.UTC;
            }
        }
        String pattern = switch (directive) {
            case 'w' -> "([+-])(\\d\\d)(\\d\\d)(\\d\\d)";
            case 'i' -> "([+-])(\\d\\d)()()";
            case 'j' -> "([+-])(\\d\\d):(\\d\\d)()";
            case 'k' -> "([+-])(\\d\\d):(\\d\\d):(\\d\\d)";
            default -> "([+-])(\\d\\d)(?::?(\\d\\d))?()";
        };
        var matcher = java.util.regex.Pattern.compile(pattern).matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw failure("an offset from UTC");
        }
        at = matcher.end();
        int seconds = part(matcher.group(2)) * 3600 + part(matcher.group(3)) * 60 + part(matcher.group(4));
        try {
            return ZoneOffset.ofTotalSeconds("-".equals(matcher.group(1)) ? -seconds : seconds);
        } catch (DateTimeException e) {
            throw failure("an offset of at most 18 hours");
        }
    }

    private static int part(@Nullable String digits) {
        return digits == null || digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }
}
