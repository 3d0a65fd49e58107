// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.function;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.spanhound.collector.ottl.value.Coercions;
import dev.spanhound.collector.ottl.value.EvaluationException;
import dev.spanhound.collector.ottl.value.Expression;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Regular expressions of RE2; those that are literals are compiled once. */
final class RegexFunctions {
    private RegexFunctions() {}

    static void addTo(Family family) {
        family.with("IsMatch", "target, pattern", RegexFunctions::isMatch)
                .with("ExtractPatterns", "target, pattern", RegexFunctions::extractPatterns);
    }

    private static Expression isMatch(Arguments arguments) {
        Like<String> target = arguments.like(0, Coercions::asString);
        Typed<Pattern> pattern = pattern(arguments);
        return item -> {
            Pattern compiled = pattern.of(item);
            String text = target.of(item);
            return text != null && compiled.matcher(text).find();
        };
    }

    private static Expression extractPatterns(Arguments arguments) {
        Typed<String> target = arguments.string(0);
        Typed<Pattern> pattern = pattern(arguments);
        return item -> {
            Pattern compiled = pattern.of(item);
            Map<Integer, String> names = new TreeMap<>();
            compiled.namedGroups().forEach((name, number) -> names.put(number, name));
            if (names.isEmpty()) {
                throw new EvaluationException("ExtractPatterns needs a named group in " + compiled);
            }
            Map<String, Object> groups = new LinkedHashMap<>();
            Matcher matcher = compiled.matcher(target.of(item));
            if (matcher.find()) {
                names.forEach((number, name) -> {
                    String group = matcher.group(number);
                    groups.put(name, group == null ? "" : group);
                });
            }
            return groups;
        };
    }

    private static Typed<Pattern> pattern(Arguments arguments) {
        Typed<String> pattern = arguments.string(1);
        String literal = pattern.constant();
        if (literal != null) {
            return new Constant<>(Arguments.blame(1, () -> compile(literal)));
        }
        return item -> compile(pattern.of(item));
    }

    private static Pattern compile(String pattern) {
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new EvaluationException("no regular expression of RE2: " + e.getMessage());
        }
    }
}
