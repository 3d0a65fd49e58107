// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector;

import dev.spanhound.collector.config.Findings;
import dev.spanhound.collector.config.NearMiss;
import dev.spanhound.collector.config.Node;
import dev.spanhound.collector.config.Place;
import dev.spanhound.collector.config.Section;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The components of one kind that a configuration defines, such as its receivers, by their ids. */
final class Components {
    private final String kind;
    private final Findings findings;
    private final Map<String, Node> configs = new LinkedHashMap<>();

    /**
     * Reads the components of one kind.
     *
     * @param kind what one is called, such as {@code receiver}; its plural is the key
     */
    Components(String kind, Section config, Findings findings) {
        this.kind = kind;
        this.findings = findings;
        config.section(kind + "s").ifPresent(this::read);
    }

    private void read(Section section) {
        for (String key : section.keys()) {
            Node config = section.value(key).orElseGet(() -> new Node.Scalar(section.place(key), null, ""));
            ComponentId.of(key)
                    .ifPresentOrElse(
                            id -> add(id, config),
                            () -> section.error(
                                    key, "\"" + key + "\" is no name of a " + kind + " (expected: type or type/name)"));
        }
    }

    private void add(ComponentId id, Node config) {
        if (!(config instanceof Node.Mapping) && !config.isNull()) {
            findings.error(config.place(), "expected a map, but was " + config.described());
        }
        if (configs.putIfAbsent(id.toString(), config) != null) {
            findings.error(config.place(), kind + " " + id + " is already there");
        }
    }

    boolean has(ComponentId id) {
        return configs.containsKey(id.toString());
    }

    Node config(ComponentId id) {
        Node config = configs.get(id.toString());
        if (config == null) {
            throw new IllegalArgumentException("no " + kind + " " + id);
        }
        return config;
    }

    Set<String> ids() {
        return configs.keySet();
    }

    /** Reports a name that refers to nothing. */
    void reportMissing(ComponentId id, Place place) {
        findings.error(
                place, kind + " " + id + " is not defined under " + kind + "s" + NearMiss.hint(id.toString(), ids()));
    }
}
