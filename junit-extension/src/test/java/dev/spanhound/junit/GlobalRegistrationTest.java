// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.trace.SpanNode;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock("io.opentelemetry.api.GlobalOpenTelemetry")
class GlobalRegistrationTest {

    @BeforeEach
    @AfterEach
    void unset() {
        GlobalOpenTelemetry.resetForTest();
    }

    @Test
    void lastsForTheClassAndWhatIsNestedInIt() {
        Kit.passes(2, GlobalTestCase.class);

        assertThat(GlobalOpenTelemetry.get().getTracerProvider()).isSameAs(TracerProvider.noop());
    }

    @TraceTest(global = true)
    static class GlobalTestCase {
        private static void spanOfGlobal(TestTrace trace) {
            GlobalOpenTelemetry.getTracer("shop")
                    .spanBuilder("get_order")
                    .startSpan()
                    .end();

            assertThat(trace.look().trace().spans()).extracting(SpanNode::name).containsExactly("get_order");
        }

        @Test
        void test(TestTrace trace) {
            spanOfGlobal(trace);
        }

        @Nested
        @TraceTest(global = true)
        class Inner {
            @Test
            void test(TestTrace trace) {
                spanOfGlobal(trace);
            }
        }
    }

    @Test
    void replacesTheInstanceThatDoesNothing() {
        assertThat(GlobalOpenTelemetry.get().getTracerProvider()).isSameAs(TracerProvider.noop());

        Kit.passes(2, GlobalTestCase.class);
    }

    @Test
    void isMadeForAFieldToo() {
        Kit.passes(2, StaticFieldTestCase.class, InstanceFieldTestCase.class);
    }

    static class StaticFieldTestCase {
        @RegisterExtension
        static final TraceTestExtension TRACES =
                TraceTestExtension.builder().global().build();

        @Test
        void test(TestTrace trace) {
            GlobalTestCase.spanOfGlobal(trace);
        }
    }

    static class InstanceFieldTestCase {
        @RegisterExtension
        final TraceTestExtension traces = TraceTestExtension.builder().global().build();

        @Test
        void test(TestTrace trace) {
            GlobalTestCase.spanOfGlobal(trace);
        }
    }

    @Test
    void isNotMadeUnlessAskedFor() {
        Kit.passes(1, NotGlobalTestCase.class);
    }

    @TraceTest
    static class NotGlobalTestCase {
        @Test
        void test(OpenTelemetry openTelemetry) {
            assertThat(GlobalOpenTelemetry.get().getTracerProvider()).isSameAs(TracerProvider.noop());
        }
    }

    @Test
    void isRefusedIfAnotherIsSet() {
        OpenTelemetrySdk another = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder().build())
                .build();
        GlobalOpenTelemetry.set(another);

        assertThat(Kit.failure(Kit.run(GlobalTestCase.class)))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("global SDK for dev.spanhound.junit.GlobalRegistrationTest$GlobalTestCase:"
                        + " GlobalOpenTelemetry is set already"
                        + " (expected: unset; @Isolated keeps classes that set it apart)");
        assertThat(GlobalOpenTelemetry.get().getTracerProvider()).isNotSameAs(TracerProvider.noop());
        another.close();
    }
}
