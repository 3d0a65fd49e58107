// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import dev.spanhound.collector.config.ConfigReader;
import dev.spanhound.collector.config.Findings;
import dev.spanhound.collector.config.Locations;
import dev.spanhound.collector.config.Node.Mapping;
import dev.spanhound.collector.config.Source;
import dev.spanhound.collector.config.Surroundings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The files that a Collector is given: a user's configuration as it is, or, if it is only a part of one, below what it is
 * a part of.
 */
final class CollectorFiles {
    private static final Set<String> WHOLE =
            Set.of("receivers", "processors", "exporters", "connectors", "extensions", "service");
    private static final int INDENT = 2;

    private final List<Source> sources;

    private CollectorFiles(List<Source> sources) {
        this.sources = sources;
    }

    /**
     * Reads configurations, later ones over earlier ones.
     *
     * @param locations as those of {@code CollectorConfig.load}
     * @throws dev.spanhound.collector.config.ConfigException if one does not exist or is not YAML
     */
    static CollectorFiles read(List<String> locations) {
        List<Source> read = new ArrayList<>();
        locations.forEach(location -> read.add(Locations.read(location, null)));
        Set<String> keys = merged(read, Map.of()).entries().keySet();
        if (keys.isEmpty() || keys.stream().anyMatch(WHOLE::contains)) {
            return new CollectorFiles(read);
        }
        // Every configuration of tail_sampling has policies, and no processor is called so.
        List<String> above = keys.contains("policies") ? List.of("processors", "tail_sampling") : List.of("processors");
        return new CollectorFiles(read.stream()
                .map(source -> new Source(source.name(), below(above, source.text()), source.folder()))
                .toList());
    }

    private static String below(List<String> keys, String yaml) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < keys.size(); i++) {
            text.append(" ".repeat(INDENT * i)).append(keys.get(i)).append(":\n");
        }
        String indent = " ".repeat(INDENT * keys.size());
        // A line that begins a document cannot stand below anything; what follows a second one is not read.
        return yaml.lines()
                .filter(line -> !line.startsWith("---"))
                .map(line -> line.isEmpty() ? line : indent + line)
                .collect(Collectors.joining("\n", text, "\n"));
    }

    /** Returns the files' texts, in the order in which the Collector has to merge them. */
    List<String> texts() {
        return sources.stream().map(Source::text).toList();
    }

    /**
     * Returns what all of them say together, as the Collector reads it. What it refers to and is not there is left out.
     *
     * @param environment the container's environment variables
     */
    Mapping merged(Map<String, String> environment) {
        return merged(sources, environment);
    }

    private static Mapping merged(List<Source> sources, Map<String, String> environment) {
        Map<String, String> variables = new LinkedHashMap<>(environment);
        Surroundings surroundings = new Surroundings(name -> Optional.ofNullable(variables.get(name)), null);
        // The Collector itself says what is wrong; here only the names in the pipelines matter.
        return new ConfigReader(surroundings).read(sources, new Findings());
    }
}
