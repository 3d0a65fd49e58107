// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.backend.TraceBackend;
import dev.spanhound.trace.SpanNode;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {

    @Test
    void areTheSameObjectsForAllMethodsOfATest() {
        Kit.passes(4, EverywhereTestCase.class);
    }

    @TraceTest
    static class EverywhereTestCase {
        private final TestTrace ofConstructor;
        private final TraceBackend backend;

        EverywhereTestCase(TestTrace trace, TraceBackend backend) {
            this.ofConstructor = trace;
            this.backend = backend;
        }

        @BeforeAll
        static void backendBeforeAll(TraceBackend backend) {
            assertThat(backend).isNotNull();
        }

        @AfterAll
        static void backendAfterAll(TraceBackend backend) {
            assertThat(backend).isNotNull();
        }

        @BeforeEach
        @AfterEach
        void aroundTest(TestTrace trace, TraceBackend ofMethod) {
            assertThat(trace).isSameAs(ofConstructor);
            assertThat(ofMethod).isSameAs(backend);
        }

        @Test
        void test(TestTrace trace, TestReporter anotherResolver) {
            assertThat(trace).isSameAs(ofConstructor);
            assertThat(anotherResolver).isNotNull();
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void parameterized(int value, TestTrace trace) {
            assertThat(trace).isSameAs(ofConstructor);
            assertThat(value).isPositive();
        }

        @RepeatedTest(1)
        void repeated(TestTrace trace) {
            assertThat(trace).isSameAs(ofConstructor);
        }
    }

    @Test
    void bringAnSdkWhoseSpansAreSeenAtOnce() {
        Kit.passes(2, SdkTestCase.class);
    }

    @TraceTest
    static class SdkTestCase {

        @Test
        void openTelemetry(OpenTelemetry openTelemetry, TestTrace trace) {
            openTelemetry.getTracer("shop").spanBuilder("get_order").startSpan().end();

            SpanNode span = trace.look().trace().spans().get(0);
            assertThat(span.name()).isEqualTo("get_order");
            assertThat(span.service()).isEqualTo("SdkTestCase");
            assertThat(span.span().getTraceId()).isEqualTo(trace.traceId());
            assertThat(span.isOrphan()).isFalse();
        }

        @Test
        void tracer(Tracer tracer, TestTrace trace) {
            tracer.spanBuilder("get_order").startSpan().end();

            SpanNode span = trace.look().trace().spans().get(0);
            assertThat(span.span().getInstrumentationScopeInfo().getName()).isEqualTo(SdkTestCase.class.getName());
        }
    }

    @Test
    void areLeftToAnotherExtensionWhoseAnnotationTheyHave() {
        Kit.passes(1, MockedTestCase.class);
    }

    @Retention(RetentionPolicy.RUNTIME)
    @interface Mocked {}

    static class Mocks implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.isAnnotated(Mocked.class);
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return TracerProvider.noop().get("mock");
        }
    }

    @TraceTest
    @ExtendWith(Mocks.class)
    static class MockedTestCase {
        @Test
        void test(@Mocked Tracer mocked, Tracer tracer, TestTrace trace) {
            assertThat(mocked.spanBuilder("of mock").startSpan().isRecording()).isFalse();
            assertThat(tracer.spanBuilder("of test").startSpan().isRecording()).isTrue();
            assertThat(trace)
                    .hasToString("trace " + trace.traceId() + " of " + MockedTestCase.class.getName() + ".test");
        }
    }

    @Nested
    class Misuse {

        @Test
        void ofATraceBeforeAllTestsIsRefused() {
            assertThat(Kit.failure(Kit.run(TraceBeforeAllTestCase.class)))
                    .isInstanceOf(ParameterResolutionException.class)
                    .hasMessage("TestTrace parameter of static void"
                            + " dev.spanhound.junit.ParametersTest$TraceBeforeAllTestCase.beforeAll("
                            + "dev.spanhound.junit.TestTrace): no test runs there"
                            + " (expected: on a test, @BeforeEach or @AfterEach method)");
        }

        @Test
        void ofATracerInTheConstructorOfAnInstanceForAllTestsIsRefused() {
            assertThat(Kit.failure(Kit.run(TracerOfInstanceForAllTestCase.class)))
                    .isInstanceOf(ParameterResolutionException.class)
                    .hasMessage("Tracer parameter of"
                            + " dev.spanhound.junit.ParametersTest$TracerOfInstanceForAllTestCase("
                            + "io.opentelemetry.api.trace.Tracer): no test runs there"
                            + " (expected: on a test, @BeforeEach or @AfterEach method)");
        }
    }

    @TraceTest
    static class TraceBeforeAllTestCase {
        @BeforeAll
        static void beforeAll(TestTrace trace) {}

        @Test
        void test() {}
    }

    @TraceTest
    @TestInstance(Lifecycle.PER_CLASS)
    static class TracerOfInstanceForAllTestCase {
        TracerOfInstanceForAllTestCase(Tracer tracer) {}

        @Test
        void test() {}
    }
}
