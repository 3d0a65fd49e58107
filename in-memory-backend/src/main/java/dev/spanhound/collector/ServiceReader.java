// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector;

import dev.spanhound.collector.PipelineSection.Reference;
import dev.spanhound.collector.config.Findings;
import dev.spanhound.collector.config.NearMiss;
import dev.spanhound.collector.config.Node;
import dev.spanhound.collector.config.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a whole configuration: what its pipelines refer to must be there, and what runs in those of traces is read. */
final class ServiceReader {
    private static final List<String> SIGNALS = List.of("traces", "metrics", "logs", "profiles");

    private final Findings findings;
    private final StageReader stages;
    private final Components receivers;
    private final Components processors;
    private final Components exporters;
    private final Components connectors;
    private final Components extensions;
    private final Section config;

    ServiceReader(Section config, StageReader stages, Findings findings) {
        this.config = config;
        this.stages = stages;
        this.findings = findings;
        this.receivers = new Components("receiver", config, findings);
        this.processors = new Components("processor", config, findings);
        this.exporters = new Components("exporter", config, findings);
        this.connectors = new Components("connector", config, findings);
        this.extensions = new Components("extension", config, findings);
    }

    List<TracesPipeline> read() {
        List<PipelineSection> pipelines = new ArrayList<>();
        Section service = config.sectionOrEmpty("service");
        service.section("telemetry");
        extensions(service);
        service.section("pipelines")
                .ifPresent(section ->
                        section.keys().forEach(key -> pipeline(section, key).ifPresent(pipelines::add)));
        service.reportUnknownKeys();
        config.reportUnknownKeys();
        pipelines.forEach(this::check);
        unused(pipelines);
        return traces(pipelines);
    }

    private void extensions(Section service) {
        for (String name : service.strings("extensions")) {
            Optional<ComponentId> id = ComponentId.of(name);
            if (id.isEmpty() || !extensions.has(id.get())) {
                service.error(
                        "extensions",
                        "extension " + name + " is not defined under extensions"
                                + NearMiss.hint(name, extensions.ids()));
            }
        }
    }

    private Optional<PipelineSection> pipeline(Section pipelines, String key) {
        Optional<ComponentId> id = ComponentId.of(key);
        if (id.isEmpty() || !SIGNALS.contains(id.get().type())) {
            pipelines.error(key, "unknown kind of pipeline " + key + NearMiss.hint(key, SIGNALS));
            return Optional.empty();
        }
        if (id.get().type().equals("profiles")) {
            pipelines.error(key, "profiles need the feature gate service.profilesSupport, which is off by default");
            return Optional.empty();
        }
        return Optional.of(PipelineSection.read(id.get(), pipelines.sectionOrEmpty(key)));
    }

    private void check(PipelineSection pipeline) {
        if (pipeline.receivers().isEmpty()) {
            findings.error(
                    pipeline.place(), "pipeline " + pipeline.id() + " has no receivers (expected: at least one)");
        }
        if (pipeline.exporters().isEmpty()) {
            findings.error(
                    pipeline.place(), "pipeline " + pipeline.id() + " has no exporters (expected: at least one)");
        }
        Set<ComponentId> seen = new HashSet<>();
        for (Reference processor : pipeline.processors()) {
            if (!processors.has(processor.id())) {
                processors.reportMissing(processor.id(), processor.place());
            } else if (!seen.add(processor.id())) {
                findings.error(
                        processor.place(),
                        "processor " + processor.id() + " is twice in the pipeline: leave one out, or define a second"
                                + " one, " + processor.id().type() + "/again");
            }
        }
        checkEnds(pipeline.receivers(), receivers);
        checkEnds(pipeline.exporters(), exporters);
    }

    private void checkEnds(List<Reference> references, Components components) {
        for (Reference reference : references) {
            boolean isConnector = connectors.has(reference.id());
            if (components.has(reference.id()) && isConnector) {
                findings.error(
                        reference.place(), reference.id() + " is defined twice, and one is a connector: rename it");
            } else if (!components.has(reference.id()) && !isConnector) {
                components.reportMissing(reference.id(), reference.place());
            }
        }
    }

    private void unused(List<PipelineSection> pipelines) {
        Set<String> used = new HashSet<>();
        pipelines.forEach(pipeline ->
                pipeline.processors().forEach(each -> used.add(each.id().toString())));
        for (String name : processors.ids()) {
            if (!used.contains(name)) {
                ComponentId id = ComponentId.of(name).orElseThrow();
                Node unread = processors.config(id);
                findings.warn(
                        unread.place(), "processor " + id + " is in no pipeline, and the Collector does not run it");
                stages.check(id, unread);
            }
        }
    }

    private List<TracesPipeline> traces(List<PipelineSection> all) {
        List<PipelineSection> traces = all.stream()
                .filter(pipeline -> pipeline.id().type().equals("traces"))
                .toList();
        if (traces.isEmpty()) {
            config.error(
                    "service",
                    "no traces pipeline (expected: service: {pipelines: {traces: {receivers: […], exporters: […]}}})");
        }
        Connections connections = new Connections(connectors, all, findings);
        return traces.stream()
                .map(pipeline -> new TracesPipeline(
                        pipeline.id().toString(),
                        names(pipeline.receivers()),
                        stages(pipeline),
                        names(pipeline.exporters()),
                        connections.fedBy(pipeline),
                        connections.isEntry(pipeline),
                        connections.isExit(pipeline)))
                .toList();
    }

    private List<Stage> stages(PipelineSection pipeline) {
        List<Stage> inOrder = pipeline.processors().stream()
                .filter(processor -> processors.has(processor.id()))
                .flatMap(processor ->
                        stages.read(processor.id(), processor.place(), processors.config(processor.id())).stream())
                .toList();
        stages.reportOrder(pipeline.place(), inOrder);
        return inOrder;
    }

    private static List<String> names(List<Reference> references) {
        Set<String> names = new LinkedHashSet<>();
        references.forEach(reference -> names.add(reference.id().toString()));
        return List.copyOf(names);
    }
}
