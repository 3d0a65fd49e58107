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
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each of many tests at a time sees its own spans, all of them, and no others. On JUnit's executors, old and new. */
class ParallelTest {

    private static Map<String, String> sixtyFourThreads(String executor) {
        return Map.of(
                "junit.jupiter.execution.parallel.enabled",
                "true",
                "junit.jupiter.execution.parallel.mode.default",
                "concurrent",
                "junit.jupiter.execution.parallel.config.strategy",
                "fixed",
                "junit.jupiter.execution.parallel.config.fixed.parallelism",
                "64",
                "junit.jupiter.execution.parallel.config.fixed.max-pool-size",
                "64",
                "junit.jupiter.execution.parallel.config.executor-service", // since 6.1, ignored before
                executor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fork_join_pool", "worker_thread_pool"})
    void sixtyFourTestsAtATimeSeeTheirOwnSpans(String executor) {
        Kit.passes(Kit.run(sixtyFourThreads(executor), MeetingTestCase.class), 64);
    }

    @TraceTest
    @TestInstance(Lifecycle.PER_CLASS)
    @Execution(ExecutionMode.CONCURRENT)
    static class MeetingTestCase {
        private final CyclicBarrier allHere = new CyclicBarrier(64);

        @RepeatedTest(64)
        void test(TestTrace trace, OpenTelemetry openTelemetry, RepetitionInfo repetition) throws Exception {
            allHere.await(1, TimeUnit.MINUTES);
            seesItsOwnSpans(trace, openTelemetry, repetition.getCurrentRepetition());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fork_join_pool", "worker_thread_pool"})
    void aThousandTestsLeaveNothingBehindForEachOther(String executor) {
        Kit.passes(Kit.run(sixtyFourThreads(executor), ThousandTestCase.class), 1000);
    }

    @TraceTest
    @TestInstance(Lifecycle.PER_CLASS)
    @Execution(ExecutionMode.CONCURRENT)
    static class ThousandTestCase {
        private final Set<String> traceIds = ConcurrentHashMap.newKeySet();

        @BeforeEach
        void begin(TestTrace trace) {
            assertThat(Context.current()).isSameAs(trace.context());
            assertThat(trace.look().trace().isEmpty()).isTrue();
        }

        @RepeatedTest(1000)
        void test(TestTrace trace, OpenTelemetry openTelemetry, RepetitionInfo repetition) {
            traceIds.add(trace.traceId());
            seesItsOwnSpans(trace, openTelemetry, repetition.getCurrentRepetition());
        }

        @AfterEach
        void end(TestTrace trace) {
            assertThat(Context.current()).isSameAs(trace.context());
        }

        @AfterAll
        void allTracesDiffer() {
            assertThat(traceIds).hasSize(1000);
            assertThat(Context.current()).isSameAs(Context.root());
        }
    }

    private static void seesItsOwnSpans(TestTrace trace, OpenTelemetry openTelemetry, int repetition) {
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
