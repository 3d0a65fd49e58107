// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.value;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Values as JSON text, as the Collector writes them: keys sorted, no spaces, {@code <>&} escaped. */
public final class Json {
    private final StringBuilder out = new StringBuilder();
    private final boolean forHtml;

    private Json(boolean forHtml) {
        this.forHtml = forHtml;
    }

    /** Returns the value as JSON. */
    public static String write(@Nullable Object value) {
        return new Json(true).value(value);
    }

    /** Returns the value as JSON with {@code <>&} as they are. */
    public static String writePlain(@Nullable Object value) {
        return new Json(false).value(value);
    }

    private String value(@Nullable Object value) {
        append(value);
        return out.toString();
    }

    private void append(@Nullable Object value) {
        if (value == null) {
            out.append("null");
        } else if (value instanceof String text) {
            appendText(text);
        } else if (value instanceof Double number) {
            out.append(GoNumbers.format(number));
        } else if (value instanceof List<?> list) {
            appendList(list);
        } else if (value instanceof Opaque.TypedList list) {
            appendList(list.elements());
        } else if (value instanceof Map<?, ?> map) {
            appendMap(map);
        } else if (value instanceof Bytes bytes) {
            appendText(java.util.Base64.getEncoder().encodeToString(bytes.content()));
        } else if (value instanceof ZonedDateTime time) {
            appendText(GoNumbers.rfc3339(time));
        } else if (value instanceof Duration duration) {
            out.append(duration.toNanos());
        } else if (value instanceof Opaque.Id id) {
            appendIdBytes(id);
        } else if (value instanceof Opaque.MachineInt number) {
            out.append(number.value());
        } else if (value instanceof Opaque) {
            out.append("{}");
        } else {
            out.append(value);
        }
    }

    /** Go writes an array of bytes as a list of numbers. */
    private void appendIdBytes(Opaque.Id id) {
        char separator = '[';
        for (byte b : HexFormat.of().parseHex(id.hex())) {
            out.append(separator).append(Byte.toUnsignedInt(b));
            separator = ',';
        }
        out.append(']');
    }

    private void appendList(List<?> list) {
        out.append('[');
        for (Iterator<?> elements = list.iterator(); elements.hasNext(); ) {
            append(elements.next());
            if (elements.hasNext()) {
                out.append(',');
            }
        }
        out.append(']');
    }

    private void appendMap(Map<?, ?> map) {
        out.append('{');
        TreeMap<String, @Nullable Object> sorted = new TreeMap<>(Comparison::compareUtf8);
        map.forEach((key, value) -> sorted.put(String.valueOf(key), value));
        boolean first = true;
        for (Map.Entry<String, @Nullable Object> entry : sorted.entrySet()) {
            if (!first) {
                out.append(',');
            }
            first = false;
            appendText(entry.getKey());
            out.append(':');
            append(entry.getValue());
        }
        out.append('}');
    }

    private void appendText(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '<', '>', '&' -> appendChar(c, forHtml);
                default -> appendChar(c, c < ' ' || c == '\u2028' || c == '\u2029');
            }
        }
        out.append('"');
    }

    private void appendChar(char c, boolean escaped) {
        if (escaped) {
            out.append("\\u").append(HexFormat.of().toHexDigits(c));
        } else {
            out.append(c);
        }
    }
}
