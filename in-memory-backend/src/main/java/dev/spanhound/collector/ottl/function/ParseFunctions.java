// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.function;

import dev.spanhound.collector.ottl.value.Coercions;
import dev.spanhound.collector.ottl.value.EvaluationException;
import dev.spanhound.collector.ottl.value.Expression;
import dev.spanhound.collector.ottl.value.JsonReader;
import dev.spanhound.collector.ottl.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Text of a known form as maps and lists, and back. */
final class ParseFunctions {
    private ParseFunctions() {}

    static void addTo(Family family) {
        family.with("ParseJSON", "target", ParseFunctions::json)
                .with("ParseKeyValue", "target, delimiter?, pair_delimiter?", ParseFunctions::keyValue)
                .with(
                        "ToKeyValueString",
                        "target, delimiter?, pair_delimiter?, sort_output?",
                        ParseFunctions::toKeyValue)
                .with("ParseXML", "target", XmlFunction::make)
                .with("ParseCSV", "target, header, delimiter?, header_delimiter?, mode?", CsvFunction::make);
    }

    private static Expression json(Arguments arguments) {
        Typed<String> target = arguments.string(0);
        return item -> {
            Object value = JsonReader.read(target.of(item));
            if (value instanceof Map || value instanceof List) {
                return value;
            }
            throw new EvaluationException("ParseJSON gives maps and lists only, but this is " + Values.describe(value));
        };
    }

    /** What separates names from values, and pairs from one another. */
    private record Delimiters(String inPair, String ofPairs) {
        static Delimiters of(Arguments arguments) {
            String inPair = arguments.text(1, "=");
            String ofPairs = arguments.text(2, " ");
            if (inPair.isEmpty() || ofPairs.isEmpty()) {
                throw new ArgumentException(inPair.isEmpty() ? 1 : 2, "expected at least one character");
            }
            if (inPair.equals(ofPairs)) {
                throw new ArgumentException(arguments.has(2) ? 2 : 1, "expected two different delimiters");
            }
            return new Delimiters(inPair, ofPairs);
        }
    }

    private static Expression keyValue(Arguments arguments) {
        Typed<String> target = arguments.string(0);
        Delimiters delimiters = Delimiters.of(arguments);
        return item -> {
            String text = target.of(item);
            if (text.isEmpty()) {
                throw new EvaluationException("ParseKeyValue needs text, but got \"\"");
            }
            Map<String, Object> map = new LinkedHashMap<>();
            for (String pair : pairs(text, delimiters.ofPairs)) {
                int at = pair.indexOf(delimiters.inPair);
                if (at < 0) {
                    throw new EvaluationException(
                            "\"" + pair + "\" is no pair (expected: \"" + delimiters.inPair + "\" in it)");
                }
                map.put(
                        pair.substring(0, at).strip(),
                        pair.substring(at + delimiters.inPair.length()).strip());
            }
            return map;
        };
    }

    /** Cuts at the delimiters outside of quotes, and takes the quotes away. */
    private static List<String> pairs(String text, String delimiter) {
        List<String> pairs = new ArrayList<>();
        StringBuilder pair = new StringBuilder();
        char quote = 0;
        boolean escaped = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == 0 && text.startsWith(delimiter, i)) {
                addIfAny(pairs, pair);
                i += delimiter.length() - 1;
                continue;
            }
            if (!escaped && (quote == 0 ? c == '"' || c == '\'' : c == quote)) {
                quote = quote == 0 ? c : 0;
                continue;
            }
            escaped = !escaped && c == '\\';
            pair.append(c);
        }
        if (quote != 0) {
            throw new EvaluationException("no closing quote in \"" + text + '"');
        }
        addIfAny(pairs, pair);
        return pairs;
    }

    private static void addIfAny(List<String> pairs, StringBuilder pair) {
        if (!pair.isEmpty()) {
            pairs.add(pair.toString());
            pair.setLength(0);
        }
    }

    private static Expression toKeyValue(Arguments arguments) {
        Typed<Map<String, @Nullable Object>> target = arguments.map(0);
        Delimiters delimiters = Delimiters.of(arguments);
        boolean sorted = arguments.flag(3, false);
        return item -> {
            List<String> pairs = new ArrayList<>();
            Map<String, @Nullable Object> map = target.of(item);
            (sorted ? new TreeMap<>(map) : map)
                    .forEach((key, value) -> pairs.add(quoted(key, delimiters)
                            + delimiters.inPair
                            + quoted(Coercions.elementAsString(value), delimiters)));
            return String.join(delimiters.ofPairs, pairs);
        };
    }

    private static String quoted(String text, Delimiters delimiters) {
        String escaped = text.replace("\"", "\\\"");
        boolean ambiguous = escaped.contains(delimiters.ofPairs) || escaped.contains(delimiters.inPair);
        return ambiguous ? '"' + escaped + '"' : escaped;
    }
}
