// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.spanhound.backend.TraceBackend;
import dev.spanhound.trace.Patience;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.RegisterExtension;

class RegistrationsTest {

    @Test
    void ofAStaticFieldServeTheClassAndWhatIsNestedInIt() {
        Kit.passes(2, StaticFieldTestCase.class);
    }

    static class StaticFieldTestCase {
        @RegisterExtension
        static final TraceTestExtension TRACES =
                TraceTestExtension.builder().isolation(Isolation.PER_CLASS).build();

        static final TraceBackend BEFORE_ALL = TRACES.backend();

        @BeforeAll
        static void beforeAll(TraceBackend backend) {
            assertThat(backend).isSameAs(BEFORE_ALL).isSameAs(TRACES.backend());
        }

        @Test
        void test(TestTrace trace, TraceBackend backend) {
            assertThat(Context.current()).isSameAs(trace.context());
            assertThat(backend).isSameAs(BEFORE_ALL);
        }

        @Nested
        class Inner {
            @Test
            void test(TestTrace trace, TraceBackend backend) {
                assertThat(Context.current()).isSameAs(trace.context());
                assertThat(backend).isSameAs(BEFORE_ALL);
            }
        }
    }

    @Test
    void ofAnInstanceFieldServeOneTest() {
        Kit.passes(2, InstanceFieldTestCase.class);

        assertThat(InstanceFieldTestCase.BACKENDS).hasSize(2);
    }

    static class InstanceFieldTestCase {
        static final Set<TraceBackend> BACKENDS = ConcurrentHashMap.newKeySet();

        @RegisterExtension
        final TraceTestExtension traces =
                TraceTestExtension.builder().isolation(Isolation.PER_CLASS).build();

        @Test
        void one(TestTrace trace, TraceBackend backend) {
            test(trace, backend);
        }

        @Test
        void two(TestTrace trace, TraceBackend backend) {
            test(trace, backend);
        }

        private void test(TestTrace trace, TraceBackend backend) {
            assertThat(Context.current()).isSameAs(trace.context());
            assertThat(backend).isSameAs(traces.backend());
            BACKENDS.add(backend);
        }
    }

    @Test
    void byAnnotationAndFieldsMakeOneTrace() {
        Kit.passes(2, EveryWayTestCase.class);
    }

    @TraceTest(timeout = "1 s")
    static class EveryWayTestCase {
        @RegisterExtension
        static final TraceTestExtension OF_CLASS = TraceTestExtension.builder()
                .timeout(Duration.ofSeconds(2))
                .isolation(Isolation.PER_CLASS)
                .build();

        @RegisterExtension
        final TraceTestExtension ofInstance =
                TraceTestExtension.builder().quietTime(Duration.ofMillis(3)).build();

        private final TestTrace ofConstructor;

        EveryWayTestCase(TestTrace trace) {
            ofConstructor = trace;
        }

        @Test
        void test(TestTrace trace, TraceBackend backend) {
            assertThat(trace).isSameAs(ofConstructor);
            assertThat(trace.patience()).isEqualTo(new Patience(Duration.ofSeconds(1), Duration.ofMillis(3)));
            assertThat(backend).isSameAs(OF_CLASS.backend());
        }

        @Nested
        @TraceTest(quietTime = "4 ms")
        class Inner {
            @RegisterExtension
            static final TraceTestExtension OF_INNER = TraceTestExtension.create();

            @Test
            void test(TestTrace trace, TraceBackend backend) {
                assertThat(trace).isSameAs(ofConstructor);
                assertThat(trace.patience()).isEqualTo(new Patience(Duration.ofSeconds(1), Duration.ofMillis(4)));
                assertThat(backend).isSameAs(OF_CLASS.backend());
            }
        }
    }

    @Nested
    class Patiences {

        @Test
        void areFiveSecondsAndTwoHundredMillisecondsUnlessSet() {
            Kit.passes(1, DefaultTestCase.class);
        }

        @Test
        void comeFromConfigurationParametersBelowAnnotationAndBuilder() {
            Map<String, String> parameters = Map.of("spanhound.timeout", "8 s", "spanhound.quiet-time", "80 ms");

            Kit.passes(Kit.run(parameters, ConfiguredTestCase.class, OverConfiguredTestCase.class), 2);
        }

        @Test
        void ofAConfigurationParameterThatIsNoDurationAreRefused() {
            assertThat(Kit.failure(Kit.run(Map.of("spanhound.timeout", "8"), DefaultTestCase.class)))
                    .isInstanceOf(ExtensionConfigurationException.class)
                    .hasMessage("spanhound.timeout: \"8\""
                            + " (expected: a number and a unit, ms, s or m, such as \"500 ms\")");
        }

        @Test
        void ofAnAnnotationThatAreNoDurationAreRefused() {
            assertThat(Kit.failure(Kit.run(BadQuietTimeTestCase.class)))
                    .isInstanceOf(ExtensionConfigurationException.class)
                    .hasMessage("quietTime of @TraceTest on dev.spanhound.junit.RegistrationsTest$BadQuietTimeTestCase:"
                            + " \"soon\" (expected: a number and a unit, ms, s or m, such as \"500 ms\")");
        }
    }

    @TraceTest
    static class DefaultTestCase {
        @Test
        void test(TestTrace trace) {
            assertThat(trace.patience()).isEqualTo(new Patience(Duration.ofSeconds(10), Duration.ofMillis(200)));
        }
    }

    @TraceTest
    static class ConfiguredTestCase {
        @Test
        void test(TestTrace trace) {
            assertThat(trace.patience()).isEqualTo(new Patience(Duration.ofSeconds(8), Duration.ofMillis(80)));
        }
    }

    @TraceTest(timeout = "9 s")
    static class OverConfiguredTestCase {
        @RegisterExtension
        static final TraceTestExtension TRACES =
                TraceTestExtension.builder().quietTime(Duration.ofMillis(90)).build();

        @Test
        void test(TestTrace trace) {
            assertThat(trace.patience()).isEqualTo(new Patience(Duration.ofSeconds(9), Duration.ofMillis(90)));
        }
    }

    @TraceTest(quietTime = "soon")
    static class BadQuietTimeTestCase {
        @Test
        void test() {}
    }

    @Nested
    class Misuse {

        @Test
        void byTwoBackendsForOneClassIsRefused() {
            assertThat(Kit.failure(Kit.run(TwoBackendsTestCase.class)))
                    .isInstanceOf(ExtensionConfigurationException.class)
                    .hasMessage("TraceTestExtension with a backend of its own in a field of"
                            + " dev.spanhound.junit.RegistrationsTest$TwoBackendsTestCase:"
                            + " a second one (expected: one)");
        }

        @Test
        void byABackendThatComesAfterTheTraceHasBegunIsRefused() {
            assertThat(Kit.failure(Kit.run(LateBackendTestCase.class)))
                    .isInstanceOf(ExtensionConfigurationException.class)
                    .hasMessage("TraceTestExtension with a backend of its own in a field of"
                            + " dev.spanhound.junit.RegistrationsTest$LateBackendTestCase: registered when the trace"
                            + " of test() had begun (expected: a static field, or no @TraceTest)");
        }

        @Test
        void byANegativeTimeIsRefused() {
            assertThat(catchThrowable(() -> TraceTestExtension.builder().timeout(Duration.ofSeconds(-1))))
                    .hasMessage("timeout: PT-1S (expected: >= 0)");
            assertThat(catchThrowable(() -> TraceTestExtension.builder().quietTime(Duration.ofMillis(-1))))
                    .hasMessage("quietTime: PT-0.001S (expected: >= 0)");
        }
    }

    static class TwoBackendsTestCase {
        @RegisterExtension
        static final TraceTestExtension ONE =
                TraceTestExtension.builder().isolation(Isolation.PER_CLASS).build();

        @RegisterExtension
        static final TraceTestExtension TWO =
                TraceTestExtension.builder().isolation(Isolation.PER_CLASS).build();

        @Test
        void test() {}
    }

    @TraceTest
    static class LateBackendTestCase {
        @RegisterExtension
        final TraceTestExtension late =
                TraceTestExtension.builder().isolation(Isolation.PER_CLASS).build();

        @Test
        void test() {}
    }
}
