// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector;

import dev.spanhound.collector.config.Node.Scalar;
import dev.spanhound.collector.config.Node.Sequence;
import dev.spanhound.collector.config.Place;
import dev.spanhound.collector.config.Section;
import java.util.ArrayList;
import java.util.List;

/**
 * What one pipeline of a configuration refers to.
 *
 * @param id its name
 * @param place where it stands
 */
record PipelineSection(
        ComponentId id, Place place, List<Reference> receivers, List<Reference> processors, List<Reference> exporters) {

    /** The name of a component, where it is used. */
    record Reference(ComponentId id, Place place) {}

    static PipelineSection read(ComponentId id, Section section) {
        PipelineSection pipeline = new PipelineSection(
                id,
                section.place(),
                references(section, "receivers"),
                references(section, "processors"),
                references(section, "exporters"));
        section.reportUnknownKeys();
        return pipeline;
    }

    private static List<Reference> references(Section section, String key) {
        List<Reference> references = new ArrayList<>();
        section.value(key).ifPresent(node -> {
            if (node instanceof Sequence sequence) {
                sequence.elements().forEach(element -> {
                    String text = element instanceof Scalar scalar && scalar.value() instanceof String name ? name : "";
                    ComponentId.of(text)
                            .ifPresentOrElse(
                                    id -> references.add(new Reference(id, element.place())),
                                    () -> section.error(
                                            key,
                                            "expected the name of a component, type or type/name, but was "
                                                    + element.described()));
                });
            } else {
                section.error(key, "expected a list, but was " + node.described());
            }
        });
        return references;
    }
}
