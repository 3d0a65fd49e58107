// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.config;

import dev.spanhound.collector.config.Node.Mapping;
import dev.spanhound.collector.config.Node.Scalar;
import dev.spanhound.collector.config.Node.Sequence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts in what {@code ${…}} refers to, in values only, never in keys. A reference that is the whole value is read as YAML;
 * one inside a text is text. What is put in may have references of its own. At the end {@code $$} becomes {@code $}.
 */
final class Expansion {
    private static final int MAX_STEPS = 1000;
    private static final int MAX_DEPTH = 50;
    private static final int MAX_LENGTH = 1_000_000;

    private final References references;
    private final Findings findings;

    Expansion(References references, Findings findings) {
        this.references = references;
        this.findings = findings;
    }

    Node expand(Node node) {
        return expand(node, 0);
    }

    private Node expand(Node node, int depth) {
        if (node instanceof Mapping mapping) {
            Map<String, Node> entries = new LinkedHashMap<>();
            mapping.entries().forEach((key, value) -> entries.put(key, expand(value, depth)));
            return new Mapping(node.place(), entries, node.original());
        }
        if (node instanceof Sequence sequence) {
            List<Node> elements = sequence.elements().stream()
                    .map(element -> expand(element, depth))
                    .toList();
            return new Sequence(node.place(), elements, node.original());
        }
        Scalar scalar = (Scalar) node;
        return scalar.value() instanceof String text ? expand(scalar, text, depth) : scalar;
    }

    private Node expand(Scalar scalar, String written, int depth) {
        String text = written;
        for (int step = 0; ; step++) {
            String reference = ReferenceFinder.first(text);
            if (reference == null) {
                String unescaped = text.replace("$$", "$");
                return new Scalar(scalar.place(), unescaped, unescaped, scalar.original());
            }
            if (step > MAX_STEPS || depth > MAX_DEPTH || text.length() > MAX_LENGTH) {
                findings.error(scalar.place(), reference + " refers to itself, or to too much: it has no end");
                return nothing(scalar);
            }
            References.Retrieved retrieved = retrieve(scalar.place(), reference);
            if (retrieved == null) {
                return nothing(scalar);
            }
            if (reference.equals(text)) {
                return whole(scalar, retrieved, depth);
            }
            text = text.replace(reference, retrieved.text());
        }
    }

    /** What could not be put in has a text, so that nobody tries to put it in again. */
    private static Scalar nothing(Scalar scalar) {
        return new Scalar(scalar.place(), null, scalar.text(), "");
    }

    private References.@Nullable Retrieved retrieve(Place place, String reference) {
        try {
            return references.retrieve(place, reference.substring(2, reference.length() - 1), findings);
        } catch (UnreadableException e) {
            findings.error(place, reference + ": " + e.getMessage());
            return null;
        }
    }

    /** A value that takes a string gets the text, and so does one that is a string. */
    private Node whole(Scalar scalar, References.Retrieved retrieved, int depth) {
        Node value = Nodes.movedTo(scalar.place(), expand(retrieved.value(), depth + 1));
        if (value.original() != null || isString(value)) {
            return value;
        }
        Node original = expand(new Scalar(scalar.place(), retrieved.text(), retrieved.text()), depth + 1);
        return isString(original) ? Nodes.substituted(value, ((Scalar) original).text()) : value;
    }

    private static boolean isString(Node node) {
        return node instanceof Scalar scalar && scalar.value() instanceof String;
    }
}
