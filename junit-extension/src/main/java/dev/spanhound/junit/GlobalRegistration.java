// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import dev.spanhound.backend.TraceBackend;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.TracerProvider;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An SDK registered as {@link GlobalOpenTelemetry}, for as long as a context lasts. */
record GlobalRegistration(TestSdk sdk) implements Stored {

    /** Registers an SDK for the context, unless one is registered for an enclosing one. */
    static void ensure(ExtensionContext context, TraceBackend backend) {
        Stored.computeIfAbsent(
                context,
                GlobalRegistration.class,
                GlobalRegistration.class,
                absent -> register(context.getRequiredTestClass(), backend));
    }

    private static synchronized GlobalRegistration register(Class<?> testClass, TraceBackend backend) {
        // Code that only asked for the global instance has set the one that does nothing: nobody misses it.
        if (GlobalOpenTelemetry.get().getTracerProvider() != TracerProvider.noop()) {
            throw new ExtensionConfigurationException(
                    "global SDK for " + testClass.getName()
                            + ": GlobalOpenTelemetry is set already (expected: unset; @Isolated keeps classes that set it apart)");
        }
        TestSdk sdk = TestSdk.of(RunningTest.service(testClass), backend);
        GlobalOpenTelemetry.resetForTest();
        GlobalOpenTelemetry.set(sdk.openTelemetry());
        return new GlobalRegistration(sdk);
    }

    @Override
    public void close() {
        GlobalOpenTelemetry.resetForTest();
        sdk.close();
    }
}
