// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector;

import dev.spanhound.collector.config.ConfigException;
import dev.spanhound.collector.config.ConfigReader;
import dev.spanhound.collector.config.Finding;
import dev.spanhound.collector.config.Findings;
import dev.spanhound.collector.config.Locations;
import dev.spanhound.collector.config.Node.Mapping;
import dev.spanhound.collector.config.Source;
import dev.spanhound.collector.config.Surroundings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of an OpenTelemetry Collector, as the YAML that production runs, or a part of it:
 *
 * <pre>{@code
 * CollectorConfig.load("otel-collector.yaml");
 * CollectorConfig.builder().environment(Map.of("WAIT", "5s")).ignoring("transform").load("classpath:otel.yaml");
 * }</pre>
 *
 * <p>A whole configuration runs its traces pipelines. A part is {@code processors:} alone, processors by their names such as
 * {@code tail_sampling:}, or what stands under {@code tail_sampling:}; its processors make one pipeline in the order
 * written. What is neither a processor nor part of a traces pipeline is not interpreted.
 *
 * <p>Texts, {@code ${env:NAME}}, {@code ${file:path}} and several locations are read as the Collector v0.162 does. What it
 * refuses is refused, all findings at once, each with its place. Immutable.
 */
public final class CollectorConfig {
    private final List<TracesPipeline> pipelines;
    private final List<Finding> warnings;

    private CollectorConfig(List<TracesPipeline> pipelines, List<Finding> warnings) {
        this.pipelines = List.copyOf(pipelines);
        this.warnings = List.copyOf(warnings);
    }

    /**
     * Loads a configuration with the environment of this process.
     *
     * @param locations {@code classpath:otel.yaml}, {@code file:otel.yaml}, or a plain name, which is a file or else a
     *     resource of the class path; later ones over earlier ones, as {@code --config} given several times
     * @throws ConfigException if a location does not exist, or if there is anything wrong, with all that is
     */
    public static CollectorConfig load(String... locations) {
        return builder().load(locations);
    }

    /**
     * Reads a configuration with the environment of this process.
     *
     * @throws ConfigException if there is anything wrong, with all that is
     */
    public static CollectorConfig parse(String yaml) {
        return builder().parse(yaml);
    }

    /** Begins a configuration with options. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns what the Collector accepts, but may not do what it seems to, in the order of the places. */
    public List<Finding> warnings() {
        return warnings;
    }

    List<TracesPipeline> pipelines() {
        return pipelines;
    }

    /** How to read a configuration. */
    public static final class Builder {
        private final Set<String> ignored = new LinkedHashSet<>();
        private Function<String, Optional<String>> environment = name -> Optional.ofNullable(System.getenv(name));
        private ProcessorTypes processors = ProcessorTypes.standard();
        private @Nullable Path baseDirectory;
        private boolean strict;

        private Builder() {}

        /** Sets what {@code ${env:NAME}} refers to, in place of the environment of this process. */
        public Builder environment(Map<String, String> variables) {
            Map<String, String> copy = Map.copyOf(variables);
            this.environment = name -> Optional.ofNullable(copy.get(name));
            return this;
        }

        /**
         * Sets where relative files are looked for. The default is the working directory, as the Collector does, and for
         * {@code ${file:…}} then the directory of the configuration.
         */
        public Builder baseDirectory(Path directory) {
            this.baseDirectory = directory;
            return this;
        }

        /**
         * Leaves out processors of a traces pipeline, such as those that do not run here.
         *
         * @param names types, such as {@code transform}, or ids, such as {@code transform/names}
         */
        public Builder ignoring(String... names) {
            ignored.addAll(Arrays.asList(names));
            return this;
        }

        /**
         * Adds to the warnings the ways of the Collector that surprise and that the configuration meets, such as
         * {@code min_value: 0}, which counts as not set.
         */
        public Builder strict() {
            this.strict = true;
            return this;
        }

        Builder processors(ProcessorTypes available) {
            this.processors = available;
            return this;
        }

        /**
         * Loads the configuration.
         *
         * @param locations as for {@link CollectorConfig#load(String...)}
         * @throws ConfigException if a location does not exist, or if there is anything wrong, with all that is
         * @throws IllegalArgumentException if there is no location
         */
        public CollectorConfig load(String... locations) {
            if (locations.length == 0) {
                throw new IllegalArgumentException("no location (expected: at least one)");
            }
            return read(Arrays.stream(locations)
                    .map(location -> Locations.read(location, baseDirectory))
                    .toList());
        }

        /**
         * Reads the configuration, which messages call {@code yaml}.
         *
         * @throws ConfigException if there is anything wrong, with all that is
         */
        public CollectorConfig parse(String yaml) {
            return read(List.of(new Source("yaml", yaml, null)));
        }

        private CollectorConfig read(List<Source> sources) {
            Findings findings = new Findings();
            Mapping root = new ConfigReader(new Surroundings(environment, baseDirectory)).read(sources, findings);
            StageReader stages = new StageReader(processors, ignored, findings);
            List<TracesPipeline> pipelines = new ConfigForms(root, processors, stages, findings).read();
            stages.reportNeverMet(root.place());
            findings.throwErrors();
            List<Finding> warnings = new ArrayList<>(findings.warnings());
            if (strict) {
                warnings.addAll(findings.quirks());
            }
            return new CollectorConfig(pipelines, warnings);
        }
    }
}
