// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.processor;

import static dev.spanhound.collector.processor.Configured.processor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.trace.ReceivedSpan;
import dev.spanhound.trace.SpanBuilder;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourceTest {
    private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");

    private static SpanData with(Resource resource, long id) {
        return SpanEdit.of(SpanBuilder.span("s", id).build()).resource(resource).done();
    }

    private static Resource service(String name) {
        return Resource.create(Attributes.of(SERVICE, name), "https://example.org/schema");
    }

    @Test
    void changesResources() {
        SpanData span = processor("resource", "{attributes: [{key: service.name, value: new, action: update}]}")
                .span(with(service("old"), 1));

        assertThat(span.getResource().getAttribute(SERVICE)).isEqualTo("new");
        assertThat(span.getResource().getSchemaUrl()).isEqualTo("https://example.org/schema");
        assertThat(span).isInstanceOf(ReceivedSpan.class).returns("s", SpanData::getName);
    }

    @Test
    void keepsSpansOfOneResourceTogetherAndThoseOfSeveralApart() {
        Resource a = service("a");
        Resource b = service("b");

        List<SpanData> spans = processor("resource", "{attributes: [{key: service.name, value: same, action: update}]}")
                .spans(with(a, 1), with(a, 2), with(b, 3));

        assertThat(spans.get(1).getResource()).isSameAs(spans.get(0).getResource());
        assertThat(spans.get(2).getResource())
                .isEqualTo(spans.get(0).getResource())
                .isNotSameAs(spans.get(0).getResource());
    }

    @Test
    void leavesASpanAloneWhoseResourceItDoesNotChange() {
        SpanData span = with(service("a"), 1);

        assertThat(processor("resource", "{attributes: [{key: host.name, action: delete}]}")
                        .span(span))
                .isSameAs(span);
    }

    @Test
    void needsAnAction() {
        assertThat(processor("resource", "{actions: [{key: a, action: delete}]}")
                        .errors())
                .containsExactly(
                        "resource: expected at least one of attributes,"
                                + " such as {key: environment, value: test, action: insert}",
                        "resource.actions: unknown key actions under resource (expected: attributes)");
    }
}
