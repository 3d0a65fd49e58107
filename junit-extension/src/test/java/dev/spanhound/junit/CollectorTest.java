// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.backend.TraceBackend;
import dev.spanhound.collector.TraceCollector;
import dev.spanhound.collector.tailsampling.Decision;
import dev.spanhound.collector.tailsampling.Outcome;
import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code @TraceTest(collector = …)}. */
class CollectorTest {

    @Test
    void decidesOnTheTestsTrace() {
        Kit.passes(3, DecidingTestCase.class);
    }

    @TraceTest(collector = "keep-errors.yaml", quietTime = "1 ms")
    static class DecidingTestCase {
        private final TraceCollector ofConstructor;

        DecidingTestCase(TraceCollector collector) {
            this.ofConstructor = collector;
        }

        @BeforeEach
        void isTheSameForAllMethodsOfATest(TraceCollector collector) {
            assertThat(collector).isSameAs(ofConstructor);
        }

        @Test
        void keepsAnError(TestTrace trace, Tracer tracer, TraceCollector collector) {
            Span span = tracer.spanBuilder("charge").startSpan();
            span.setStatus(StatusCode.ERROR);
            span.end();

            Decision decision = collector.decisionOn(trace);

            assertThat(decision.outcome()).isEqualTo(Outcome.SAMPLED);
            assertThat(decision.policy()).contains("errors");
            assertThat(collector.exported(trace.traceId()))
                    .get()
                    .extracting(Trace::size)
                    .isEqualTo(1);
        }

        @Test
        void losesAHealthyTraceWhichTheTestStillSees(TestTrace trace, Tracer tracer, TraceCollector collector) {
            tracer.spanBuilder("charge").startSpan().end();

            assertThat(collector.decisionOn(trace).outcome()).isEqualTo(Outcome.NOT_SAMPLED);
            assertThat(collector.exported()).isEmpty();
            assertThat(trace.look().trace().size()).isEqualTo(1);
        }

        @Test
        void seesTheTestsChildrenAsRoots(TestTrace trace, Tracer tracer, TraceCollector collector) {
            Span span = tracer.spanBuilder("GET /orders").startSpan();
            span.setStatus(StatusCode.ERROR);
            span.end();
            collector.decisionOn(trace);

            assertThat(collector.exported(trace.traceId()).orElseThrow().roots())
                    .singleElement()
                    .matches(SpanNode::isRoot);
        }
    }

    @Test
    void givesEachTestACollectorOfItsOwn() {
        Kit.passes(50, ParallelTestCase.class);
    }

    @TraceTest(collector = "keep-all.yaml", quietTime = "1 ms")
    @Execution(ExecutionMode.CONCURRENT)
    static class ParallelTestCase {
        @RepeatedTest(50)
        void seesItsOwnTraceOnly(
                TestTrace trace, OpenTelemetry openTelemetry, TraceCollector collector, TraceBackend backend) {
            Tracer tracer = openTelemetry.getTracer("test");
            for (int i = 0; i < 20; i++) {
                tracer.spanBuilder("span " + i).startSpan().end();
            }
            assertThat(collector.decisionOn(trace).spanCount()).isEqualTo(20);
            assertThat(collector.exported())
                    .hasSize(20)
                    .allMatch(span -> span.getTraceId().equals(trace.traceId()));
        }
    }

    @Test
    void givesNestedClassesTheNearestConfiguration() {
        Kit.passes(2, OuterTestCase.class);
    }

    @TraceTest(collector = "keep-errors.yaml", quietTime = "1 ms")
    static class OuterTestCase {
        @Test
        void ofTheClass(TestTrace trace, Tracer tracer, TraceCollector collector) {
            tracer.spanBuilder("charge").startSpan().end();
            assertThat(collector.decisionOn(trace).outcome()).isEqualTo(Outcome.NOT_SAMPLED);
        }

        @Nested
        @TraceTest(collector = "keep-all.yaml")
        class InnerTestCase {
            @Test
            void ofTheNestedClass(TestTrace trace, Tracer tracer, TraceCollector collector) {
                tracer.spanBuilder("charge").startSpan().end();
                assertThat(collector.decisionOn(trace).policy()).contains("all");
            }
        }
    }

    @Test
    void isThereWithARegisteredExtensionAsWell() {
        Kit.passes(1, RegisteredTestCase.class);
    }

    static class RegisteredTestCase {
        @RegisterExtension
        static final TraceTestExtension traces =
                TraceTestExtension.builder().collector("keep-all.yaml").build();

        @Test
        void test(TestTrace trace, Tracer tracer, TraceCollector collector) {
            tracer.spanBuilder("charge").startSpan().end();
            assertThat(collector.decisionOn(trace).policy()).contains("all");
        }
    }

    @Test
    void getsNothingAfterTheTest() {
        Kit.passes(2, AfterwardsTestCase.class);
    }

    @TraceTest(collector = "keep-all.yaml")
    static class AfterwardsTestCase {
        private static final AtomicReference<TraceCollector> FIRST = new AtomicReference<>();

        @RepeatedTest(2)
        void test(TraceCollector collector, TraceBackend backend, Tracer tracer) {
            tracer.spanBuilder("charge").startSpan().end();
            TraceCollector first = FIRST.getAndSet(collector);
            if (first != null) {
                assertThat(first.decisions().size()).isEqualTo(1);
            }
        }
    }

    @Test
    void saysThatNoCollectorIsConfigured() {
        assertThat(Kit.failure(Kit.run(UnconfiguredTestCase.class)))
                .hasMessage("TraceCollector parameter of void " + UnconfiguredTestCase.class.getName()
                        + ".test(dev.spanhound.collector.TraceCollector): no collector is configured"
                        + " (expected: @TraceTest(collector = \"otel-collector.yaml\"))");
    }

    @TraceTest
    static class UnconfiguredTestCase {
        @Test
        void test(TraceCollector collector) {}
    }

    @Test
    void saysWhatIsWrongWithTheConfiguration() {
        assertThat(Kit.failure(Kit.run(MisconfiguredTestCase.class)))
                .hasMessageContaining("misconfigured.yaml:1:")
                .hasMessageContaining("latency_threshold_ms");
    }

    @TraceTest(collector = "misconfigured.yaml")
    static class MisconfiguredTestCase {
        @Test
        void test(TraceCollector collector) {}
    }
}
