// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.processor;

import dev.spanhound.collector.config.Node;
import dev.spanhound.collector.config.Node.Mapping;
import dev.spanhound.collector.config.Node.Scalar;
import dev.spanhound.collector.config.Node.Sequence;
import dev.spanhound.collector.config.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Values of attributes in a configuration. */
final class AttributeValues {
    private AttributeValues() {}

    /**
     * Returns the value at a key as an attribute can have it, or null if there is none. A map, or a list of several types, is
     * its JSON, as such a value is that arrives in a span.
     */
    static @Nullable Object read(Section config, String key) {
        Optional<Object> value = config.value(key).map(node -> value(config, key, node));
        if (value.orElse(null) instanceof List<?> array && !isArray(array)) {
            return AttributeText.of(array);
        }
        return value.map(read -> read instanceof Map ? AttributeText.of(read) : read)
                .orElse(null);
    }

    private static boolean isArray(List<?> list) {
        return list.stream()
                        .allMatch(element -> element.getClass() == list.get(0).getClass())
                && list.stream().noneMatch(element -> element instanceof List || element instanceof Map);
    }

    private static Object value(Section config, String key, Node node) {
        if (node instanceof Sequence list) {
            List<Object> elements = new ArrayList<>();
            list.elements().forEach(element -> elements.add(value(config, key, element)));
            return elements;
        }
        if (node instanceof Mapping map) {
            Map<String, Object> entries = new TreeMap<>();
            map.entries().forEach((name, entry) -> entries.put(name, value(config, key, entry)));
            return entries;
        }
        Object value = ((Scalar) node).value();
        if (value instanceof String || value instanceof Long || value instanceof Double || value instanceof Boolean) {
            return value;
        }
        config.error(
                key,
                "expected a string, a number, true, false, a list or a map, but was " + node.described()
                        + "; quote it to make it a string");
        return "";
    }
}
