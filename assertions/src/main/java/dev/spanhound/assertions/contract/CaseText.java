// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

import dev.spanhound.trace.propagation.HeaderLines;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One case as it is written: its name, and the values of each key in order.
 *
 * @param place the file and line, for messages
 */
record CaseText(String id, String place, Map<String, List<String>> values) {

    Optional<String> first(String key) {
        return all(key).stream().findFirst();
    }

    String only(String key) {
        List<String> all = all(key);
        if (all.size() != 1) {
            throw new IllegalArgumentException(
                    place + ": [" + id + "] has \"" + key + "\" " + all.size() + " times (expected: once)");
        }
        return all.get(0);
    }

    List<String> all(String key) {
        return values.getOrDefault(key, List.of());
    }

    HeaderLines headers() {
        return HeaderLines.from(all("send").stream().map(this::header).toList());
    }

    private Map.Entry<String, String> header(String line) {
        int colon = line.indexOf(':');
        if (colon <= 0) {
            throw new IllegalArgumentException(
                    place + ": [" + id + "] send: " + line + " (expected: send: name: value)");
        }
        String value = line.substring(colon + 1);
        return Map.entry(line.substring(0, colon), Escapes.read(value.startsWith(" ") ? value.substring(1) : value));
    }
}
