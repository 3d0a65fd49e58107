// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static dev.spanhound.assertions.Spans.TRACE_ID;
import static dev.spanhound.assertions.TraceAssertions.assertThatCarrier;
import static dev.spanhound.assertions.TraceAssertions.thenCarrier;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spanhound.trace.propagation.PropagationFormat;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CarrierTest {
    private record Property(String name, @Nullable String value) {}

    private record Message(List<Property> properties) {}

    private static final TextMapGetter<Message> GETTER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Message message) {
            return message.properties().stream().map(Property::name).toList();
        }

        @Override
        public @Nullable String get(@Nullable Message message, String key) {
            return message == null
                    ? null
                    : message.properties().stream()
                            .filter(property -> property.name().equals(key))
                            .reduce((first, last) -> last)
                            .map(Property::value)
                            .orElse(null);
        }
    };

    private static Message with(Property... properties) {
        return new Message(List.of(properties));
    }

    @Test
    void isReadAsTheReceiverReadsIt() {
        Message message = with(
                new Property("traceparent", "of an earlier hop"),
                new Property("count", null),
                new Property("traceparent", "00-" + TRACE_ID + "-b7ad6b7169203331-01"));

        assertThatCarrier(message, GETTER).continuesTrace(TRACE_ID).hasTraceContextOnlyIn(PropagationFormat.W3C);
        thenCarrier(message, GETTER).hasTraceparent().sampled();
    }

    @Test
    void canCarryNothing() {
        assertThatCarrier(with(new Property("color", "blue")), GETTER).hasNoTraceContext();
        assertThatThrownBy(() -> assertThatCarrier(with(), GETTER).continuesTrace(TRACE_ID))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThatCarrier(null, GETTER).hasNoTraceContext())
                .isInstanceOf(AssertionError.class);
    }
}
