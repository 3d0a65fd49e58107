// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import dev.spanhound.assertions.contract.Baseline;
import dev.spanhound.assertions.contract.ContractCase;
import dev.spanhound.assertions.contract.ContractRunner;
import dev.spanhound.assertions.contract.ContractSettings;
import dev.spanhound.assertions.contract.ContractSuite;
import dev.spanhound.assertions.contract.DownstreamStub;
import dev.spanhound.assertions.contract.ServiceRequest;
import dev.spanhound.trace.propagation.PropagationFormat;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestReporter;

/**
 * What a service must make of the trace context that it is called with, a test for each case.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> ordersPropagatesW3c() {
 *     return PropagationContract.w3c().withBaseline(Baseline.openTelemetryPython()).against(orders.uri("/relay"));
 * }
 * }</pre>
 *
 * <p>The service under test is any HTTP service that has the endpoint of the W3C's test harness: it takes a POST with a JSON
 * array of {@code {"url": …, "arguments": …}}, and POSTs the arguments to each URL before it answers. The examples have it for
 * Flask, Express and Spring. A service without it is tested by a request that makes it call a stub, see {@link
 * #passingThrough(ServiceRequest)}.
 *
 * <p>Header lines are sent byte for byte. The first test that runs begins all cases, eight at a time. A case on the {@linkplain
 * #withBaseline(Baseline) baseline} is aborted, not failed, and fails when it passes. A table of all is published to the
 * report directory, under a {@link TraceTest}, or with {@link #reportingTo(TestReporter)}.
 *
 * <p>Immutable: each method returns a contract of its own.
 */
public final class PropagationContract {
    private final Set<ContractSuite> suites;
    private final int level;
    private final boolean strict;
    private final ContractSettings settings;
    private final Optional<DownstreamStub> stub;
    private final Optional<TestReporter> reporter;

    private PropagationContract(
            Set<ContractSuite> suites,
            int level,
            boolean strict,
            ContractSettings settings,
            Optional<DownstreamStub> stub,
            Optional<TestReporter> reporter) {
        this.suites = suites;
        this.level = level;
        this.strict = strict;
        this.settings = settings;
        this.stub = stub;
        this.reporter = reporter;
    }

    /** Returns the contract of these formats. */
    public static PropagationContract of(ContractSuite first, ContractSuite... more) {
        return new PropagationContract(
                Collections.unmodifiableSet(EnumSet.of(first, more)),
                2,
                true,
                ContractSettings.defaults(),
                Optional.empty(),
                Optional.empty());
    }

    /** Returns the contract of W3C Trace Context, level 2, strict. */
    public static PropagationContract w3c() {
        return of(ContractSuite.W3C);
    }

    /** Returns the contract of W3C Baggage. */
    public static PropagationContract baggage() {
        return of(ContractSuite.BAGGAGE);
    }

    /** Returns the contract of B3, in one header and in several; the service may send either. */
    public static PropagationContract b3() {
        return of(ContractSuite.B3);
    }

    /** Returns the contract of Jaeger's {@code uber-trace-id}. */
    public static PropagationContract jaeger() {
        return of(ContractSuite.JAEGER);
    }

    /** Returns the contract of AWS X-Ray's {@code X-Amzn-Trace-Id}. */
    public static PropagationContract xray() {
        return of(ContractSuite.XRAY);
    }

    /** Returns the contract of Datadog's headers. */
    public static PropagationContract datadog() {
        return of(ContractSuite.DATADOG);
    }

    /** Returns the contract of the OpenTracing propagator's headers. */
    public static PropagationContract otTrace() {
        return of(ContractSuite.OT_TRACE);
    }

    /** Returns the contract of all formats. */
    public static PropagationContract all() {
        return of(ContractSuite.W3C, ContractSuite.values());
    }

    /** Adds the formats of the other contract, and its baseline. All else is as it is here. */
    public PropagationContract and(PropagationContract other) {
        Set<ContractSuite> both = EnumSet.copyOf(suites);
        both.addAll(other.suites);
        return new PropagationContract(
                Collections.unmodifiableSet(both),
                level,
                strict,
                withBaseline(other.settings.baseline()).settings,
                stub,
                reporter);
    }

    /**
     * Leaves out the cases of higher levels of a specification. Default: 2.
     *
     * @throws IllegalArgumentException if it is neither 1 nor 2
     */
    public PropagationContract level(int level) {
        if (level < 1 || level > 2) {
            throw new IllegalArgumentException("level: " + level + " (expected: 1 or 2)");
        }
        return new PropagationContract(suites, level, strict, settings, stub, reporter);
    }

    /** Leaves out the cases that the W3C's harness leaves out unless it is strict, as it is by default. */
    public PropagationContract lenient() {
        return new PropagationContract(suites, level, false, settings, stub, reporter);
    }

    /**
     * Leaves out, of W3C Trace Context, what the W3C's harness does not check: the cases that are not its own, and within its own the
     * rules that it passes over. Messages say of which rules this is so.
     */
    public PropagationContract asTheHarnessDoes() {
        return with(settings.withHarnessOnly());
    }

    /**
     * Sets how long a case waits for the service's answer and its calls. Default: 5 seconds.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public PropagationContract timeout(Duration timeout) {
        return with(settings.withTimeout(timeout));
    }

    /**
     * Sets how many cases run at once. Default: 8. It does not count for {@link #passingThrough(ServiceRequest)}.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public PropagationContract parallelism(int cases) {
        return with(settings.withParallelism(cases));
    }

    /** Sets the formats that the service may send the context on in. Default: that of each case. */
    public PropagationContract sendingOn(PropagationFormat... formats) {
        return with(settings.withSending(formats));
    }

    /** Adds cases that are known to fail: they are aborted with their reason, and fail when they pass. */
    public PropagationContract withBaseline(Baseline baseline) {
        return with(settings.withBaseline(baseline));
    }

    /**
     * Adds cases that are known to fail, from a file with lines {@code case-id: reason}.
     *
     * @throws IllegalArgumentException if a line is no such line or names no case
     * @throws java.io.UncheckedIOException if the file cannot be read
     */
    public PropagationContract withBaseline(Path file) {
        return withBaseline(Baseline.of(file));
    }

    /** Lets the service call back this stub, which the caller closes. Default: a stub that lasts as long as the tests. */
    public PropagationContract callingBack(DownstreamStub stub) {
        return new PropagationContract(suites, level, strict, settings, Optional.of(stub), reporter);
    }

    /** Publishes the report there. Under a {@link TraceTest} this is not needed. */
    public PropagationContract reportingTo(TestReporter reporter) {
        return new PropagationContract(suites, level, strict, settings, stub, Optional.of(reporter));
    }

    private PropagationContract with(ContractSettings settings) {
        return new PropagationContract(suites, level, strict, settings, stub, reporter);
    }

    /**
     * Returns the tests of a service with the endpoint of the W3C's harness.
     *
     * @param endpoint such as {@code http://localhost:8080/relay}
     * @throws IllegalArgumentException if it has no host or is neither http nor https
     */
    public Stream<DynamicTest> against(URI endpoint) {
        URI checked = ServiceRequest.post(endpoint).uri();
        return tests(() -> stub.map(given -> ContractRunner.relaying(checked, given, settings))
                .orElseGet(() -> ContractRunner.relaying(checked, settings)));
    }

    /**
     * Returns this contract for a service without such an endpoint: the request makes it call the {@linkplain
     * PassingThrough#calling(DownstreamStub) stub}, which stands for its downstream service. Cases run one after the other.
     */
    public PassingThrough passingThrough(ServiceRequest request) {
        return new PassingThrough(this, request, 1);
    }

    private Stream<DynamicTest> tests(Supplier<ContractRunner> runners) {
        return new ContractTests(runners, cases(), ContractReporter.of(reporter)).stream();
    }

    private List<ContractCase> cases() {
        List<ContractCase> cases = new ArrayList<>();
        suites.forEach(suite -> suite.cases().stream().filter(this::isAskedFor).forEach(cases::add));
        return cases;
    }

    private boolean isAskedFor(ContractCase each) {
        boolean isOfHarness =
                each.suite() != ContractSuite.W3C || each.harnessStep().isPresent();
        return each.level() <= level && (strict || !each.isStrict()) && (isOfHarness || !settings.harnessOnly());
    }

    /** A contract for a service that passes the context through to the service that it calls. */
    public static final class PassingThrough {
        private final PropagationContract contract;
        private final ServiceRequest request;
        private final int calls;

        private PassingThrough(PropagationContract contract, ServiceRequest request, int calls) {
            this.contract = contract;
            this.request = request;
            this.calls = calls;
        }

        /**
         * Says how often the service calls the stub for one request. Default: once, and then cases that need several calls are
         * aborted as not applicable.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public PassingThrough makingCalls(int calls) {
            if (calls < 1) {
                throw new IllegalArgumentException("calls: " + calls + " (expected: > 0)");
            }
            return new PassingThrough(contract, request, calls);
        }

        /**
         * Returns the tests.
         *
         * @param stub where the service's configuration has its downstream service; to be closed after the tests, as by {@code
         *     AutoClose} or {@code AfterAll}, not when the stream is closed: under parallel execution that is before they end
         */
        public Stream<DynamicTest> calling(DownstreamStub stub) {
            return contract.tests(() -> ContractRunner.passingThrough(request, stub, calls, contract.settings));
        }
    }
}
