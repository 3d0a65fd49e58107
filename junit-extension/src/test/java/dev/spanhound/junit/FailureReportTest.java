// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.spanhound.assertions.TraceAssertions;
import dev.spanhound.backend.TraceBackend;
import dev.spanhound.backend.otlp.OtlpJson;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class FailureReportTest {

    @TempDir
    private Path reports;

    /** Runs the class as a build tool does, with a report directory, and returns what its tests failed with. */
    private List<Throwable> failures(Class<?> testClass) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(testClass))
                .configurationParameter("junit.platform.reporting.output.dir", reports.toString())
                .enableImplicitConfigurationParameters(false)
                .build();
        List<Throwable> failures = new ArrayList<>();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                result.getThrowable().ifPresent(failures::add);
            }
        });
        return failures;
    }

    private List<Path> published(String file) throws IOException {
        try (Stream<Path> files = Files.walk(reports)) {
            return files.filter(path -> path.endsWith(file)).toList();
        }
    }

    @Test
    void addsTheTraceToThePlainFailureOfATest() throws IOException {
        Throwable failure = failures(PlainFailureTestCase.class).get(0);

        Path directory = published("trace.txt").get(0).getParent();
        assertThat(failure).isExactlyInstanceOf(IllegalStateException.class).hasMessage("status 500");
        assertThat(failure.getSuppressed()).hasSize(1);
        assertThat(failure.getSuppressed()[0])
                .hasToString("dev.spanhound.junit.TraceAtFailure: " + Files.readString(directory.resolve("trace.txt"))
                        + "\npublished: " + directory);
    }

    @Test
    void publishesTheTraceAsTextAndAsOtlp() throws Exception {
        failures(PlainFailureTestCase.class);

        Path directory = published("trace.txt").get(0).getParent();
        assertThat(reports.relativize(directory).toString())
                .contains("PlainFailureTestCase")
                .contains("fails")
                .endsWith("trace");
        List<SpanData> spans = OtlpJson.decodeTraces(
                        Files.readString(directory.resolve("trace.otlp.json")).getBytes(StandardCharsets.UTF_8))
                .spans();
        assertThat(spans)
                .extracting(SpanData::getName)
                .containsExactlyInAnyOrder("get_order", "lost", "fails(Tracer)", "price list");
    }

    @TraceTest(isolation = Isolation.PER_CLASS)
    static class PlainFailureTestCase {
        @Test
        void fails(Tracer tracer) {
            tracer.spanBuilder("get_order").startSpan().end();
            tracer.spanBuilder("lost").setNoParent().startSpan().end();
            tracer.spanBuilder("price list")
                    .setNoParent()
                    .addLink(Span.current().getSpanContext())
                    .startSpan()
                    .end();
            throw new IllegalStateException("status 500");
        }
    }

    @Test
    void isAddedWhereverATestFails() throws IOException {
        List<Throwable> failures = failures(EverywhereTestCase.class);

        assertThat(failures)
                .extracting(Throwable::getMessage)
                .containsExactlyInAnyOrder("before each", "test", "after each", "dynamic");
        assertThat(failures).allSatisfy(failure -> assertThat(traceOf(failure)).contains("get_order"));
        assertThat(published("trace.otlp.json")).hasSize(4);
    }

    private static String traceOf(Throwable failure) {
        return Arrays.stream(failure.getSuppressed())
                .filter(TraceAtFailure.class::isInstance)
                .map(Throwable::getMessage)
                .reduce((one, another) -> fail("the trace was added twice"))
                .orElse("");
    }

    @TraceTest(isolation = Isolation.PER_CLASS)
    static class EverywhereTestCase {
        private String failing = "";

        @BeforeEach
        void begin(TestInfo test, Tracer tracer) {
            tracer.spanBuilder("get_order").startSpan().end();
            failing = test.getDisplayName();
            failHere("before each");
        }

        @Test
        @DisplayName("before each")
        void beforeEach() {}

        @Test
        @DisplayName("test")
        void test() {
            failHere("test");
        }

        @Test
        @DisplayName("after each")
        void afterEach() {}

        @TestFactory
        Stream<DynamicTest> factory() {
            return Stream.of(dynamicTest("passing", () -> {}), dynamicTest("failing", () -> fail("dynamic")));
        }

        @AfterEach
        void end() {
            failHere("after each");
        }

        private void failHere(String place) {
            if (failing.equals(place)) {
                fail(place);
            }
        }
    }

    @Test
    void isAddedToAnAssertionOnAnotherTrace() {
        Throwable failure = failures(OtherTraceTestCase.class).get(0);

        assertThat(failure).hasMessageContaining("of this trace arrived");
        assertThat(traceOf(failure)).contains("this test's trace").contains("get_order");
    }

    @TraceTest(isolation = Isolation.PER_CLASS)
    static class OtherTraceTestCase {
        @Test
        void fails(Tracer tracer, TraceBackend backend) {
            tracer.spanBuilder("get_order").startSpan().end();

            TraceAssertions.assertThat(backend.watch("4bf92f3577b34da6a3ce929d0e0e4736"))
                    .within(Duration.ZERO)
                    .isComplete();
        }
    }

    @Test
    void countsNotTheTestsOwnSpanAmongThoseOfOthers() {
        Throwable failure = failures(SpanlessTestCase.class).get(0);

        assertThat(traceOf(failure)).contains("has arrived; spans of other traces meanwhile: 0\n");
    }

    @TraceTest(isolation = Isolation.PER_CLASS)
    static class SpanlessTestCase {
        @Test
        void fails() {
            fail("on purpose");
        }
    }

    @Test
    void isNotAddedToAnAssertionThatShowsIt() throws IOException {
        Throwable failure = failures(AssertionTestCase.class).get(0);

        Path directory = published("trace.txt").get(0).getParent();
        assertThat(failure).hasMessageContaining("AssertionTestCase: get_order");
        assertThat(failure.getSuppressed())
                .singleElement()
                .satisfies(added -> assertThat(added).hasMessage("published: " + directory));
    }

    @TraceTest(isolation = Isolation.PER_CLASS, timeout = "0 ms")
    static class AssertionTestCase {
        @Test
        void fails(TestTrace trace, Tracer tracer) {
            tracer.spanBuilder("get_order").startSpan().end();

            TraceAssertions.assertThat(trace).containsSpan("verify_payment");
        }
    }

    @Test
    void isAddedToATimeoutInWhateverThread() {
        assertThat(failures(TimeoutTestCase.class))
                .hasSize(2)
                .allSatisfy(failure -> assertThat(failure).isExactlyInstanceOf(TimeoutException.class))
                .allSatisfy(failure -> assertThat(traceOf(failure)).contains("get_order"));
    }

    @TraceTest(isolation = Isolation.PER_CLASS)
    static class TimeoutTestCase {
        @BeforeEach
        void begin(Tracer tracer) {
            tracer.spanBuilder("get_order").startSpan().end();
        }

        @Test
        @Timeout(value = 10, unit = TimeUnit.MILLISECONDS)
        void inItsThread() throws Exception {
            new CountDownLatch(1).await();
        }

        @Test
        @Timeout(value = 10, unit = TimeUnit.MILLISECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
        void inASeparateThread() throws Exception {
            new CountDownLatch(1).await();
        }
    }

    @Test
    void isNotAddedToAnAbortedTest() throws IOException {
        assertThat(failures(AbortedTestCase.class))
                .singleElement()
                .satisfies(aborted -> assertThat(aborted).hasNoSuppressedExceptions());
        assertThat(published("trace.txt")).isEmpty();
    }

    @TraceTest
    static class AbortedTestCase {
        @Test
        void aborts() {
            Assumptions.abort("not today");
        }
    }

    @Test
    void isNotMadeForAFailureThatAnotherExtensionHandles() throws IOException {
        assertThat(failures(HandledTestCase.class)).isEmpty();
        assertThat(published("trace.txt")).isEmpty();
    }

    static class Handler implements TestExecutionExceptionHandler {
        @Override
        public void handleTestExecutionException(ExtensionContext context, Throwable handled) {}
    }

    @TraceTest
    @ExtendWith(Handler.class)
    static class HandledTestCase {
        @Test
        void fails() {
            throw new IllegalStateException("handled");
        }
    }

    @Test
    void neverHidesTheFailureWhereNothingCanBePublished() {
        Throwable failure = Kit.failure(Kit.run(PlainFailureTestCase.class));

        assertThat(failure).isExactlyInstanceOf(IllegalStateException.class).hasMessage("status 500");
        assertThat(failure.getSuppressed()[0]).hasMessageContaining("\n\nnot published: ");
    }
}
