// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.processor;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Values of attributes as the Collector makes them strings. */
final class AttributeText {
    private AttributeText() {}

    static String of(Object value) {
        if (value instanceof Double number) {
            return GoNumbers.text(number);
        }
        if (value instanceof List<?> array) {
            return array.stream().map(AttributeText::element).collect(Collectors.joining(",", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> quoted(entry.getKey().toString()) + ":" + element(entry.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        return value.toString();
    }

    private static String element(Object value) {
        return value instanceof String text ? quoted(text) : of(value);
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\b' -> json.append("\\b");
                case '\f' -> json.append("\\f");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c < ' ' || c == '\u2028' || c == '\u2029') {
                        json.append(String.format("\\u%04x", (int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        return json.append('"').toString();
    }
}
