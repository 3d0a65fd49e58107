// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.function;

import dev.spanhound.collector.ottl.value.Bytes;
import dev.spanhound.collector.ottl.value.Expression;
import dev.spanhound.collector.ottl.value.GoNumbers;
import dev.spanhound.collector.ottl.value.Json;
import dev.spanhound.collector.ottl.value.Opaque;
import dev.spanhound.collector.ottl.value.Values;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Format: text with values in it, as Go's {@code fmt.Sprintf} writes them, mistakes included. Flags are {@code + - 0 #}
 * and the space; widths and precisions must be written as numbers.
 */
final class GoFormat {
    private static final Pattern VERB =
            Pattern.compile("%([-+# 0]*)([0-9]{0,4})(?:\\.([0-9]{0,4}))?(.)", Pattern.DOTALL);

    private record Verb(String flags, int width, int precision, char name) {
        boolean has(char flag) {
            return flags.indexOf(flag) >= 0;
        }
    }

    private GoFormat() {}

    static void addTo(Family family) {
        family.with("Format", "format, vals", a -> {
            String format = a.text(0);
            List<Expression> values = a.elements(1);
            return item -> {
                List<@Nullable Object> evaluated = new ArrayList<>();
                values.forEach(value -> evaluated.add(value.of(item)));
                return format(format, evaluated);
            };
        });
    }

    static String format(String format, List<@Nullable Object> values) {
        StringBuilder out = new StringBuilder();
        Matcher matcher = VERB.matcher(format);
        int at = 0;
        int used = 0;
        while (matcher.find(at)) {
            out.append(format, at, matcher.start());
            at = matcher.end();
            Verb verb = verb(matcher);
            if (verb.name == '%') {
                out.append('%');
            } else if (used < values.size()) {
                out.append(padded(verb, write(verb, values.get(used++))));
            } else {
                out.append("%!").append(verb.name).append("(MISSING)");
            }
        }
        String rest = format.substring(at);
        out.append(rest.indexOf('%') >= 0 ? rest.substring(0, rest.indexOf('%')) + "%!(NOVERB)" : rest);
        if (used < values.size()) {
            out.append(values.subList(used, values.size()).stream()
                    .map(value -> value == null ? "<nil>" : goType(value) + "=" + plain(value))
                    .collect(Collectors.joining(", ", "%!(EXTRA ", ")")));
        }
        return out.toString();
    }

    private static Verb verb(Matcher matcher) {
        String width = matcher.group(2);
        String precision = matcher.group(3);
        int digits = precision == null ? -1 : precision.isEmpty() ? 0 : Integer.parseInt(precision);
        return new Verb(
                matcher.group(1),
                width.isEmpty() ? 0 : Integer.parseInt(width),
                digits,
                matcher.group(4).charAt(0));
    }

    private static String padded(Verb verb, String text) {
        int missing = verb.width - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        if (verb.has('-')) {
            return text + " ".repeat(missing);
        }
        boolean signed = text.startsWith("-") || text.startsWith("+");
        return verb.has('0') && signed
                ? text.charAt(0) + "0".repeat(missing) + text.substring(1)
                : (verb.has('0') ? "0" : " ").repeat(missing) + text;
    }

    private static String write(Verb verb, @Nullable Object value) {
        String written = null;
        if (verb.name == 'v' && !(value instanceof Long || value instanceof Double)) {
            written = plain(value);
        } else if (value instanceof Long number) {
            written = whole(verb, number);
        } else if (value instanceof Double number) {
            written = floating(verb, number);
        } else if (value instanceof Boolean truth && verb.name == 't') {
            written = truth.toString();
        } else if (value instanceof String text) {
            written = text(verb, text);
        } else if (value instanceof Bytes bytes) {
            written = text(verb, new String(bytes.content(), StandardCharsets.UTF_8));
        } else if (value instanceof List || value instanceof Opaque.TypedList) {
            List<?> elements = value instanceof List<?> list ? list : ((Opaque.TypedList) value).elements();
            written = elements.stream().map(element -> write(verb, element)).collect(Collectors.joining(" ", "[", "]"));
        } else if (value != null && verb.name == 's' && !(value instanceof Boolean)) {
            written = plain(value);
        }
        if (verb.name == 'T') {
            return value == null ? "<nil>" : goType(value);
        }
        if (written != null) {
            return written;
        }
        return "%!" + verb.name + "(" + (value == null ? "<nil>" : goType(value) + "=" + plain(value)) + ")";
    }

    private static @Nullable String text(Verb verb, String text) {
        String cut = verb.precision >= 0 && verb.precision < text.length() ? text.substring(0, verb.precision) : text;
        return switch (verb.name) {
            case 's' -> cut;
            case 'q' -> Json.writePlain(cut);
            case 'x' -> Bytes.of(cut.getBytes(StandardCharsets.UTF_8)).hex();
            default -> null;
        };
    }

    private static @Nullable String whole(Verb verb, long number) {
        String digits = switch (verb.name) {
            case 'd', 'v' -> Long.toString(number);
            case 'x' -> Long.toString(number, 16);
            case 'X' -> Long.toString(number, 16).toUpperCase(Locale.ROOT);
            case 'o' -> Long.toString(number, 8);
            case 'b' -> Long.toString(number, 2);
            case 'c' -> Character.isValidCodePoint((int) number) ? Character.toString((int) number) : "\ufffd";
            case 'q' -> "'" + (char) number + "'";
            default -> null;
        };
        return digits == null ? null : signed(verb, digits, number >= 0 && "cq".indexOf(verb.name) < 0);
    }

    private static String signed(Verb verb, String digits, boolean positive) {
        String sign = verb.has('+') ? "+" : verb.has(' ') ? " " : "";
        return positive ? sign + digits : digits;
    }

    private static @Nullable String floating(Verb verb, double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return Double.isNaN(number) ? "NaN" : number > 0 ? "+Inf" : "-Inf";
        }
        String digits = switch (verb.name) {
            case 'f', 'F' ->
                new BigDecimal(number)
                        .setScale(precision(verb), RoundingMode.HALF_EVEN)
                        .toPlainString();
            case 'e' -> String.format(Locale.ROOT, "%." + precision(verb) + "e", number);
            case 'g', 'v' -> GoNumbers.format(number);
            default -> null;
        };
        return digits == null ? null : signed(verb, digits, number >= 0);
    }

    private static int precision(Verb verb) {
        return verb.precision < 0 ? 6 : verb.precision;
    }

    private static String plain(@Nullable Object value) {
        if (value == null) {
            return "<nil>";
        } else if (value instanceof Double number) {
            return String.valueOf(floating(new Verb("", 0, -1, 'v'), number));
        } else if (value instanceof List<?> list) {
            return list.stream().map(GoFormat::plain).collect(Collectors.joining(" ", "[", "]"));
        } else if (value instanceof Opaque.TypedList list) {
            return plain(list.elements());
        } else if (value instanceof Opaque.Id id) {
            return id.hex();
        }
        return value instanceof String || value instanceof Long || value instanceof Boolean
                ? value.toString()
                : Json.writePlain(value);
    }

    private static String goType(Object value) {
        return switch (Values.type(value)) {
            case "int" -> "int64";
            case "double" -> "float64";
            case "bytes" -> "[]uint8";
            case "list" -> "[]interface {}";
            case "time" -> "time.Time";
            case "duration" -> "time.Duration";
            default -> Values.type(value);
        };
    }
}
