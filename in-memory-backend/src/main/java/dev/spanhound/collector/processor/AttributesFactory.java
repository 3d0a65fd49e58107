// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.processor;

import dev.spanhound.collector.config.Section;
import dev.spanhound.collector.pipeline.ProcessorFactory;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.function.Predicate;

/** {@code attributes}: changes the attributes of spans, all of them or those that {@code include} and {@code exclude} say. */
final class AttributesFactory implements ProcessorFactory {
    @Override
    public String type() {
        return "attributes";
    }

    @Override
    public Blueprint read(String id, Section config) {
        Predicate<SpanData> chosen = SpanMatch.read(config);
        List<AttributeAction> actions = ActionReader.actions(config, "actions");
        config.reportUnknownKeys();
        return (next, epochNanos) -> new EachSpan(span -> chosen.test(span) ? changed(span, actions) : span, next);
    }

    private static SpanData changed(SpanData span, List<AttributeAction> actions) {
        AttributeMap map = AttributeMap.of(span.getAttributes());
        actions.forEach(action -> action.apply(map));
        Attributes attributes = map.toAttributes();
        return attributes.equals(span.getAttributes())
                ? span
                : SpanEdit.of(span).attributes(attributes).done();
    }
}
