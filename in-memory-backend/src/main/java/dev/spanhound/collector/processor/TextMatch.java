// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.processor;

import com.google.re2j.Pattern;
import dev.spanhound.collector.config.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Strings to match, by {@code match_type}: equal to one of them, or somewhere in the text one of the patterns. */
final class TextMatch {
    private TextMatch() {}

    /** Returns the condition of the strings, which stand at a key; nothing matches if they are not valid. */
    static Predicate<String> of(String matchType, List<String> texts, Section config, String key) {
        if (!matchType.equals("regexp")) {
            return Set.copyOf(texts)::contains;
        }
        List<Pattern> patterns = new ArrayList<>();
        for (String text : texts) {
            Pattern pattern = Patterns.compile(config, key, text);
            if (pattern != null) {
                patterns.add(pattern);
            }
        }
        return text ->
                patterns.stream().anyMatch(pattern -> pattern.matcher(text).find());
    }
}
