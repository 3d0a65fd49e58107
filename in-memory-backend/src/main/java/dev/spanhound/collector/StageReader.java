// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector;

import dev.spanhound.collector.config.Findings;
import dev.spanhound.collector.config.Node;
import dev.spanhound.collector.config.Node.Mapping;
import dev.spanhound.collector.config.Node.Scalar;
import dev.spanhound.collector.config.Place;
import dev.spanhound.collector.config.Section;
import dev.spanhound.collector.pipeline.ProcessorFactory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the processors of a configuration, each once, though it may stand in several pipelines. */
final class StageReader {
    private final ProcessorTypes processors;
    private final Set<String> ignored;
    private final Set<String> met = new HashSet<>();
    private final Findings findings;
    private final Map<String, Optional<Stage>> stages = new HashMap<>();

    StageReader(ProcessorTypes processors, Set<String> ignored, Findings findings) {
        this.processors = processors;
        this.ignored = ignored;
        this.findings = findings;
    }

    /**
     * Returns a processor; nothing if it is to be ignored, or if it cannot be read, which is reported.
     *
     * @param place where it is referred to
     * @param config its configuration; null in YAML for the defaults
     */
    Optional<Stage> read(ComponentId id, Place place, Node config) {
        if (isIgnored(id)) {
            return Optional.empty();
        }
        return stages.computeIfAbsent(id.toString(), key -> create(id, place, config));
    }

    /** Reports what is wrong with a processor that no pipeline runs: the Collector refuses it all the same. */
    void check(ComponentId id, Node config) {
        boolean isToBeIgnored = ignored.contains(id.toString()) || ignored.contains(id.type());
        if (!isToBeIgnored && processors.types().contains(id.type())) {
            create(id, config.place(), config);
        }
    }

    private boolean isIgnored(ComponentId id) {
        boolean byId = ignored.contains(id.toString()) && met.add(id.toString());
        boolean byType = ignored.contains(id.type()) && met.add(id.type());
        return byId || byType || ignored.contains(id.toString()) || ignored.contains(id.type());
    }

    private Optional<Stage> create(ComponentId id, Place place, Node config) {
        Mapping mapping = config instanceof Mapping map ? map : new Mapping(config.place(), Map.of());
        Optional<ProcessorFactory> factory = processors.factory(id.type());
        if (factory.isEmpty()) {
            String typeKey = mapping.entries().get("type") instanceof Scalar scalar ? scalar.text() : "";
            findings.error(place, processors.refusal(id, typeKey));
            return Optional.empty();
        }
        Section section = new Section(mapping, findings)
                .hint("type", "leave it out, for the name of the processor says its type, " + id.type());
        return Optional.of(new Stage(id.toString(), factory.get().read(id.toString(), section)));
    }

    /**
     * Reports an order of processors that surprises.
     *
     * @param place where the pipeline stands
     */
    void reportOrder(Place place, List<Stage> inOrder) {
        List<String> types = inOrder.stream().map(Stage::type).toList();
        int sampler = types.indexOf("probabilistic_sampler");
        int tail = types.lastIndexOf("tail_sampling");
        if (sampler >= 0 && sampler < tail) {
            findings.quirk(
                    place,
                    "probabilistic before tail loses errors: "
                            + inOrder.get(sampler).id() + " drops traces before "
                            + inOrder.get(tail).id() + " sees them; a probabilistic policy keeps a share of the rest");
        }
    }

    /** Warns of what was to be ignored and is not there. */
    void reportNeverMet(Place place) {
        for (String name : ignored) {
            if (!met.contains(name)) {
                findings.warn(
                        place, "ignoring(\"" + name + "\") has no effect: no such processor is in a traces pipeline");
            }
        }
    }
}
