// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector;

import dev.spanhound.collector.PipelineSection.Reference;
import dev.spanhound.collector.config.Findings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** How traces pipelines feed each other by connectors. Only {@code forward} gives on all that it gets, and so runs here. */
final class Connections {
    private final Components connectors;
    private final List<PipelineSection> pipelines;
    private final List<PipelineSection> traces;

    Connections(Components connectors, List<PipelineSection> pipelines, Findings findings) {
        this.connectors = connectors;
        this.pipelines = pipelines;
        this.traces = pipelines.stream()
                .filter(pipeline -> pipeline.id().type().equals("traces"))
                .toList();
        for (PipelineSection pipeline : pipelines) {
            checkOtherSide(pipeline.exporters(), "exporter", "receiver", PipelineSection::receivers, findings);
            checkOtherSide(pipeline.receivers(), "receiver", "exporter", PipelineSection::exporters, findings);
        }
        traces.forEach(pipeline -> check(pipeline, findings));
    }

    private void checkOtherSide(
            List<Reference> references,
            String side,
            String otherSide,
            Function<PipelineSection, List<Reference>> others,
            Findings findings) {
        for (Reference reference : references) {
            if (connectors.has(reference.id())
                    && pipelines.stream().noneMatch(other -> uses(others.apply(other), reference))) {
                findings.error(
                        reference.place(),
                        "connector " + reference.id() + " is " + (side.equals("exporter") ? "an " : "a ") + side
                                + " here, and must be the " + otherSide + " of another pipeline");
            }
        }
    }

    private static boolean uses(List<Reference> references, Reference wanted) {
        return references.stream().anyMatch(reference -> reference.id().equals(wanted.id()));
    }

    private void check(PipelineSection pipeline, Findings findings) {
        for (Reference exporter : pipeline.exporters()) {
            boolean toTraces =
                    connectors.has(exporter.id()) && !targets(exporter).isEmpty();
            if (toTraces && !exporter.id().type().equals("forward")) {
                findings.error(
                        exporter.place(),
                        "connector " + exporter.id()
                                + " chooses which traces go to which pipeline, and does not run here:"
                                + " load the pipelines one by one, or run the real Collector (expected: forward)");
            }
        }
        if (reaches(pipeline, pipeline, new HashSet<>())) {
            findings.error(pipeline.place(), "pipeline " + pipeline.id() + " feeds itself by its connectors");
        }
    }

    private List<PipelineSection> targets(Reference exporter) {
        return traces.stream()
                .filter(target -> uses(target.receivers(), exporter))
                .toList();
    }

    private boolean reaches(PipelineSection from, PipelineSection to, Set<PipelineSection> seen) {
        return fed(from).stream().anyMatch(next -> next.equals(to) || (seen.add(next) && reaches(next, to, seen)));
    }

    private List<PipelineSection> fed(PipelineSection pipeline) {
        return pipeline.exporters().stream()
                .filter(exporter -> connectors.has(exporter.id()))
                .flatMap(exporter -> targets(exporter).stream())
                .distinct()
                .toList();
    }

    /** Returns the ids of the traces pipelines that get what comes out of this one. */
    List<String> fedBy(PipelineSection pipeline) {
        return fed(pipeline).stream().map(target -> target.id().toString()).toList();
    }

    /** Returns whether a pipeline receives from anything else than another traces pipeline. */
    boolean isEntry(PipelineSection pipeline) {
        return pipeline.receivers().stream()
                .anyMatch(receiver -> !connectors.has(receiver.id())
                        || traces.stream().noneMatch(source -> uses(source.exporters(), receiver)));
    }

    /** Returns whether a pipeline gives to anything else than another traces pipeline. */
    boolean isExit(PipelineSection pipeline) {
        return pipeline.exporters().stream()
                .anyMatch(exporter ->
                        !connectors.has(exporter.id()) || targets(exporter).isEmpty());
    }
}
