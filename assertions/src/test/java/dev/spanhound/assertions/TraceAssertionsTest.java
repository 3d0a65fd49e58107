// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static dev.spanhound.assertions.Spans.checkout;
import static dev.spanhound.assertions.TraceAssertions.anySpan;
import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.assertThatIllegalArgumentException;
import static dev.spanhound.assertions.TraceAssertions.client;
import static dev.spanhound.assertions.TraceAssertions.consumer;
import static dev.spanhound.assertions.TraceAssertions.internal;
import static dev.spanhound.assertions.TraceAssertions.producer;
import static dev.spanhound.assertions.TraceAssertions.server;
import static dev.spanhound.assertions.TraceAssertions.span;
import static dev.spanhound.assertions.TraceAssertions.then;
import static dev.spanhound.assertions.TraceAssertions.thenTraces;

import dev.spanhound.assertions.tree.ExpectedSpan;
import dev.spanhound.trace.LiveTrace;
import dev.spanhound.trace.Trace;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TraceAssertionsTest {
    private static final Trace TRACE = Trace.of(checkout());
    private static final ExpectedSpan WITH_MORE = server("POST /pay").child("charge_card");

    @Test
    void servesAllKindsOfSubjectsInTheBddStyle() {
        then(LiveTrace.of(TRACE)).hasSpanCount(7);
        then(TRACE).hasSpanCount(7);
        then(TRACE.roots().get(0)).isRoot();
        then(checkout().get(0)).hasName("POST /checkout");
        thenTraces(List.of(TRACE)).hasSize(1);
    }

    @Test
    void servesTheTypesOfAssertj() {
        assertThat("a").isEqualTo("a");
        then(List.of(1)).hasSize(1);
    }

    @Test
    void makesExpectedSpansOfEachKind() {
        assertThat(Stream.of(
                                anySpan(),
                                span("a"),
                                server("a"),
                                client("a"),
                                internal("a"),
                                producer("a"),
                                consumer("a"))
                        .map(ExpectedSpan::headline))
                .containsExactly("*", "a", "a [SERVER]", "a [CLIENT]", "a [INTERNAL]", "a [PRODUCER]", "a [CONSUMER]");
    }

    @ParameterizedTest
    @MethodSource("assertionsOnSingleSpans")
    void refusesSpansBelowWhereTheyWouldNotBeLookedAt(ThrowingCallable assertion) {
        assertThatIllegalArgumentException()
                .isThrownBy(assertion)
                .withMessage(
                        "expected: POST /pay [SERVER] with spans below it (expected: a single span; containsTree looks"
                                + " at what is below)");
    }

    static Stream<ThrowingCallable> assertionsOnSingleSpans() {
        SpanAssert span = assertThat(TRACE.roots().get(0));
        return Stream.of(
                () -> assertThat(TRACE).hasSpan(WITH_MORE),
                () -> assertThat(TRACE).containsSpan(WITH_MORE, SpanAssert::hasNoError),
                () -> assertThat(TRACE).doesNotContainSpan(WITH_MORE),
                () -> assertThat(TRACE).eachSpan(WITH_MORE, SpanAssert::hasNoError),
                () -> assertThat(TRACE).when(WITH_MORE),
                () -> assertThat(TRACE).span(WITH_MORE),
                () -> assertThat(TRACE).happensBefore(WITH_MORE, anySpan()),
                () -> assertThat(TRACE).happensInside(anySpan(), WITH_MORE),
                () -> assertThat(TRACE).overlaps(anySpan(), WITH_MORE),
                () -> span.matches(WITH_MORE),
                () -> span.hasParent(WITH_MORE),
                () -> span.hasAncestor(WITH_MORE),
                () -> span.hasChild(WITH_MORE),
                () -> span.hasDescendant(WITH_MORE),
                () -> span.isCausedBy(WITH_MORE),
                () -> span.causes(WITH_MORE),
                () -> span.isBefore(WITH_MORE),
                () -> span.isInside(WITH_MORE),
                () -> span.overlaps(WITH_MORE),
                () -> span.startsWithin(Duration.ZERO).of(WITH_MORE));
    }
}
