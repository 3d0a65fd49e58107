// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.processor;

import dev.spanhound.collector.config.Section;
import dev.spanhound.collector.pipeline.Processor;
import dev.spanhound.collector.pipeline.ProcessorFactory;
import dev.spanhound.collector.pipeline.SpanConsumer;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.IdentityHashMap;
import java.util.List;

/** {@code resource}: changes the attributes of resources. Spans that share a resource object share the changed one. */
final class ResourceFactory implements ProcessorFactory {
    @Override
    public String type() {
        return "resource";
    }

    @Override
    public Blueprint read(String id, Section config) {
        List<AttributeAction> actions = ActionReader.actions(config, "attributes");
        config.reportUnknownKeys();
        return (next, epochNanos) -> new ChangedResources(actions, next);
    }

    /** The processor. */
    private record ChangedResources(List<AttributeAction> actions, SpanConsumer next) implements Processor {
        @Override
        public void accept(List<SpanData> spans) {
            IdentityHashMap<Resource, Resource> changed = new IdentityHashMap<>();
            next.accept(spans.stream()
                    .map(span -> with(span, changed.computeIfAbsent(span.getResource(), this::changed)))
                    .toList());
        }

        private Resource changed(Resource resource) {
            AttributeMap map = AttributeMap.of(resource.getAttributes());
            actions.forEach(action -> action.apply(map));
            Attributes attributes = map.toAttributes();
            return attributes.equals(resource.getAttributes())
                    ? resource
                    : Resource.create(attributes, resource.getSchemaUrl());
        }

        private static SpanData with(SpanData span, Resource resource) {
            return resource == span.getResource()
                    ? span
                    : SpanEdit.of(span).resource(resource).done();
        }
    }
}
