// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.spanhound.collector.config.Section;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code string_attribute}: one of these values, or a match of one of these regular expressions, in Go's syntax and
 * anywhere in the value. All other types read as an empty string, which is looked at on a resource, but never on a span.
 *
 * @param values what matches; without those that are empty, which the Collector ignores
 * @param patterns what matches, if the values are regular expressions
 */
record StringAttribute(Set<String> values, List<Pattern> patterns, String wanted) implements AttributeRule {

    static Policy read(Section keys) {
        List<String> values = keys.strings("values");
        keys.int64("cache_max_size", 0); // of results of regular expressions: it changes no decision
        boolean isRegex = keys.bool("enabled_regex_matching", false);
        String list = values.size() == 1 ? values.get(0) : "one of " + String.join(", ", values);
        if (values.isEmpty()) {
            keys.warn("values", "no values: nothing matches");
        }
        return AttributePolicy.read(
                keys,
                isRegex
                        ? new StringAttribute(Set.of(), patterns(keys, values), "matching " + list)
                        : new StringAttribute(exact(keys, values), List.of(), list));
    }

    private static Set<String> exact(Section keys, List<String> values) {
        Set<String> exact = new LinkedHashSet<>(values);
        if (exact.remove("")) {
            keys.warn("values", "an empty string never matches");
        }
        return exact;
    }

    private static List<Pattern> patterns(Section keys, List<String> values) {
        List<Pattern> patterns = new ArrayList<>();
        for (String value : values) {
            try {
                patterns.add(Pattern.compile(value));
            } catch (PatternSyntaxException e) {
                keys.error(
                        "values",
                        "invalid regex `%s`: %s (expected: the syntax of Go's regexp, without look-around and"
                                        .formatted(value, e.getMessage())
                                + " back-references)");
            }
        }
        return patterns;
    }

    @Override
    public boolean matches(Object value, boolean onResource) {
        String text = value instanceof String string ? string : "";
        if (text.isEmpty() && !onResource) {
            return false;
        }
        if (values.contains(text)) {
            return true;
        }
        for (Pattern pattern : patterns) {
            if (pattern.matcher(text).find()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public @Nullable Object misread(Object value) {
        return value instanceof String ? null : "";
    }
}
