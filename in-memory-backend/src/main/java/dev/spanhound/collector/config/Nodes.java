// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.config;

import dev.spanhound.collector.config.Node.Mapping;
import dev.spanhound.collector.config.Node.Scalar;
import dev.spanhound.collector.config.Node.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The same values at other places. */
final class Nodes {
    private Nodes() {}

    /** Returns the value at another place; what is in it stays where it is. */
    static Node movedTo(Place place, Node node) {
        return with(place, node, node.original());
    }

    /** Returns the value as one that was put in for a text. */
    static Node substituted(Node node, String original) {
        return with(node.place(), node, original);
    }

    private static Node with(Place place, Node node, @Nullable String original) {
        if (node instanceof Mapping mapping) {
            return new Mapping(place, mapping.entries(), original);
        }
        if (node instanceof Sequence sequence) {
            return new Sequence(place, sequence.elements(), original);
        }
        Scalar scalar = (Scalar) node;
        return new Scalar(place, scalar.value(), scalar.text(), original);
    }

    /** Returns the value and all that is in it at one place. */
    static Node allMovedTo(Place place, Node node) {
        if (node instanceof Mapping mapping) {
            Map<String, Node> entries = new LinkedHashMap<>();
            mapping.entries().forEach((key, value) -> entries.put(key, allMovedTo(place, value)));
            return new Mapping(place, entries, node.original());
        }
        if (node instanceof Sequence sequence) {
            List<Node> elements = sequence.elements().stream()
                    .map(element -> allMovedTo(place, element))
                    .toList();
            return new Sequence(place, elements, node.original());
        }
        return movedTo(place, node);
    }

    /** Returns the value and all that is in it with their paths, beginning with this one. */
    static Node under(String path, Node node) {
        Place place = node.place().at(path);
        if (node instanceof Mapping mapping) {
            Map<String, Node> entries = new LinkedHashMap<>();
            mapping.entries().forEach((key, value) -> entries.put(key, under(place.key(key), value)));
            return new Mapping(place, entries, node.original());
        }
        if (node instanceof Sequence sequence) {
            List<Node> elements = new ArrayList<>();
            for (Node element : sequence.elements()) {
                elements.add(under(path + "[" + elements.size() + "]", element));
            }
            return new Sequence(place, elements, node.original());
        }
        return movedTo(place, node);
    }
}
