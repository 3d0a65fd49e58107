// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.trace.SpanNode;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Each of many tests at a time sees its own spans, all of them, and no others. */
class ParallelTest {
    private static final Map<String, String> SIXTY_FOUR_THREADS = Map.of(
            "junit.jupiter.execution.parallel.enabled", "true",
            "junit.jupiter.execution.parallel.mode.default", "concurrent",
            "junit.jupiter.execution.parallel.config.strategy", "fixed",
            "junit.jupiter.execution.parallel.config.fixed.parallelism", "64",
            "junit.jupiter.execution.parallel.config.fixed.max-pool-size", "64");

    @Test
    void sixtyFourTestsAtATimeSeeTheirOwnSpans() {
        Kit.passes(Kit.run(SIXTY_FOUR_THREADS, MeetingTestCase.class), 64);
    }

    @TraceTest
    static class MeetingTestCase {
        private static final CountDownLatch ALL_HERE = new CountDownLatch(64);

        @RepeatedTest(64)
        void test(TestTrace trace, OpenTelemetry openTelemetry, RepetitionInfo repetition) throws Exception {
            ALL_HERE.countDown();
            assertThat(ALL_HERE.await(1, TimeUnit.MINUTES)).isTrue();
            spansOf(trace, openTelemetry, repetition.getCurrentRepetition());
        }
    }

    @Test
    void aThousandTestsLeaveNothingBehindForEachOther() {
        Kit.passes(Kit.run(SIXTY_FOUR_THREADS, ThousandTestCase.class), 1000);

        assertThat(ThousandTestCase.TRACE_IDS).hasSize(1000);
    }

    @TraceTest
    @TestInstance(Lifecycle.PER_CLASS)
    static class ThousandTestCase {
        private static final Set<String> TRACE_IDS = ConcurrentHashMap.newKeySet();
        private final AtomicInteger running = new AtomicInteger();

        @BeforeEach
        void begin(TestTrace trace) {
            assertThat(Context.current()).isSameAs(trace.context());
            assertThat(trace.look().trace().isEmpty()).isTrue();
            running.incrementAndGet();
        }

        @RepeatedTest(1000)
        void test(TestTrace trace, OpenTelemetry openTelemetry, RepetitionInfo repetition) {
            TRACE_IDS.add(trace.traceId());
            spansOf(trace, openTelemetry, repetition.getCurrentRepetition());
        }

        @AfterEach
        void end(TestTrace trace) {
            assertThat(Context.current()).isSameAs(trace.context());
            assertThat(running.decrementAndGet()).isNotNegative();
        }
    }

    private static void spansOf(TestTrace trace, OpenTelemetry openTelemetry, int repetition) {
        String[] names =
                IntStream.range(0, 5).mapToObj(i -> repetition + "." + i).toArray(String[]::new);
        for (String name : names) {
            Span span = openTelemetry.getTracer("shop").spanBuilder(name).startSpan();
            Thread.yield();
            span.end();
        }

        assertThat(trace.look().trace().spans()).extracting(SpanNode::name).containsExactlyInAnyOrder(names);
        assertThat(trace.look().strays()).isEmpty();
    }
}
