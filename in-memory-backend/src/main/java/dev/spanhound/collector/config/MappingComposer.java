// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.config;

import dev.spanhound.collector.config.Node.Mapping;
import dev.spanhound.collector.config.Node.Scalar;
import dev.spanhound.collector.config.Node.Sequence;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/** Makes a map of its events: a key may stand once only; what is merged in by {@code <<} is overridden by what is written. */
final class MappingComposer {
    private final Values values;
    private final Iterator<Event> events;
    private final Function<Event, Place> places;
    private final Map<String, Node> entries = new LinkedHashMap<>();
    private final List<Mapping> merged = new ArrayList<>();

    /** Reads a value from its first event on. */
    @FunctionalInterface
    interface Values {
        Node from(Event event) throws UnreadableException;
    }

    MappingComposer(Values values, Iterator<Event> events, Function<Event, Place> places) {
        this.values = values;
        this.events = events;
        this.places = places;
    }

    Mapping compose(Event start) throws UnreadableException {
        for (Event key = events.next(); !(key instanceof CollectionEndEvent); key = events.next()) {
            Node name = values.from(key);
            Node value = values.from(events.next());
            if (key instanceof ScalarEvent scalar
                    && scalar.isPlain()
                    && scalar.getValue().equals("<<")) {
                merge(value, places.apply(key));
            } else {
                put(name, value, places.apply(key));
            }
        }
        for (Mapping mapping : merged) {
            mapping.entries().forEach(entries::putIfAbsent);
        }
        return new Mapping(places.apply(start), entries);
    }

    private void put(Node key, Node value, Place place) throws UnreadableException {
        if (!(key instanceof Scalar scalar)) {
            throw new UnreadableException(place, "a key must be a string, but was " + key.described());
        }
        Node present = entries.put(scalar.text(), Nodes.movedTo(place, value));
        if (present != null) {
            Place first = present.place();
            throw new UnreadableException(
                    place,
                    "key " + scalar.text() + " is already there at line " + first.line() + ", column " + first.column()
                            + ": leave one of them out");
        }
    }

    private void merge(Node value, Place place) throws UnreadableException {
        List<Node> sources = value instanceof Sequence sequence ? sequence.elements() : List.of(value);
        for (Node source : sources) {
            if (!(source instanceof Mapping mapping)) {
                throw new UnreadableException(place, "<< takes a map or a list of maps, but was " + source.described());
            }
            merged.add(mapping);
        }
    }
}
