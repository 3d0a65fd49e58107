// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.spanhound.assertions.contract.Baseline;
import dev.spanhound.assertions.contract.ContractSuite;
import dev.spanhound.assertions.contract.DownstreamStub;
import dev.spanhound.assertions.contract.ServiceRequest;
import dev.spanhound.trace.propagation.PropagationFormat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class PropagationContractTest {
    private static HttpServer service;
    private static ExecutorService threads;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Starts a service that begins a trace of its own with each call, whatever it is called with. */
    @BeforeAll
    static void startService() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        threads = Executors.newCachedThreadPool();
        service.setExecutor(threads);
        service.createContext("/relay", PropagationContractTest::relay);
        service.start();
    }

    @AfterAll
    static void stopService() {
        service.stop(0);
        threads.shutdown();
    }

    private static void relay(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            List<String> urls = Pattern.compile("\"(http[^\"]+)\"")
                    .matcher(body)
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            for (String url : urls) {
                String id = UUID.randomUUID().toString().replace("-", "");
                HTTP.send(
                        HttpRequest.newBuilder(URI.create(url))
                                .header("traceparent", "00-" + id + "-" + id.substring(16) + "-01")
                                .POST(BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.discarding());
            }
            exchange.sendResponseHeaders(204, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static URI relay() {
        return URI.create("http://127.0.0.1:" + service.getAddress().getPort() + "/relay");
    }

    /** The cases of level 1 that every service should pass, and of which this one fails those that continue a trace. */
    private static PropagationContract contract() {
        return PropagationContract.w3c().level(1).lenient().asTheHarnessDoes();
    }

    private record Finished(String name, TestExecutionResult result) {}

    @TempDir
    private Path reports;

    private List<Finished> run(Class<?> testClass) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(testClass))
                .configurationParameter("junit.platform.reporting.output.dir", reports.toString())
                .enableImplicitConfigurationParameters(false)
                .build();
        List<Finished> finished = new ArrayList<>();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                    synchronized (finished) {
                        finished.add(new Finished(test.getDisplayName(), result));
                    }
                }
            }
        });
        return finished;
    }

    private static List<Finished> with(List<Finished> all, TestExecutionResult.Status status) {
        return all.stream().filter(each -> each.result().getStatus() == status).toList();
    }

    private static String message(Finished test) {
        return test.result().getThrowable().orElseThrow().getMessage();
    }

    private String published(String file) throws IOException {
        try (Stream<Path> files = Files.walk(reports)) {
            List<Path> found = files.filter(path -> path.endsWith("propagation-contract/" + file))
                    .toList();
            assertThat(found).hasSize(1);
            return Files.readString(found.get(0));
        }
    }

    @TraceTest
    static class TracedCase {
        @TestFactory
        Stream<DynamicTest> propagates() {
            return contract().against(relay());
        }
    }

    @Test
    void isATestForEachCaseWithAReadableName() {
        List<Finished> all = run(TracedCase.class);

        assertThat(all)
                .hasSize(62)
                .extracting(Finished::name)
                .contains(
                        "W3C Trace Context, traceparent-duplicated/twice: Two traceparent lines are ambiguous: neither may be continued.");
        assertThat(with(all, TestExecutionResult.Status.FAILED)).hasSize(29);
        assertThat(with(all, TestExecutionResult.Status.ABORTED)).isEmpty();
    }

    @Test
    void publishesItsReport() throws IOException {
        run(TracedCase.class);

        assertThat(published("report.txt")).startsWith("Propagation contract of " + relay() + """


                format             level  passed  known  new  mended  not applicable
                W3C Trace Context      1      33      0   29       0               0
                all                           33      0   29       0               0

                new:
                  traceparent-included-tracestate-missing/plain: expected trace 12345678901234567890123456789012 to go on, but call 1 carries trace\s""");
        assertThat(published("report.tsv")).hasLineCount(1 + 62);
        assertThat(published("new.baseline")).hasLineCount(29);
    }

    static class ReporterCase {
        @TestFactory
        Stream<DynamicTest> propagates(TestReporter reporter) {
            return contract().reportingTo(reporter).against(relay());
        }
    }

    @Test
    void publishesItsReportWithTheReporterOfATestThatHasNoExtension() throws IOException {
        run(ReporterCase.class);

        assertThat(published("report.txt"))
                .contains("all                           33      0   29       0               0");
    }

    static class KnownCase {
        @TestFactory
        Stream<DynamicTest> propagates() {
            return contract().withBaseline(Baseline.ofResource("anew.baseline")).against(relay());
        }
    }

    @Test
    void abortsWhatIsKnownAndFailsWhatIsMended() {
        List<Finished> all = run(KnownCase.class);

        assertThat(with(all, TestExecutionResult.Status.ABORTED))
                .singleElement()
                .satisfies(known -> assertThat(message(known)).startsWith("""
                        known: begins a trace each time

                        expected trace 12345678901234567890123456789012 to go on, but call 1 carries trace\s"""));
        assertThat(with(all, TestExecutionResult.Status.FAILED))
                .hasSize(29)
                .extracting(PropagationContractTest::message)
                .contains("""
                        expected traceparent-version-ff/ff to fail, but it passes: remove it from the baseline

                          the baseline says: accepts what nobody may send""");
    }

    static class PassThroughCase {
        @AutoClose
        private static final DownstreamStub stub = DownstreamStub.start();

        @TestFactory
        Stream<DynamicTest> propagates() {
            return PropagationContract.w3c()
                    .timeout(Duration.ofSeconds(10))
                    .parallelism(2)
                    .passingThrough(ServiceRequest.post(relay()).body("application/json", "[\"" + stub.url() + "/x\"]"))
                    .calling(stub);
        }
    }

    @Test
    void abortsWhatCannotBeTriedOnAServiceThatMakesOneCall() {
        List<Finished> all = run(PassThroughCase.class);

        assertThat(all).hasSize(102);
        assertThat(with(all, TestExecutionResult.Status.ABORTED))
                .hasSize(3)
                .extracting(PropagationContractTest::message)
                .containsOnly(
                        "not applicable: needs a service that makes several calls, and this request makes one: makingCalls(n) says that it makes n");
    }

    @Test
    void addsFormats() {
        assertThat(PropagationContract.b3().and(PropagationContract.jaeger()).against(relay()))
                .hasSize(ContractSuite.B3.cases().size()
                        + ContractSuite.JAEGER.cases().size());
        assertThat(PropagationContract.all().against(relay())).hasSize(250);
        assertThat(Stream.of(
                                PropagationContract.baggage(),
                                PropagationContract.xray(),
                                PropagationContract.datadog(),
                                PropagationContract.otTrace())
                        .flatMap(each -> each.sendingOn(PropagationFormat.W3C).against(relay())))
                .hasSize(79);
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> PropagationContract.w3c().level(3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("level: 3 (expected: 1 or 2)");
        assertThatThrownBy(() -> PropagationContract.w3c().timeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("timeout: PT0S (expected: > 0)");
        assertThatThrownBy(() -> PropagationContract.w3c().parallelism(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("parallelism: 0 (expected: > 0)");
        PropagationContract.PassingThrough passing =
                PropagationContract.w3c().passingThrough(ServiceRequest.get(relay()));
        assertThatThrownBy(() -> passing.makingCalls(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("calls: 0 (expected: > 0)");
        assertThatThrownBy(() -> PropagationContract.w3c().against(URI.create("localhost")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("uri: localhost (expected: http://host:port/path)");
    }
}
