// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.function;

import dev.spanhound.collector.ottl.value.EvaluationException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The query part of a URL: names with all of their values. */
final class UrlQuery {
    private UrlQuery() {}

    /** Returns the names and values under {@code query}; @throws EvaluationException if there is a wrong escape. */
    static Map<String, Object> parse(String query) {
        Map<String, List<Object>> values = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = unescape(equals < 0 ? pair : pair.substring(0, equals), true);
            String value = equals < 0 ? "" : unescape(pair.substring(equals + 1), true);
            if (name == null || value == null || pair.indexOf(';') >= 0) {
                throw new EvaluationException("\"" + pair + "\" is no pair of a query");
            }
            values.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
        }
        return values.isEmpty() ? Map.of() : Map.of("query", values);
    }

    /** Returns the text without escapes, or null if one is none. */
    static @Nullable String unescape(String text, boolean plusIsSpace) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%') {
                int high = i + 1 < bytes.length ? Character.digit((char) bytes[i + 1], 16) : -1;
                int low = i + 2 < bytes.length ? Character.digit((char) bytes[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    return null;
                }
                out.write(high << 4 | low);
                i += 2;
            } else {
                out.write(bytes[i] == '+' && plusIsSpace ? ' ' : bytes[i]);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
