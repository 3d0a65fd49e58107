// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static dev.spanhound.assertions.Spans.checkout;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.trace.LiveTrace;
import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.trace.SpanKind;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

class SoftTraceAssertionsTest {
    private final Trace trace = Trace.of(checkout());
    private final SoftTraceAssertions softly = new SoftTraceAssertions();

    private List<String> headlines(SoftAssertions assertions) {
        return assertions.assertionErrorsCollected().stream()
                .map(error -> String.valueOf(error.getMessage())
                        .strip()
                        .lines()
                        .findFirst()
                        .orElse(""))
                .toList();
    }

    @Test
    void collectsTheFailuresOfAChain() {
        softly.assertThat(trace).as("shop").hasSpanCount(3).containsSpan("POST").hasServices("gateway");
        assertThat(headlines(softly))
                .containsExactly(
                        "[shop] expected the trace to have 3 spans, but it has 7:",
                        "[shop] expected the trace to have exactly the services gateway, but orders and payment were not expected:");
    }

    @Test
    void collectsTheFailureOfAWayToASpanAndLeavesOutWhatFollows() {
        softly.assertThat(trace)
                .span("nothing")
                .hasKind(SpanKind.SERVER)
                .parent()
                .hasName("x");
        softly.assertThat(trace)
                .span("get_order")
                .hasKind(SpanKind.SERVER)
                .parent()
                .hasName("x");
        assertThat(headlines(softly))
                .containsExactly(
                        "expected the trace to have one span nothing, but there is none:",
                        "expected the span orders: get_order [INTERNAL] to have the kind SERVER, but it differs:",
                        "expected the span orders: POST /orders [SERVER] to have the name \"x\", but it differs:");
    }

    @Test
    void pointsToTheLineOfTheTest() {
        softly.assertThat(trace).hasSpanCount(3);
        softly.assertThat(trace.roots().get(0)).hasName("x");

        assertThat(softly.assertionErrorsCollected())
                .hasSize(2)
                .allSatisfy(error -> assertThat(error.getStackTrace()[0].getClassName())
                        .isEqualTo(SoftTraceAssertionsTest.class.getName()));
    }

    @Test
    void takesAllKindsOfSubjects() {
        softly.assertThat(LiveTrace.of(trace)).hasSpanCount(1);
        softly.assertThat(trace.roots().get(0)).hasName("a");
        softly.assertThat(checkout().get(0)).hasName("b");
        softly.assertThat(1).isEqualTo(2);
        assertThat(softly.errorsCollected()).hasSize(4);
    }

    @Test
    void canBeProxiedByAssertJ() {
        SoftAssertions assertj = new SoftAssertions();
        assertj.proxy(TraceAssert.class, Trace.class, trace).hasSpanCount(3).hasServices("gateway");
        assertj.proxy(LiveTraceAssert.class, LiveTrace.class, LiveTrace.of(trace))
                .hasSpanCount(4);
        assertj.proxy(SpanAssert.class, SpanNode.class, trace.roots().get(0))
                .hasName("x")
                .hasKind(SpanKind.CLIENT);
        assertThat(headlines(assertj))
                .containsExactly(
                        "expected the trace to have 3 spans, but it has 7:",
                        "expected the trace to have exactly the services gateway, but orders and payment were not expected:",
                        "expected the trace to have 4 spans, but it has 7:",
                        "expected the span gateway: POST /checkout [SERVER] to have the name \"x\", but it differs:",
                        "expected the span gateway: POST /checkout [SERVER] to have the kind CLIENT, but it differs:");
    }
}
