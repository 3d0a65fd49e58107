// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import static dev.spanhound.collector.tailsampling.Policies.policy;
import static dev.spanhound.collector.tailsampling.Traces.span;
import static dev.spanhound.collector.tailsampling.Traces.trace;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OttlTest {
    private static final AttributeKey<Long> N = AttributeKey.longKey("n");
    private static final AttributeKey<String> S = AttributeKey.stringKey("s");
    private static final String TOO_SHORT = "'Substring(attributes[\"s\"], 0, 3) == \"abc\"'";

    @Test
    void oneSpanThatFulfilsOneConditionIsEnough() {
        NamedPolicy policy = policy("ottl_condition", "span: ['attributes[\"n\"] > 5', 'name == \"b\"']");

        assertThat(policy.vote(trace(span("a").with(N, 5L), span("c").with(N, 6L))))
                .hasToString(
                        "it: SAMPLED, span orders/c fulfils attributes[\"n\"] > 5, with attributes[\"n\"] = 6 (int)");
        assertThat(policy.vote(trace(span("b"))))
                .hasToString("it: SAMPLED, span orders/b fulfils name == \"b\", with name = \"b\" (string)");
        assertThat(policy.vote(trace(span("a").with(N, 5L), span("c"))))
                .hasToString("it: NOT_SAMPLED, none of 2 spans fulfils attributes[\"n\"] > 5, or name == \"b\"");
    }

    @Test
    void conditionsOnEventsAreAboutEachEvent() {
        NamedPolicy policy = policy("ottl_condition", "spanevent: ['name == \"retry\"']");

        assertThat(policy.vote(withEvents("exception", "retry")))
                .hasToString("it: SAMPLED, span orders/a fulfils name == \"retry\", with name = \"retry\" (string)");
        assertThat(policy.vote(withEvents("exception")))
                .hasToString("it: NOT_SAMPLED, none of 1 spans fulfils on an event name == \"retry\"");
    }

    private static TraceView withEvents(String... names) {
        List<EventData> events = Stream.of(names)
                .map(name -> EventData.create(1, name, Attributes.empty()))
                .toList();
        Chunk chunk = trace(span("a")).chunks().get(0);
        var span = new DelegatingSpanData(chunk.spans().get(0)) {
            @Override
            public List<EventData> getEvents() {
                return events;
            }
        };
        return new TraceView("01", List.of(new Chunk(chunk.resource(), List.of(span))), 1, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "error_mode: ignore, ", "error_mode: silent, ", "error_mode: IGNORE, "})
    void whatFailsIsPassedOver(String mode) {
        NamedPolicy policy = policy("ottl_condition", mode + "span: [%s, 'name == \"b\"']".formatted(TOO_SHORT));

        assertThat(policy.vote(trace(span("a").with(S, "x"), span("b").with(S, "x")))
                        .verdict())
                .isEqualTo(Verdict.SAMPLED);
        assertThat(policy.vote(trace(span("a").with(S, "x"))).reason())
                .startsWith(
                        "none of 1 spans fulfils Substring(attributes[\"s\"], 0, 3) == \"abc\", or name == \"b\" (1 failed,"
                                + " the first: Substring(");
    }

    @Test
    void propagatedWhatFailsIsNoVote() {
        NamedPolicy policy = policy("ottl_condition", "error_mode: propagate, span: [%s]".formatted(TOO_SHORT));

        Vote failed = policy.vote(trace(span("a").with(S, "x"), span("b").with(S, "abcd")));

        assertThat(failed.verdict()).isEqualTo(Verdict.ERROR);
        assertThat(failed.reason()).startsWith("no vote, for on span orders/a a condition failed: Substring(");
        assertThat(policy.vote(trace(span("b").with(S, "abcd"), span("a").with(S, "x")))
                        .verdict())
                .isEqualTo(Verdict.SAMPLED);
    }

    @Test
    void failsWhateverItIsPartOf() {
        String part = "{name: p, type: ottl_condition, ottl_condition: {error_mode: propagate, span: [%s]}}"
                .formatted(TOO_SHORT);
        TraceView trace = trace(span("a").with(S, "x"));

        for (String whole : Arrays.asList(
                "{name: it, type: and, and: {and_sub_policy: [%s]}}",
                "{name: it, type: drop, drop: {drop_sub_policy: [%s]}}",
                "{name: it, type: not, not: {not_sub_policy: %s}}",
                "{name: it, type: composite, composite: {max_total_spans_per_second: 9, composite_sub_policy: [%s]}}")) {
            assertThat(Policies.only(whole.formatted(part)).vote(trace)).hasToString("it: ERROR, p failed");
        }
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(Policies.read("[{name: it, type: ottl_condition, ottl_condition: {error_mode: loud}}]")
                        .errors())
                .containsExactlyInAnyOrder(
                        "policies[0].ottl_condition: expected at least one OTTL condition to filter on, in span or spanevent",
                        "policies[0].ottl_condition.error_mode: unknown error mode loud (expected: ignore, silent, propagate)");
        assertThat(Policies.read("[{name: it, type: ottl_condition, ottl_condition: {span: ['name == ']}}]")
                        .errors())
                .singleElement()
                .asString()
                .startsWith("policies[0].ottl_condition.span: ");
    }
}
