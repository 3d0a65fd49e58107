// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test of the class a trace of its own, and a trace backend that receives it.
 *
 * <pre>{@code
 * @TraceTest
 * class CheckoutTraceTest {
 *
 *     @Test
 *     void checkoutReachesPayment(TestTrace trace) {
 *         given().filter(trace.restAssured()).get("/orders/42").then().statusCode(200);
 *
 *         assertThat(trace).isComplete().hasNoErrors();
 *     }
 * }
 * }</pre>
 *
 * <h2>Parameters</h2>
 *
 * <p>Constructors, test methods of all kinds, {@code @BeforeEach} and {@code @AfterEach} methods may take
 *
 * <ul>
 *   <li>{@link TestTrace}, the test's trace,
 *   <li>{@link io.opentelemetry.api.OpenTelemetry} and {@link io.opentelemetry.api.trace.Tracer}, an SDK of this test
 *       alone. Its spans reach the backend without a network, its {@code service.name} is the simple name of the test
 *       class, it is not global, and it is closed after the test,
 *   <li>{@link dev.spanhound.collector.TraceCollector}, the test's own, if {@link #collector()} is set,
 *   <li>{@link dev.spanhound.backend.TraceBackend}. {@code @BeforeAll} and {@code @AfterAll} methods may take it, too.
 * </ul>
 *
 * <p>A parameter of OpenTelemetry's types that has an annotation is left to the extension whose annotation it is. With
 * {@code @TestInstance(PER_CLASS)} a constructor may take the backend only: no test runs yet.
 *
 * <h2>The test's span</h2>
 *
 * <p>A span named as the test's display name begins before the first {@code @BeforeEach} method and ends after the last
 * {@code @AfterEach} method. It is the parent of all that the test causes and not a part of what assertions judge.
 * It is current on the thread that runs these methods and the test, also with {@code @Timeout} on a thread of its own.
 * It is not current on other threads, such as those of a parallel stream or of {@code assertTimeoutPreemptively}:
 * {@link TestTrace#wrap(Runnable)} takes it there. The dynamic tests of a {@code @TestFactory} share one trace; each
 * invocation of a parameterized or repeated test has its own.
 *
 * <h2>Failures</h2>
 *
 * <p>When a test fails, for whatever reason, the trace as it was then is added to the failure as a suppressed exception,
 * and published to the JUnit report directory as {@code trace.txt} and {@code trace.otlp.json}.
 *
 * <h2>Settings</h2>
 *
 * <p>An attribute set here wins over one set by {@link TraceTestExtension#builder()}, and that over the configuration
 * parameters {@code spanhound.timeout} and {@code spanhound.quiet-time}. The annotation may stand on another annotation,
 * is inherited by subclasses, and holds for {@code @Nested} classes, which may set attributes of their own.
 *
 * @see TraceTestExtension
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(TraceTestExtension.class)
public @interface TraceTest {

    /**
     * Longest time that an assertion waits to pass: a number and a unit, {@code ms}, {@code s} or {@code m}, such as
     * {@code "500 ms"}. Unset: the configuration parameter {@code spanhound.timeout}, or 10 seconds.
     */
    String timeout() default "";

    /**
     * Time without a new span after which an absent span is taken to stay absent, in the form of {@link #timeout()}.
     * Unset: the configuration parameter {@code spanhound.quiet-time}, or 200 milliseconds.
     */
    String quietTime() default "";

    /** Which tests share the backend. */
    Isolation isolation() default Isolation.SHARED;

    /**
     * Whether an SDK of the class is registered as {@link io.opentelemetry.api.GlobalOpenTelemetry} before the class
     * and removed after it. There is one in a JVM: classes that ask for it cannot run at the same time.
     */
    boolean global() default false;

    /**
     * Names of services that send spans, so that a call to one is incomplete without its answer, even if that service
     * has never been heard of.
     */
    String[] services() default {};

    /**
     * Locations of an OpenTelemetry Collector's configuration, such as {@code "otel-collector.yaml"}: a resource of the
     * class path, or a file. Several are merged as the Collector merges them. Each test then has a {@link
     * dev.spanhound.collector.TraceCollector} of its own, which it may take as a parameter. The collector gets the spans of
     * the test's trace, and of new traces that are no other test's, as they come; the test's own span is not among them, and
     * its children are root spans, as in production. Unset: no collector.
     */
    String[] collector() default {};
}
