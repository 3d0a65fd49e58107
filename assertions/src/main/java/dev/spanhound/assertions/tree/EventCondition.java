// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import dev.spanhound.trace.SpanNode;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.EventData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that happened during the span. */
sealed interface EventCondition extends Condition {
    AttributeKey<String> EXCEPTION_TYPE = AttributeKey.stringKey("exception.type");
    AttributeKey<String> EXCEPTION_MESSAGE = AttributeKey.stringKey("exception.message");

    /** An event with this name. */
    record Named(String name) implements EventCondition {
        @Override
        public boolean holds(SpanNode node) {
            return node.span().getEvents().stream()
                    .anyMatch(event -> event.getName().equals(name));
        }

        @Override
        public String describe() {
            return "has event " + Quoted.of(name);
        }

        @Override
        public Mismatch mismatch(SpanNode node) {
            List<String> names = node.span().getEvents().stream()
                    .map(event -> Quoted.of(event.getName()))
                    .distinct()
                    .toList();
            return new Mismatch("events", Quoted.of(name), names.isEmpty() ? "none" : String.join(", ", names));
        }
    }

    /** A recorded exception of this type: its full class name, or the part after the last dot. No message: any. */
    record Exceptional(String type, @Nullable String message) implements EventCondition {
        @Override
        public boolean holds(SpanNode node) {
            return node.span().getEvents().stream()
                    .filter(Exceptional::isException)
                    .anyMatch(this::isThis);
        }

        private boolean isThis(EventData event) {
            String actual = event.getAttributes().get(EXCEPTION_TYPE);
            return actual != null
                    && (actual.equals(type) || simple(actual).equals(type))
                    && (message == null || message.equals(event.getAttributes().get(EXCEPTION_MESSAGE)));
        }

        @Override
        public String describe() {
            return "recorded exception " + text(type, message);
        }

        @Override
        public Mismatch mismatch(SpanNode node) {
            List<String> found = node.span().getEvents().stream()
                    .filter(Exceptional::isException)
                    .map(event -> text(
                            String.valueOf(event.getAttributes().get(EXCEPTION_TYPE)),
                            event.getAttributes().get(EXCEPTION_MESSAGE)))
                    .toList();
            return new Mismatch("exception", text(type, message), found.isEmpty() ? "none" : String.join(", ", found));
        }

        static boolean isException(EventData event) {
            return event.getName().equals("exception");
        }

        static String simple(String type) {
            return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
        }

        private static String text(String type, @Nullable String message) {
            return message == null ? type : type + " " + Quoted.of(message);
        }
    }
}
