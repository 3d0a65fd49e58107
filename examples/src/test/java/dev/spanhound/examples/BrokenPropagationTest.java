// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.spanhound.backend.Endpoints;
import dev.spanhound.backend.TraceBackend;
import dev.spanhound.examples.shop.Fault;
import dev.spanhound.examples.shop.Shop;
import dev.spanhound.junit.Isolation;
import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The shop with a fault at one hop: the failure names the hop and the cause. */
@TraceTest(timeout = "1 s", isolation = Isolation.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
class BrokenPropagationTest {
    /** A shop that is closed has sent all its spans. */
    private static final Duration ALL_HAS_COME = Duration.ZERO;

    private static final Map<String, String> HOPS =
            Map.of("gateway", "auth", "auth", "orders-service", "orders-service", "payment-service");

    static Stream<Arguments> brokenHops() {
        return Stream.of(
                        broken(Fault.SENDS_NOTHING, """
                                context lost between {caller} and {callee}
                                  They fit together by address (localhost:#) and path (#).
                                  No header of a trace context was recorded (recorded: host).
                                  Likely: {caller} makes the CLIENT span by hand (scope shop.http), and does not inject the context into the request.
                                  Or: the two use different headers (OTEL_PROPAGATORS, tracecontext,baggage by default).
                                  Or: something between the two, such as a proxy or a gateway, does not pass the headers on."""),
                        broken(Fault.SENDS_MALFORMED_TRACEPARENT, """
                                context lost between {caller} and {callee}
                                  They fit together by address (localhost:#) and path (#).
                                  The request carried a malformed traceparent "00-#-0000000000000000-01": parent-id is all zeros, at character 37 (W3C Trace Context level 2, 3.2.2.4: parent-id must not be all zeros).
                                  Likely: the header is written wrong, by {caller} or by a proxy in between, and {callee} must not use it."""),
                        broken(Fault.SENDS_DECISION_ONLY, """
                                context lost between {caller} and {callee}
                                  They fit together by address (localhost:#) and path (#).
                                  The request carried b3: 1.
                                  Likely: a sampling decision travels without a trace, and {callee} begins one of its own. OpenTelemetry's B3 propagator forgets the decision then, and the new trace is sampled."""),
                        broken(Fault.SENDS_B3_TO_W3C, """
                                context lost between {caller} and {callee}
                                  They fit together by the context that was sent, which names that very span, address (localhost:#) and path (#).
                                  The request carried b3: #-#-1.
                                  Likely: {callee} does not read B3 single: its OTEL_PROPAGATORS (tracecontext,baggage by default), or its tracer, has another.
                                  Or: {callee} makes the span without it: by setNoParent(), or on a thread that has no context."""),
                        broken(Fault.SENDS_W3C_ONLY, """
                                context lost between {caller} and {callee}
                                  They fit together by the context that was sent, which names that very span, address (localhost:#) and path (#).
                                  The request carried traceparent: 00-#-#-01.
                                  Likely: {callee} does not read W3C Trace Context: its OTEL_PROPAGATORS (tracecontext,baggage by default), or its tracer, has another.
                                  Or: {callee} makes the span without it: by setNoParent(), or on a thread that has no context."""),
                        broken(Fault.IGNORES_HEADERS, """
                                context lost between {caller} and {callee}
                                  They fit together by the context that was sent, which names that very span, address (localhost:#) and path (#).
                                  The request carried traceparent: 00-#-#-01 and b3: #-#-1.
                                  Likely: {callee} does not read W3C Trace Context and B3 single: its OTEL_PROPAGATORS (tracecontext,baggage by default), or its tracer, has another.
                                  Or: {callee} makes the span without it: by setNoParent(), or on a thread that has no context."""),
                        broken(Fault.STRIPPING_PROXY, """
                                context lost between {caller} and {callee}
                                  They fit together by path (#).
                                  But the call went to localhost:#, and {callee} answers at localhost:#: something is in between, or another test began that trace.
                                  No header of a trace context was recorded (recorded: host).
                                  Likely: something between the two, such as a proxy or a gateway, does not pass the headers on.
                                  Or: {caller} makes the CLIENT span by hand (scope shop.http), and does not inject the context into the request.
                                  Or: the two use different headers (OTEL_PROPAGATORS, tracecontext,baggage by default)."""),
                        broken(Fault.UNTRACED_CLIENT, """
                                context lost between {caller} and {callee}
                                  Only the time speaks for it: another test may have begun that trace.
                                  No header of a trace context was recorded (recorded: host).
                                  Likely: the client in {caller} is not instrumented, for no CLIENT span is around the call: it sends no headers by itself."""),
                        broken(Fault.UNWRAPPED_EXECUTOR, """
                                context lost inside {caller}
                                  Likely: work is handed to an executor that is not wrapped. Context.taskWrapping(executor) passes the context on."""),
                        broken(Fault.SENDS_UNSAMPLED, """
                                {callee} has sent nothing of the call {caller}: # [CLIENT], neither here nor as a trace of its own
                                  The call was answered, with status 200.
                                  Likely: the sampled flag became 0 on the way (a client, a proxy, or B3's sampled state), and {callee} follows its parent's decision.
                                  Or: {callee} samples by itself (OTEL_TRACES_SAMPLER=parentbased_always_on keeps all; Spring Boot samples 10 % unless management.tracing.sampling.probability says otherwise).
                                  Or: its tracing is off, or exports elsewhere. Spring Boot switches tracing off in tests: @AutoConfigureObservability (3.x) or @AutoConfigureTracing(export = true) (4.x) switches it on."""))
                .flatMap(hops -> hops);
    }

    /** A fault at each hop where it breaks something: payment knows B3 only, and the others know both. */
    private static Stream<Arguments> broken(Fault fault, String cause) {
        return Stream.of("gateway", "auth", "orders-service")
                .filter(caller -> fault != Fault.SENDS_B3_TO_W3C || !caller.equals("orders-service"))
                .filter(caller -> fault != Fault.SENDS_W3C_ONLY || caller.equals("orders-service"))
                .map(caller -> Arguments.of(fault, caller, cause));
    }

    @ParameterizedTest(name = "{0} from {1} on")
    @MethodSource("brokenHops")
    void namesTheHopAndTheCause(Fault fault, String caller, String cause, TestTrace trace, TraceBackend backend) {
        String callee = callee(caller);
        order(trace, backend, Map.of(caller, fault));

        AssertionError error = catchThrowableOfType(
                AssertionError.class,
                () -> assertThat(trace)
                        .within(ALL_HAS_COME)
                        .propagatesFrom(caller)
                        .to(callee));

        org.assertj.core.api.Assertions.assertThat(error)
                .hasMessageContaining("but it does not get from " + caller + " to " + callee + ":");
        org.assertj.core.api.Assertions.assertThat(likelyCause(error))
                .isEqualTo(cause.replace("{caller}", caller).replace("{callee}", callee));
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "DROPS_TRACESTATE"})
    void passesWhereNoContextIsLost(Fault fault, TestTrace trace, TraceBackend backend) {
        order(
                trace,
                backend,
                Map.of("gateway", fault, "auth", fault, "orders-service", fault),
                Map.of("tracestate", "vendor=1"));

        assertThat(trace)
                .isComplete()
                .propagatesFrom("gateway")
                .through("auth", "orders-service")
                .to("payment-service")
                .propagatesFrom("gateway")
                .indirectlyTo("payment-service");
    }

    @Test
    void isCompleteSaysTheSame(TestTrace trace, TraceBackend backend) {
        order(trace, backend, Map.of("auth", Fault.SENDS_NOTHING));

        assertThatThrownBy(() -> assertThat(trace).isComplete())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("[CLIENT] calls orders-service, but no span of orders-service answers it")
                .hasMessageContaining("likely cause: context lost between auth and orders-service\n");
    }

    @Test
    void namesEachOfSeveralHops(TestTrace trace, TraceBackend backend) {
        order(trace, backend, Map.of("gateway", Fault.SENDS_NOTHING, "auth", Fault.IGNORES_HEADERS));

        assertThatThrownBy(() -> assertThat(trace).propagatesFrom("gateway").indirectlyTo("payment-service"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("likely cause: context lost between gateway and auth and between auth and"
                        + " orders-service\n    between gateway and auth:\n");
    }

    private static void order(TestTrace trace, TraceBackend backend, Map<String, Fault> faults) {
        order(trace, backend, faults, Map.of());
    }

    private static void order(
            TestTrace trace, TraceBackend backend, Map<String, Fault> faults, Map<String, String> headers) {
        Endpoints endpoints = backend.endpoints();
        Shop.Builder builder = Shop.builder(endpoints.otlpGrpc(), endpoints.otlpHttp(), endpoints.zipkin());
        faults.forEach((caller, fault) -> builder.with(fault, caller));
        try (Shop shop = builder.open()) {
            given().filter(trace.restAssured())
                    .headers(headers)
                    .get(shop.url("/orders/42"))
                    .then()
                    .statusCode(200);
        }
    }

    private static String callee(String caller) {
        return HOPS.getOrDefault(caller, "");
    }

    /** Returns the likely cause with # for what varies, and without the line that has the names of both spans. */
    private static String likelyCause(AssertionError error) {
        List<String> lines = String.valueOf(error.getMessage())
                .lines()
                .dropWhile(line -> !line.contains("likely cause: "))
                .filter(line -> !line.contains("began a trace of its own"))
                .toList();
        return lines.stream()
                .map(line -> line.replace("  likely cause: ", "").replaceFirst("^  ", ""))
                .map(line -> line.replaceAll("localhost:\\d+", "localhost:#")
                        .replaceAll("path \\([^)]*\\)", "path (#)")
                        .replaceAll("(GET|POST) \\[CLIENT]", "# [CLIENT]")
                        .replaceAll("\\b(?!0{16})([0-9a-f]{32}|[0-9a-f]{16})\\b", "#")
                        // Newer SDKs say that the trace ID is random.
                        .replace("00-#-#-03", "00-#-#-01")
                        .replace("00-#-#-02", "00-#-#-00"))
                .collect(Collectors.joining("\n"));
    }
}
