// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.zipkin;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.EventData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zipkin2.Annotation;

class AnnotationEventsTest {
    private static EventData event(String text) {
        return AnnotationEvents.toEvent(Annotation.create(7, text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cache.miss",
                "a|b",
                "a|b|c",
                "a|{}",
                "a|{}|x",
                "a|{}|-1",
                "a|{|0",
                "a|[1]|0",
                "a|{'k':1}|0",
                "a|{k:1}|0",
                "a|{} {}|0",
                "\"quoted\"",
                "\"quoted\": 1}",
                "\"quoted\": {}, \"twice\": {}",
                "{}"
            })
    void namesTheEventByAPlainText(String text) {
        assertThat(event(text)).isEqualTo(EventData.create(7_000, text, Attributes.empty()));
    }

    @Test
    void unpacksTheCollectorsForm() {
        assertThat(event("paid|{\"card|type\":\"a|b\",\"amount\":12}|3"))
                .isEqualTo(EventData.create(
                        7_000,
                        "paid",
                        Attributes.builder()
                                .put("card|type", "a|b")
                                .put("amount", 12)
                                .build(),
                        5));
    }

    @Test
    void unpacksTheSpecificationsForm() {
        Attributes attributes = Attributes.builder().put("amount", 12).build();

        assertThat(event("\"paid\": {\"amount\": 12}")).isEqualTo(EventData.create(7_000, "paid", attributes));
        assertThat(event("\"paid\":{\"amount\":12}")).isEqualTo(EventData.create(7_000, "paid", attributes));
    }

    @Test
    void keepsTheTypesOfAttributes() {
        Attributes attributes = event("""
                        e|{"text": "t", "yes": true, "long": -9223372036854775808, "huge": 9223372036854775808, \
                        "double": 1.5, "none": null, "object": {"a": [1]}, "mixed": [1, "a"], "nested": [[1]], \
                        "texts": ["a", "b"], "flags": [true], "longs": [1, 2], "doubles": [1, 2.5]}|0""").getAttributes();

        assertThat(attributes)
                .isEqualTo(Attributes.builder()
                        .put("text", "t")
                        .put("yes", true)
                        .put("long", Long.MIN_VALUE)
                        .put("huge", 9223372036854775808.0)
                        .put("double", 1.5)
                        .put("object", "{\"a\":[1]}")
                        .put("mixed", "[1,\"a\"]")
                        .put("nested", "[[1]]")
                        .put(AttributeKey.stringArrayKey("texts"), "a", "b")
                        .put(AttributeKey.booleanArrayKey("flags"), true)
                        .put(AttributeKey.longArrayKey("longs"), 1L, 2L)
                        .put(AttributeKey.doubleArrayKey("doubles"), 1.0, 2.5)
                        .build());
    }

    @Test
    void survivesDeepNesting() {
        String deep = "e|{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}|0";

        assertThat(event(deep).getName()).isEqualTo(deep);
    }
}
