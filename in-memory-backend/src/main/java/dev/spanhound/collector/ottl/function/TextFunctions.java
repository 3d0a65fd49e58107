// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.function;

import dev.spanhound.collector.ottl.value.Coercions;
import dev.spanhound.collector.ottl.value.EvaluationException;
import dev.spanhound.collector.ottl.value.Expression;
import dev.spanhound.collector.ottl.value.ListExpression;
import dev.spanhound.collector.ottl.value.Opaque;
import dev.spanhound.collector.ottl.value.Values;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Text cut, joined and changed. Lengths and places count bytes in UTF-8, as in Go. */
final class TextFunctions {
    private TextFunctions() {}

    static void addTo(Family family) {
        family.with("ToLowerCase", "target", a -> changed(a, Letters::toLowerCase))
                .with("ToUpperCase", "target", a -> changed(a, Letters::toUpperCase))
                .with("ToSnakeCase", "target", a -> changed(a, Letters::toSnakeCase))
                .with("ToCamelCase", "target", a -> changed(a, Letters::toCamelCase))
                .with("ConvertCase", "target, to_case", TextFunctions::convertCase)
                .with("HasPrefix", "target, prefix", a -> {
                    Typed<String> target = a.string(0);
                    Typed<String> prefix = a.string(1);
                    return item -> target.of(item).startsWith(prefix.of(item));
                })
                .with("HasSuffix", "target, suffix", a -> {
                    Typed<String> target = a.string(0);
                    Typed<String> suffix = a.string(1);
                    return item -> target.of(item).endsWith(suffix.of(item));
                })
                .with("Trim", "target, replacement?", a -> {
                    Typed<String> target = a.string(0);
                    String characters = a.text(1, " ");
                    return item -> trim(target.of(item), characters);
                })
                .with(
                        "TrimPrefix",
                        "target, prefix",
                        a -> combined(
                                a, (text, prefix) -> text.startsWith(prefix) ? text.substring(prefix.length()) : text))
                .with(
                        "TrimSuffix",
                        "target, suffix",
                        a -> combined(
                                a,
                                (text, suffix) -> text.endsWith(suffix)
                                        ? text.substring(0, text.length() - suffix.length())
                                        : text))
                .with("Split", "target, delimiter", a -> {
                    Typed<String> target = a.string(0);
                    Typed<String> delimiter = a.string(1);
                    return item -> new Opaque.TypedList(split(target.of(item), delimiter.of(item)));
                })
                .with("Concat", "vals, delimiter", TextFunctions::concat)
                .with("Substring", "target, start, length, utf8_safe?", TextFunctions::substring);
    }

    private static Expression changed(Arguments arguments, UnaryOperator<String> change) {
        Typed<String> target = arguments.string(0);
        return item -> change.apply(target.of(item));
    }

    private static Expression combined(Arguments arguments, BinaryOperator<String> change) {
        Typed<String> target = arguments.string(0);
        Typed<String> other = arguments.string(1);
        return item -> change.apply(target.of(item), other.of(item));
    }

    private static Expression convertCase(Arguments arguments) {
        return changed(
                arguments,
                switch (arguments.text(1)) {
                    case "lower" -> Letters::toLowerCase;
                    case "upper" -> Letters::toUpperCase;
                    case "snake" -> Letters::toSnakeCase;
                    case "camel" -> Letters::toCamelCase;
                    default -> throw new ArgumentException(1, "expected \"lower\", \"upper\", \"snake\" or \"camel\"");
                });
    }

    private static String trim(String text, String characters) {
        int start = 0;
        int end = text.length();
        while (start < end && characters.indexOf(text.codePointAt(start)) >= 0) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (end > start && characters.indexOf(text.codePointBefore(end)) >= 0) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }

    static List<String> split(String text, String delimiter) {
        List<String> parts = new ArrayList<>();
        if (delimiter.isEmpty()) {
            text.codePoints().forEach(c -> parts.add(Character.toString(c)));
            return parts;
        }
        int start = 0;
        for (int at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, start)) {
            parts.add(text.substring(start, at));
            start = at + delimiter.length();
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static Expression concat(Arguments arguments) {
        Typed<String> delimiter = arguments.string(1);
        if (arguments.any(0) instanceof ListExpression list) {
            List<Like<String>> values = list.elements().stream()
                    .map(element -> new Arguments(List.of(element)).like(0, Coercions::asString))
                    .toList();
            return item -> {
                String separator = delimiter.of(item);
                List<String> parts = new ArrayList<>(values.size());
                values.forEach(value -> parts.add(orNil(value.of(item))));
                return String.join(separator, parts);
            };
        }
        Expression values = arguments.any(0);
        return item -> {
            String separator = delimiter.of(item);
            return joined(values.of(item), separator);
        };
    }

    private static String orNil(@Nullable String text) {
        return text == null ? "<nil>" : text;
    }

    private static String joined(@Nullable Object values, String separator) {
        List<String> parts = new ArrayList<>();
        if (values instanceof Opaque.TypedList typed) {
            typed.elements().forEach(element -> parts.add(orNil(Coercions.asString(element))));
        } else if (values instanceof List<?> list) {
            list.forEach(element -> parts.add(Coercions.elementAsString(element)));
        } else if (values != null) {
            throw new EvaluationException("expected a list, but got " + Values.describe(values));
        }
        return String.join(separator, parts);
    }

    private static Expression substring(Arguments arguments) {
        Typed<String> target = arguments.string(0);
        Typed<Long> start = arguments.integer(1);
        Typed<Long> length = arguments.integer(2);
        boolean safe = arguments.flag(3, false);
        return item -> substring(target.of(item), start.of(item), length.of(item), safe);
    }

    private static String substring(String text, long start, long length, boolean safe) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (start < 0 || length <= 0 || start > bytes.length || length > bytes.length - start) {
            throw new EvaluationException("Substring from " + start + " of length " + length + " is not in \"" + text
                    + "\" (" + bytes.length + " bytes)");
        }
        int from = (int) start;
        int to = (int) (start + length);
        if (safe) {
            while (from < bytes.length && isContinuation(bytes[from])) {
                from++;
            }
            while (from < to && to < bytes.length && isContinuation(bytes[to])) {
                to--;
            }
            to = Math.max(from, to);
        }
        return new String(Arrays.copyOfRange(bytes, from, to), StandardCharsets.UTF_8);
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xc0) == 0x80;
    }
}
