// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.assertions.tree.ExpectedSpan;
import dev.spanhound.assertions.tree.Mismatch;
import dev.spanhound.trace.SpanNode;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.assertj.AttributeAssertion;
import io.opentelemetry.sdk.testing.assertj.EventDataAssert;
import io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions;
import io.opentelemetry.sdk.testing.assertj.SpanDataAssert;
import io.opentelemetry.sdk.trace.data.EventData;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** What a span must have by itself. No later span changes it. */
final class SpanPropertyChecks {
    private SpanPropertyChecks() {}

    static SpanCheck matching(String expectation, ExpectedSpan expected) {
        return property(
                expectation,
                span -> expected.mismatches(span).stream()
                        .map(Mismatch::describe)
                        .toList());
    }

    static SpanCheck statusDescription(String description) {
        return property("to have the status description \"" + description + "\"", span -> {
            String actual = span.span().getStatus().getDescription();
            return actual.equals(description)
                    ? List.of()
                    : List.of(new Mismatch("status description", "\"" + description + "\"", "\"" + actual + "\"")
                            .describe());
        });
    }

    static SpanCheck noError() {
        return property(
                "to have no error",
                span -> span.statusCode() == StatusCode.ERROR
                        ? List.of("status: " + SpanChecks.statusOf(span))
                        : List.of());
    }

    static SpanCheck attributes(AttributeAssertion... assertions) {
        return property("to have attributes as required", span -> {
            List<String> problems = new ArrayList<>();
            for (AttributeAssertion assertion : assertions) {
                problems.addAll(problemsOf(
                        () -> OpenTelemetryAssertions.assertThat(span.span()).hasAttributesSatisfying(assertion)));
            }
            return problems;
        });
    }

    static SpanCheck spanData(Consumer<SpanDataAssert> requirements) {
        return property(
                "to be as required",
                span -> problemsOf(() -> requirements.accept(OpenTelemetryAssertions.assertThat(span.span()))));
    }

    static SpanCheck event(String name, Consumer<EventDataAssert> requirements) {
        return property("to have an event \"" + name + "\" as required", span -> {
            List<String> problems = new ArrayList<>();
            for (EventData event : span.span().getEvents()) {
                if (!event.getName().equals(name)) {
                    continue;
                }
                List<String> ofEvent = problemsOf(() -> requirements.accept(OpenTelemetryAssertions.assertThat(event)));
                if (ofEvent.isEmpty()) {
                    return List.of();
                }
                problems.addAll(ofEvent);
            }
            return problems.isEmpty()
                    ? ExpectedSpan.anySpan().withEvent(name).mismatches(span).stream()
                            .map(Mismatch::describe)
                            .toList()
                    : problems;
        });
    }

    private static SpanCheck property(String expectation, Function<SpanNode, List<String>> problems) {
        return new SpanCheck(expectation, (span, sighting) -> {
            List<String> found = problems.apply(span);
            return found.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Failure.found("it differs").inWords(found).lasting());
        });
    }

    private static List<String> problemsOf(Runnable assertions) {
        return Reporter.collect(reporter -> assertions.run());
    }
}
