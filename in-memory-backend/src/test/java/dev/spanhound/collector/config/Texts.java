// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads texts as a configuration with an environment of the test's own. */
final class Texts {
    private final Findings findings = new Findings();
    private Map<String, String> environment = Map.of();
    private @Nullable Path baseDirectory;

    Texts with(Map<String, String> variables) {
        environment = variables;
        return this;
    }

    Texts in(Path directory) {
        baseDirectory = directory;
        return this;
    }

    Node.Mapping read(String... texts) {
        List<Source> sources = new ArrayList<>();
        for (String text : texts) {
            String number = sources.isEmpty() ? "" : String.valueOf(sources.size() + 1);
            sources.add(new Source("otel" + number + ".yaml", text, null));
        }
        Map<String, String> variables = environment;
        Surroundings surroundings = new Surroundings(name -> Optional.ofNullable(variables.get(name)), baseDirectory);
        return new ConfigReader(surroundings).read(sources, findings);
    }

    Section section(String... texts) {
        return new Section(read(texts), findings);
    }

    List<String> errors() {
        return findings.errors().stream().map(Finding::toString).toList();
    }

    List<String> warnings() {
        return findings.warnings().stream().map(Finding::toString).toList();
    }

    /** What a value is in plain Java. */
    static @Nullable Object plain(Node node) {
        if (node instanceof Node.Mapping mapping) {
            Map<String, @Nullable Object> map = new java.util.LinkedHashMap<>();
            mapping.entries().forEach((key, value) -> map.put(key, plain(value)));
            return map;
        }
        if (node instanceof Node.Sequence sequence) {
            List<@Nullable Object> list = new ArrayList<>();
            sequence.elements().forEach(element -> list.add(plain(element)));
            return list;
        }
        return ((Node.Scalar) node).value();
    }
}
