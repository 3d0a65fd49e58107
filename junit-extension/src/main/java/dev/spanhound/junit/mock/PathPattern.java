// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit.mock;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The path of a stub: as it stands, with <code>{name}</code> for any one part, and with {@code /**} at its end for all that
 * may follow.
 */
record PathPattern(String text) {
    private static final String REST = "**";

    /**
     * Checks the path.
     *
     * @throws IllegalArgumentException if it does not begin with a slash, or has a query
     */
    PathPattern {
        if (!text.startsWith("/") || text.indexOf('?') >= 0) {
            throw new IllegalArgumentException(
                    "path: \"" + text
                            + "\" (expected: a path without a query, such as \"/payments\", \"/payments/{id}\" or \"/payments/**\")");
        }
    }

    /** Returns what stands for the placeholders, if the path matches. */
    Optional<Map<String, String>> match(String path) {
        List<String> expected = parts(text);
        List<String> parts = parts(path);
        boolean open = expected.get(expected.size() - 1).equals(REST);
        int fixed = open ? expected.size() - 1 : expected.size();
        if (parts.size() < fixed || (!open && parts.size() > fixed)) {
            return Optional.empty();
        }
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < fixed; i++) {
            String part = expected.get(i);
            boolean isPlaceholder =
                    part.startsWith("{") && part.endsWith("}") && !parts.get(i).isEmpty();
            if (isPlaceholder) {
                variables.put(part.substring(1, part.length() - 1), parts.get(i));
            } else if (!part.equals(parts.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }

    private static List<String> parts(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    @Override
    public String toString() {
        return text;
    }
}
