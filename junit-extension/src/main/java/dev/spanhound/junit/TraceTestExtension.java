// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import dev.spanhound.backend.TraceBackend;
import dev.spanhound.sender.SpanDestination;
import dev.spanhound.sender.SpanSender;
import dev.spanhound.trace.Sighting;
import io.opentelemetry.context.Scope;
import java.lang.reflect.Method;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * {@link TraceTest} for a field, with the backend at hand before any test.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final TraceTestExtension traces = TraceTestExtension.builder().timeout(Duration.ofSeconds(20)).build();
 *
 * @DynamicPropertySource
 * static void export(DynamicPropertyRegistry registry) {
 *     registry.add("management.otlp.tracing.endpoint", () -> traces.endpoint().resolve("/v1/traces"));
 * }
 * }</pre>
 *
 * <p>A backend of its own, see {@link Builder#isolation(Isolation)}, lasts for the class if the field is static, and for
 * one test if it is an instance field. All else is as with the annotation. A class may have both.
 */
public final class TraceTestExtension
        implements BeforeAllCallback,
                BeforeEachCallback,
                AfterEachCallback,
                ParameterResolver,
                InvocationInterceptor,
                SpanDestination {
    private final Settings settings;
    private final LeasedBackend backend;

    /** For {@code @ExtendWith}: settings are the annotation's. */
    private TraceTestExtension() {
        this(builder());
    }

    private TraceTestExtension(Builder builder) {
        settings = new Settings(
                builder.timeout,
                builder.quietTime,
                Isolation.SHARED,
                builder.global,
                builder.services,
                builder.collector);
        boolean own = builder.customized || builder.isolation == Isolation.PER_CLASS;
        backend = own ? new LeasedBackend(builder.backend::build) : LeasedBackend.SHARED;
    }

    /** Returns an extension with the default settings. */
    public static TraceTestExtension create() {
        return builder().build();
    }

    /** Returns a builder of an extension. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the backend, also before JUnit has called this extension: static initialisers may use it. Unless the
     * builder asked for an own backend, it is the one that all test classes share.
     */
    public TraceBackend backend() {
        return backend.backend();
    }

    /**
     * Returns where the {@linkplain #backend() backend} receives over the network, all protocols on one port. Static
     * initialisers and {@code @DynamicPropertySource} methods may use it: the port is bound by the time this returns.
     */
    @Override
    public URI endpoint() {
        return backend().endpoint();
    }

    /** Makes a sender known to the {@linkplain #backend() backend}, as fixtures such as containers do. */
    @Override
    public void addSender(SpanSender sender) {
        backend().addSender(sender);
    }

    boolean hasOwnBackend() {
        return backend != LeasedBackend.SHARED;
    }

    LeasedBackend leasedBackend() {
        return backend;
    }

    Settings settings() {
        return settings;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        prepare(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        prepare(context);
        if (leads(context)) {
            RunningTest.of(context);
        }
    }

    private void prepare(ExtensionContext context) {
        Registrations registrations = Registrations.of(context).join(this);
        if (registrations.settings().global()) {
            GlobalRegistration.ensure(context, registrations.backend());
        }
    }

    private boolean leads(ExtensionContext context) {
        return Registrations.of(context).isLedBy(this);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Optional<RunningTest> test = RunningTest.find(context);
        if (test.isPresent() && leads(context)) {
            end(test.get(), context);
        }
    }

    private static void end(RunningTest test, ExtensionContext context) {
        Optional<Throwable> failure = context.getExecutionException();
        if (failure.isEmpty()) {
            test.end(true);
            return;
        }
        Sighting seen = test.live().look(); // before the test's own span is one that has arrived
        test.end(false);
        FailureReport.attach(failure.get(), test, seen, context);
    }

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return TestParameters.supports(parameter)
                && Registrations.of(context).join(this).isLedBy(this);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return TestParameters.resolve(parameter, context);
    }

    @Override
    public void interceptBeforeEachMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        proceed(invocation, context);
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        proceed(invocation, context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        proceed(invocation, context);
    }

    @Override
    public <T extends @Nullable Object> T interceptTestFactoryMethod(
            Invocation<T> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        return ContractReporter.during(context, () -> proceed(invocation, context));
    }

    @Override
    public void interceptDynamicTest(
            Invocation<Void> invocation, DynamicTestInvocationContext dynamic, ExtensionContext context)
            throws Throwable {
        try {
            proceed(invocation, context);
        } catch (Throwable failure) {
            if (leads(context)) {
                RunningTest test = RunningTest.of(context);
                FailureReport.attach(failure, test, test.live().look(), context);
            }
            throw failure;
        }
    }

    @Override
    public void interceptAfterEachMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        proceed(invocation, context);
    }

    /** Makes the test's span current where the test's code runs, which need not be the thread of the callbacks. */
    @SuppressWarnings("try") // the scope is there to be closed
    private <T extends @Nullable Object> T proceed(Invocation<T> invocation, ExtensionContext context)
            throws Throwable {
        if (!leads(context)) {
            return invocation.proceed();
        }
        try (Scope scope = RunningTest.of(context).context().makeCurrent()) {
            return invocation.proceed();
        }
    }

    /** Settings of an extension. */
    public static final class Builder {
        private @Nullable Duration timeout;
        private @Nullable Duration quietTime;
        private boolean global;
        private Set<String> services = Set.of();
        private Isolation isolation = Isolation.SHARED;
        private List<String> collector = List.of();
        private boolean customized;
        private final TraceBackend.Builder backend = TraceBackend.builder();

        private Builder() {}

        /**
         * Sets the longest time that an assertion waits to pass. Default: the configuration parameter
         * {@code spanhound.timeout}, or 10 seconds.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder timeout(Duration timeout) {
            this.timeout = notNegative("timeout", timeout);
            return this;
        }

        /**
         * Sets the time without a new span after which an absent span is taken to stay absent. Default: the
         * configuration parameter {@code spanhound.quiet-time}, or 200 milliseconds.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder quietTime(Duration quietTime) {
            this.quietTime = notNegative("quietTime", quietTime);
            return this;
        }

        private static Duration notNegative(String name, Duration time) {
            if (time.isNegative()) {
                throw new IllegalArgumentException(name + ": " + time + " (expected: >= 0)");
            }
            return time;
        }

        /** Sets which tests share the backend. Default: {@link Isolation#SHARED}. */
        public Builder isolation(Isolation isolation) {
            this.isolation = isolation;
            return this;
        }

        /** Gives this extension a backend of its own that also receives OTLP over gRPC at this port, such as 4317. */
        public Builder otlpGrpcPort(int port) {
            return backend(own -> own.otlpGrpcPort(port));
        }

        /** Gives this extension a backend of its own that also receives OTLP over HTTP at this port, such as 4318. */
        public Builder otlpHttpPort(int port) {
            return backend(own -> own.otlpHttpPort(port));
        }

        /** Gives this extension a backend of its own that also receives Zipkin spans at this port, such as 9411. */
        public Builder zipkinPort(int port) {
            return backend(own -> own.zipkinPort(port));
        }

        /** Gives this extension a backend of its own with these settings, such as limits or addresses. */
        public Builder backend(Consumer<TraceBackend.Builder> settings) {
            settings.accept(backend);
            this.customized = true;
            return this;
        }

        /** Registers an SDK as {@link io.opentelemetry.api.GlobalOpenTelemetry}, see {@link TraceTest#global()}. */
        public Builder global() {
            this.global = true;
            return this;
        }

        /** Declares services that send spans, see {@link TraceTest#services()}. */
        public Builder services(String... names) {
            this.services = new LinkedHashSet<>(List.of(names));
            return this;
        }

        /** Gives each test a collector with this configuration, see {@link TraceTest#collector()}. */
        public Builder collector(String... locations) {
            this.collector = List.of(locations);
            return this;
        }

        /** Returns the extension. */
        public TraceTestExtension build() {
            return new TraceTestExtension(this);
        }
    }
}
