// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import dev.spanhound.backend.TraceBackend;
import dev.spanhound.collector.TraceCollector;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** The parameters that a test may have from the extension. */
final class TestParameters {
    private TestParameters() {}

    /**
     * Returns whether the parameter is ours. OpenTelemetry's types are others' too: with an annotation, such as
     * Mockito's or Spring's, a parameter of these is left to them.
     */
    static boolean supports(ParameterContext parameter) {
        Class<?> type = parameter.getParameter().getType();
        if (type == OpenTelemetry.class || type == Tracer.class) {
            return parameter.getParameter().getAnnotations().length == 0;
        }
        return type == TestTrace.class || type == TraceBackend.class || type == TraceCollector.class;
    }

    /**
     * Returns the value of a parameter that is ours.
     *
     * @throws ParameterResolutionException if it is of a test, and none runs, or a collector, and none is configured
     */
    static Object resolve(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (type == TraceBackend.class) {
            return Registrations.of(context).backend();
        }
        if (context.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException(type.getSimpleName() + " parameter of "
                    + parameter.getDeclaringExecutable().toGenericString()
                    + ": no test runs there (expected: on a test, @BeforeEach or @AfterEach method)");
        }
        RunningTest test = RunningTest.of(context);
        if (type == TestTrace.class) {
            return test.trace();
        }
        if (type == TraceCollector.class) {
            return test.collector()
                    .orElseThrow(
                            () -> new ParameterResolutionException(
                                    "TraceCollector parameter of "
                                            + parameter.getDeclaringExecutable().toGenericString()
                                            + ": no collector is configured (expected: @TraceTest(collector = \"otel-collector.yaml\"))"));
        }
        return type == OpenTelemetry.class
                ? test.sdk().openTelemetry()
                : test.sdk().tracerProvider().get(context.getRequiredTestClass().getName());
    }
}
