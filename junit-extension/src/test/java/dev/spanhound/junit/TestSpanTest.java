// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.spanhound.backend.TraceBackend;
import dev.spanhound.trace.SpanNode;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestSpanTest {

    @Test
    void isCurrentInTheTestAndTheMethodsAroundIt() {
        Kit.passes(2, CurrentTestCase.class);
        assertThat(Span.current().getSpanContext().isValid()).isFalse();
    }

    @TraceTest
    static class CurrentTestCase {
        private final Thread thread = Thread.currentThread();

        @BeforeEach
        @AfterEach
        void around(TestTrace trace) {
            assertThat(Context.current()).isSameAs(trace.context());
        }

        @Test
        void test(TestTrace trace) {
            assertThat(Context.current()).isSameAs(trace.context());
        }

        @Test
        @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
        void onASeparateThread(TestTrace trace) {
            assertThat(Thread.currentThread()).isNotSameAs(thread);
            assertThat(Context.current()).isSameAs(trace.context());
        }
    }

    @Test
    void isSharedByTheDynamicTestsOfAFactory() {
        Kit.passes(
                Kit.run(
                        Map.of(
                                "junit.jupiter.execution.parallel.enabled",
                                "true",
                                "junit.jupiter.execution.parallel.mode.default",
                                "concurrent"),
                        FactoryTestCase.class),
                8);
    }

    @TraceTest
    static class FactoryTestCase {
        @TestFactory
        Stream<DynamicTest> tests(TestTrace trace) {
            assertThat(Context.current()).isSameAs(trace.context());
            return IntStream.range(0, 8)
                    .mapToObj(i -> dynamicTest(
                            "number " + i, () -> assertThat(Context.current()).isSameAs(trace.context())));
        }
    }

    @Test
    void isAnotherForEachInvocation() {
        Kit.passes(5, InvocationsTestCase.class);
    }

    @TraceTest
    @TestInstance(Lifecycle.PER_CLASS)
    static class InvocationsTestCase {
        private final Set<String> traceIds = new HashSet<>();

        @ParameterizedTest
        @ValueSource(strings = {"a", "b"})
        void parameterized(String value, TestTrace trace) {
            traceIds.add(trace.traceId());
        }

        @RepeatedTest(3)
        void repeated(TestTrace trace) {
            traceIds.add(trace.traceId());
        }

        @AfterAll
        void allDiffer() {
            assertThat(traceIds).hasSize(5);
        }
    }

    @Test
    void isNamedAsTheTestAndTellsItsResult() {
        Kit.run(NamedTestCase.class);

        TraceBackend backend = NamedTestCase.BACKENDS.get("backend");
        List<SpanNode> spans = backend.find(trace -> true).stream()
                .flatMap(trace -> trace.spans().stream())
                .toList();
        assertThat(spans)
                .extracting(SpanNode::name, TestSpanTest::caseName, TestSpanTest::result, SpanNode::statusCode)
                .containsExactlyInAnyOrder(
                        tuple("a fine name", NamedTestCase.class.getName() + ".named", "pass", StatusCode.UNSET),
                        tuple("failing()", NamedTestCase.class.getName() + ".failing", "fail", StatusCode.ERROR));
    }

    private static String caseName(SpanNode span) {
        return span.attributes().get(AttributeKey.stringKey("test.case.name"));
    }

    private static String result(SpanNode span) {
        return span.attributes().get(AttributeKey.stringKey("test.case.result.status"));
    }

    @TraceTest(isolation = Isolation.PER_CLASS)
    static class NamedTestCase {
        static final Map<String, TraceBackend> BACKENDS = new ConcurrentHashMap<>();

        @BeforeEach
        void keep(TraceBackend backend, TestInfo test) {
            BACKENDS.put("backend", backend);
        }

        @Test
        @DisplayName("a fine name")
        void named() {}

        @Test
        void failing() {
            throw new IllegalStateException("on purpose");
        }
    }
}
