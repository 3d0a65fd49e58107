// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import dev.spanhound.trace.SpanNode;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A field of the span that every span has. */
sealed interface FieldCondition extends Condition {

    /** The span's kind. */
    record Kind(SpanKind kind) implements FieldCondition {
        @Override
        public boolean holds(SpanNode node) {
            return node.kind() == kind;
        }

        @Override
        public String describe() {
            return "is of kind " + kind;
        }

        @Override
        public Mismatch mismatch(SpanNode node) {
            return new Mismatch("kind", kind.name(), node.kind().name());
        }
    }

    /** The resource's {@code service.name}. */
    record Service(String name) implements FieldCondition {
        @Override
        public boolean holds(SpanNode node) {
            return node.service().equals(name);
        }

        @Override
        public String describe() {
            return "is of service " + Quoted.of(name);
        }

        @Override
        public Mismatch mismatch(SpanNode node) {
            String actual = node.service();
            return new Mismatch("service", Quoted.of(name), actual.isEmpty() ? "not set" : Quoted.of(actual));
        }
    }

    /** The span's status. No description: any. */
    record Status(StatusCode code, @Nullable String description) implements FieldCondition {
        @Override
        public boolean holds(SpanNode node) {
            StatusData status = node.span().getStatus();
            return status.getStatusCode() == code
                    && (description == null || description.equals(status.getDescription()));
        }

        @Override
        public String describe() {
            return "has status " + text(code, description);
        }

        @Override
        public Mismatch mismatch(SpanNode node) {
            StatusData status = node.span().getStatus();
            String actual = status.getDescription();
            return new Mismatch(
                    "status",
                    text(code, description),
                    text(status.getStatusCode(), actual == null || actual.isEmpty() ? null : actual));
        }

        static String text(StatusCode code, @Nullable String description) {
            return description == null ? code.name() : code + " " + Quoted.of(description);
        }
    }

    /** The instrumentation scope. No version: any. */
    record Scope(String name, @Nullable String version) implements FieldCondition {
        @Override
        public boolean holds(SpanNode node) {
            InstrumentationScopeInfo scope = node.span().getInstrumentationScopeInfo();
            return name.equals(scope.getName()) && (version == null || version.equals(scope.getVersion()));
        }

        @Override
        public String describe() {
            return "is of scope " + text(name, version);
        }

        @Override
        public Mismatch mismatch(SpanNode node) {
            InstrumentationScopeInfo scope = node.span().getInstrumentationScopeInfo();
            return new Mismatch("scope", text(name, version), text(scope.getName(), scope.getVersion()));
        }

        private static String text(String name, @Nullable String version) {
            return Quoted.of(name) + (version == null ? "" : " " + Quoted.of(version));
        }
    }

    /** Bounds of the span's duration, both inclusive. */
    record Lasting(@Nullable Duration atLeast, @Nullable Duration atMost) implements FieldCondition {
        @Override
        public boolean holds(SpanNode node) {
            Duration duration = node.duration();
            return (atLeast == null || duration.compareTo(atLeast) >= 0)
                    && (atMost == null || duration.compareTo(atMost) <= 0);
        }

        @Override
        public String describe() {
            return "lasts " + bounds();
        }

        @Override
        public Mismatch mismatch(SpanNode node) {
            Duration found = node.duration();
            boolean tooShort = atLeast != null && found.compareTo(atLeast) < 0;
            Duration limit = Objects.requireNonNull(tooShort ? atLeast : atMost);
            return new Mismatch("duration", bounds(), Durations.against(limit, found));
        }

        private String bounds() {
            String low = atLeast == null ? "" : "at least " + Durations.precisely(atLeast);
            String high = atMost == null ? "" : "at most " + Durations.precisely(atMost);
            return low + (low.isEmpty() || high.isEmpty() ? "" : " and ") + high;
        }
    }

    /** Whether the span names a parent. */
    record Root() implements FieldCondition {
        @Override
        public boolean holds(SpanNode node) {
            return node.isRoot();
        }

        @Override
        public String describe() {
            return "is a root span";
        }

        @Override
        public Mismatch mismatch(SpanNode node) {
            String parent = Objects.requireNonNullElse(
                    node.parent().map(SpanNode::toString).orElse(null),
                    node.parentSpanId()
                            + (node.isBelowKnownParent() ? ", the span of the test or another caller" : ""));
            return new Mismatch("parent", "none", parent);
        }
    }
}
