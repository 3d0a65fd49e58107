// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.restassured;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a {@code Server-Timing} header holds: entries such as {@code db;dur=53;desc="first, slow"} with commas between them.
 *
 * @see <a href="https://www.w3.org/TR/server-timing/#the-server-timing-header-field">Server Timing, 3</a>
 */
final class ServerTiming {
    private ServerTiming() {}

    /** Returns the descriptions of the entries that have one of these names. */
    static List<String> descriptions(String value, String... names) {
        List<String> descriptions = new ArrayList<>();
        for (String entry : split(value, ',')) {
            List<String> parts = split(entry, ';');
            if (Stream.of(names).anyMatch(parts.get(0)::equalsIgnoreCase)) {
                parts.stream()
                        .skip(1)
                        .flatMap(part -> description(part))
                        .findFirst()
                        .ifPresent(descriptions::add);
            }
        }
        return descriptions;
    }

    private static Stream<String> description(String parameter) {
        int equals = parameter.indexOf('=');
        boolean isDescription =
                equals >= 0 && parameter.substring(0, equals).strip().equalsIgnoreCase("desc");
        return isDescription
                ? Stream.of(parameter.substring(equals + 1).replace("\"", "").strip())
                : Stream.empty();
    }

    /** Splits at what is not within quotes. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == '"') {
                quoted = !quoted;
            } else if (each == separator && !quoted) {
                parts.add(text.substring(begin, i).strip());
                begin = i + 1;
            }
        }
        parts.add(text.substring(begin).strip());
        return parts;
    }
}
