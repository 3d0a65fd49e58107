// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.propagation;

import java.util.List;
import java.util.Optional;

/**
 * One list-member of {@code baggage}.
 *
 * @param key as it was sent
 * @param value percent-decoded
 * @param properties in their order; a name may be there several times
 */
public record BaggageEntry(String key, String value, List<Property> properties) {

    /**
     * Metadata of an entry.
     *
     * @param key as it was sent
     * @param value percent-decoded, or nothing if the property is a key alone
     */
    public record Property(String key, Optional<String> value) {
        @Override
        public String toString() {
            return key + value.map(each -> "=" + Percent.encode(each)).orElse("");
        }
    }

    public BaggageEntry {
        properties = List.copyOf(properties);
    }

    /** Returns the entry as it is written in a header, percent-encoded. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(key).append('=').append(Percent.encode(value));
        properties.forEach(property -> text.append(';').append(property));
        return text.toString();
    }
}
