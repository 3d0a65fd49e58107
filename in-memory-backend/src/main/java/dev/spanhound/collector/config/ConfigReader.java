// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.config;

import dev.spanhound.collector.config.Node.Mapping;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the texts of a configuration as the Collector's {@code confmap} does (v1.68.0): the first document of each; later
 * texts over earlier ones, maps merged, all else replaced; {@code a::b: 1} as {@code a: {b: 1}}; then {@code ${…}}.
 */
public final class ConfigReader {
    private static final String DELIMITER = "::";

    private final Surroundings surroundings;

    /** Makes a reader. */
    public ConfigReader(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * Returns the whole configuration. A reference that cannot be followed is reported, and reads as nothing.
     *
     * @throws ConfigException if a text is not YAML, or no map
     */
    public Mapping read(List<Source> sources, Findings findings) {
        Place top = new Place(sources.isEmpty() ? "" : sources.get(0).name(), 1, 1, "");
        Map<String, Node> merged = new LinkedHashMap<>();
        for (Source source : sources) {
            merge(merged, nested(parsed(source, findings)));
        }
        findings.throwErrors();
        Expansion expansion = new Expansion(new References(surroundings, sources), findings);
        Node expanded = expansion.expand(Nodes.under("", new Mapping(top, merged)));
        return (Mapping) Nodes.under("", expanded);
    }

    private static Map<String, Node> parsed(Source source, Findings findings) {
        try {
            YamlComposer.Composed composed = YamlComposer.compose(source.name(), source.text());
            Place second = composed.secondDocument();
            if (second != null) {
                findings.warn(second, "the Collector reads the first document only, and so is this one left out");
            }
            Node node = composed.node();
            if (node instanceof Mapping mapping) {
                return mapping.entries();
            }
            if (!node.isNull()) {
                findings.error(node.place(), "expected a map, but was " + node.described());
            }
        } catch (UnreadableException e) {
            Finding finding = e.finding();
            findings.error(finding.place(), finding.message());
        }
        return Map.of();
    }

    private static Map<String, Node> nested(Map<String, Node> entries) {
        Map<String, Node> result = new LinkedHashMap<>();
        entries.forEach((key, value) -> {
            List<String> keys = Arrays.asList(key.split(DELIMITER, -1));
            Node inner =
                    value instanceof Mapping mapping ? new Mapping(mapping.place(), nested(mapping.entries())) : value;
            for (int i = keys.size() - 1; i > 0; i--) {
                inner = new Mapping(value.place(), Map.of(keys.get(i), inner));
            }
            merge(result, Map.of(keys.get(0), inner));
        });
        return result;
    }

    private static void merge(Map<String, Node> base, Map<String, Node> over) {
        over.forEach((key, value) -> {
            Node present = base.get(key);
            if (present instanceof Mapping below && value instanceof Mapping above) {
                Map<String, Node> both = new LinkedHashMap<>(below.entries());
                merge(both, above.entries());
                base.put(key, new Mapping(above.place(), both));
            } else {
                base.put(key, value);
            }
        });
    }
}
