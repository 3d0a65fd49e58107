// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.backend.TraceBackend;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineExecutionResults;

class LifecycleTest {

    @Test
    void servesNestedClassesOfAnyLevel() {
        Kit.passes(4, OuterTestCase.class);
    }

    @TraceTest(isolation = Isolation.PER_CLASS, timeout = "7 s")
    static class OuterTestCase {
        private static TraceBackend ofTopLevel;
        private TestTrace ofBeforeEach;

        @BeforeAll
        static void keep(TraceBackend backend) {
            ofTopLevel = backend;
        }

        @BeforeEach
        void keep(TestTrace trace) {
            ofBeforeEach = trace;
        }

        @Test
        void test(TestTrace trace) {
            assertThat(trace).isSameAs(ofBeforeEach);
        }

        @Nested
        class WithConstructor {
            private final TestTrace ofConstructor;

            WithConstructor(TestTrace trace) {
                ofConstructor = trace;
            }

            @Test
            void test(TestTrace trace) {
                assertThat(trace).isSameAs(ofBeforeEach).isSameAs(ofConstructor);
            }
        }

        @Nested
        @TraceTest(quietTime = "70 ms")
        class Inner {
            @Test
            void test(TestTrace trace, TraceBackend backend) {
                assertThat(trace).isSameAs(ofBeforeEach);
                assertThat(backend).isSameAs(ofTopLevel);
                assertThat(Context.current()).isSameAs(trace.context());
                assertThat(trace.patience().timeout()).isEqualTo(Duration.ofSeconds(7));
                assertThat(trace.patience().quietTime()).isEqualTo(Duration.ofMillis(70));
            }

            @Nested
            @TestInstance(Lifecycle.PER_CLASS)
            class Innermost {
                private final TraceBackend ofInstance;

                Innermost(TraceBackend backend) {
                    ofInstance = backend;
                }

                @Test
                void test(TestTrace trace, Tracer tracer) {
                    assertThat(trace).isSameAs(ofBeforeEach);
                    assertThat(ofInstance).isSameAs(ofTopLevel);
                    tracer.spanBuilder("get_order").startSpan().end();
                    assertThat(trace.look().trace().size()).isEqualTo(1);
                }
            }
        }
    }

    @Test
    void servesANestedClassAlone() {
        Kit.passes(2, PlainOuterTestCase.class);
    }

    static class PlainOuterTestCase {
        @Test
        void withoutTrace() {
            assertThat(Context.current()).isSameAs(Context.root());
        }

        @Nested
        @TraceTest
        class Inner {
            @Test
            void test(TestTrace trace) {
                assertThat(Context.current()).isSameAs(trace.context());
            }
        }
    }

    @Test
    void servesOneInstanceForAllTests() {
        Kit.passes(2, PerClassTestCase.class);
    }

    @TraceTest
    @TestInstance(Lifecycle.PER_CLASS)
    static class PerClassTestCase {
        private final TraceBackend ofInstance;
        private TestTrace last;

        PerClassTestCase(TraceBackend backend) {
            ofInstance = backend;
        }

        @BeforeAll
        void beforeAll(TraceBackend backend) {
            assertThat(backend).isSameAs(ofInstance);
        }

        @Test
        void one(TestTrace trace) {
            differs(trace);
        }

        @Test
        void two(TestTrace trace) {
            differs(trace);
        }

        private void differs(TestTrace trace) {
            assertThat(trace).isNotSameAs(last);
            assertThat(Context.current()).isSameAs(trace.context());
            last = trace;
        }
    }

    @Test
    void sharesABackendAmongClassesUnlessOneAsksForItsOwn() {
        Kit.passes(3, SharingTestCase.class, AlsoSharingTestCase.class, IsolatedTestCase.class);

        assertThat(SharingTestCase.backend).isNotNull().isSameAs(AlsoSharingTestCase.backend);
        assertThat(IsolatedTestCase.backend).isNotNull().isNotSameAs(SharingTestCase.backend);
    }

    @TraceTest
    static class SharingTestCase {
        private static TraceBackend backend;

        @Test
        void test(TraceBackend backend) {
            SharingTestCase.backend = backend;
        }
    }

    static class AlsoSharingTestCase {
        private static TraceBackend backend;

        @Nested
        @TraceTest
        class Inner {
            @Test
            void test(TraceBackend backend) {
                AlsoSharingTestCase.backend = backend;
            }
        }
    }

    @TraceTest(isolation = Isolation.PER_CLASS)
    static class IsolatedTestCase {
        private static TraceBackend backend;

        @Test
        void test(TraceBackend backend) {
            IsolatedTestCase.backend = backend;
        }
    }

    @Test
    void outlivesAFailingBeforeAll() {
        EngineExecutionResults results = Kit.run(FailingBeforeAllTestCase.class, AfterFailureTestCase.class);

        assertThat(Kit.failure(results)).hasMessage("before all").hasNoSuppressedExceptions();
        results.testEvents()
                .assertStatistics(statistics -> statistics.started(1).succeeded(1));
    }

    @TraceTest
    static class FailingBeforeAllTestCase {
        @BeforeAll
        static void beforeAll(TraceBackend backend) {
            throw new IllegalStateException("before all");
        }

        @Test
        void test(TestTrace trace) {}

        @AfterAll
        static void afterAll(TraceBackend backend) {
            assertThat(backend).isNotNull();
        }
    }

    @Test
    void isUntouchedByAnExtensionThatFailsBeforeIt() {
        assertThat(Kit.failure(Kit.run(FailingExtensionTestCase.class)))
                .hasMessage("before it")
                .hasNoSuppressedExceptions();
    }

    static class FailingExtension implements BeforeEachCallback {
        @Override
        public void beforeEach(ExtensionContext context) {
            throw new IllegalStateException("before it");
        }
    }

    @ExtendWith(FailingExtension.class)
    static class FailingExtensionTestCase {
        @RegisterExtension
        final TraceTestExtension traces = TraceTestExtension.create();

        @Test
        void test() {}
    }

    @TraceTest
    static class AfterFailureTestCase {
        @Test
        void test(TestTrace trace) {
            assertThat(Context.current()).isSameAs(trace.context());
        }
    }

    @Test
    void isInheritedAndWorksThroughOtherAnnotations() {
        Kit.passes(2, InheritingTestCase.class, ComposedTestCase.class);
    }

    @TraceTest(timeout = "3 s")
    abstract static class InheritedTestCase {}

    static class InheritingTestCase extends InheritedTestCase {
        @Test
        void test(TestTrace trace) {
            assertThat(trace.patience().timeout()).isEqualTo(Duration.ofSeconds(3));
        }
    }

    @TraceTest(timeout = "3 m")
    @Retention(RetentionPolicy.RUNTIME)
    @interface PatientTraceTest {}

    @PatientTraceTest
    static class ComposedTestCase {
        @Test
        void test(TestTrace trace) {
            assertThat(trace.patience().timeout()).isEqualTo(Duration.ofMinutes(3));
        }
    }
}
