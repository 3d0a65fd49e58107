// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.processor;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.spanhound.collector.config.Section;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Regular expressions, of RE2's syntax as in Go. */
final class Patterns {
    private Patterns() {}

    /** Returns the pattern, or null if it is none, which is reported at the key. */
    static @Nullable Pattern compile(Section config, String key, String pattern) {
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            config.error(
                    key, "expected a regular expression (RE2), but was \"" + pattern + "\": " + e.getDescription());
            return null;
        }
    }

    /** Returns the names of the groups in their order, an empty one for each group that has none. */
    static List<String> groupNames(Pattern pattern) {
        List<String> names = new ArrayList<>(Collections.nCopies(pattern.groupCount(), ""));
        pattern.namedGroups().forEach((name, group) -> names.set(group - 1, name));
        return List.copyOf(names);
    }
}
