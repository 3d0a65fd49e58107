// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector;

import dev.spanhound.collector.config.Findings;
import dev.spanhound.collector.config.NearMiss;
import dev.spanhound.collector.config.Node;
import dev.spanhound.collector.config.Node.Mapping;
import dev.spanhound.collector.config.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells what a configuration is: a whole one; only {@code processors:}; only processors by their names, such as
 * {@code tail_sampling:}; or only what stands under {@code tail_sampling:}. A part makes one pipeline, in the order written.
 */
final class ConfigForms {
    private static final Set<String> WHOLE = Set.of("receivers", "exporters", "connectors", "extensions", "service");
    private static final String PROCESSORS = "processors";
    private static final String TAIL_SAMPLING = "tail_sampling";
    private static final Set<String> TAIL_SAMPLING_KEYS = Set.of(
            "policies",
            "decision_wait",
            "decision_wait_after_root_received",
            "num_traces",
            "expected_new_traces_per_sec",
            "sampling_strategy",
            "decision_cache",
            "sample_on_first_match");

    private final Mapping root;
    private final Section top;
    private final ProcessorTypes processors;
    private final StageReader stages;
    private final Findings findings;

    ConfigForms(Mapping root, ProcessorTypes processors, StageReader stages, Findings findings) {
        this.root = root;
        this.top = new Section(root, findings);
        this.processors = processors;
        this.stages = stages;
        this.findings = findings;
    }

    List<TracesPipeline> read() {
        Set<String> keys = top.keys();
        if (keys.isEmpty()) {
            findings.error(root.place(), "nothing is configured" + expected());
            return List.of();
        }
        if (keys.stream().anyMatch(WHOLE::contains)) {
            return new ServiceReader(top, stages, findings).read();
        }
        if (keys.contains(PROCESSORS)) {
            Components components = new Components("processor", top, findings);
            hints().reportUnknownKeys();
            return pipeline(components);
        }
        if (keys.stream().anyMatch(this::isProcessor)) {
            Mapping wrapped = new Mapping(root.place(), Map.of(PROCESSORS, root));
            return pipeline(new Components("processor", new Section(wrapped, findings), findings));
        }
        if (keys.stream().anyMatch(TAIL_SAMPLING_KEYS::contains)) {
            return List.of(TracesPipeline.alone(
                    "traces",
                    stages.read(new ComponentId(TAIL_SAMPLING, ""), root.place(), root).stream()
                            .toList()));
        }
        keys.forEach(key -> top.error(key, "unknown key " + key + hint(key)));
        return List.of();
    }

    private boolean isProcessor(String key) {
        return ComponentId.of(key)
                .filter(id -> processors.types().contains(id.type()))
                .isPresent();
    }

    private Section hints() {
        for (String key : TAIL_SAMPLING_KEYS) {
            top.hint(key, "did you mean processors: {tail_sampling: {" + key + ": …}}?");
        }
        return top;
    }

    private List<TracesPipeline> pipeline(Components components) {
        List<Stage> read = new ArrayList<>();
        for (String key : components.ids()) {
            ComponentId id = ComponentId.of(key).orElseThrow();
            Node config = components.config(id);
            stages.read(id, config.place(), config).ifPresent(read::add);
        }
        stages.reportOrder(root.place(), read);
        return List.of(TracesPipeline.alone("traces", read));
    }

    private String hint(String key) {
        List<String> known = new ArrayList<>(WHOLE);
        known.add(PROCESSORS);
        known.addAll(processors.types());
        known.addAll(TAIL_SAMPLING_KEYS);
        return NearMiss.of(key, known)
                .map(near -> ": did you mean " + near + "?")
                .orElse(expected());
    }

    private static String expected() {
        return " (expected: a Collector configuration with service: and processors:, or processors: alone, or what stands"
                + " under tail_sampling:)";
    }
}
