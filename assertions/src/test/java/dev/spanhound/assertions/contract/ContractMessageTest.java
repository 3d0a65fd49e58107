// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.assertions.contract.CaseResult.Outcome;
import dev.spanhound.trace.propagation.HeaderLines;
import dev.spanhound.trace.propagation.PropagationFormat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a case that fails says, whole. */
class ContractMessageTest {
    private static final String T = "12345678901234567890123456789012";
    private static final String OWN = "b7ad6b7169203331";
    private static final ContractSettings DEFAULTS = ContractSettings.defaults();

    private static ContractCase named(String id) {
        return Arrays.stream(ContractSuite.values())
                .flatMap(suite -> suite.cases().stream())
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static ContractSettings waiting(Duration timeout) {
        return DEFAULTS.withTimeout(timeout);
    }

    private static ContractSettings knowing(Baseline baseline) {
        return DEFAULTS.withBaseline(baseline);
    }

    private static CaseResult result(RelayServer service, String id, ContractSettings settings) throws Exception {
        try (service;
                ContractRunner runner = ContractRunner.relaying(service.uri(), settings)) {
            return runner.run(named(id));
        }
    }

    private static String message(RelayServer service, String id) throws Exception {
        CaseResult result = result(service, id, DEFAULTS);
        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        return withoutPorts(result.message());
    }

    private static String withoutPorts(String text) {
        return text.replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT");
    }

    @Test
    void tellsOfATraceThatShouldNotGoOn() throws Exception {
        RelayServer service = RelayServer.sending("traceparent", "00-" + T + "-" + OWN + "-01", "X-Api-Key", "secret");

        assertThat(message(service, "traceparent-duplicated/twice")).isEqualTo("""
                expected a new trace, but call 1 carries trace 12345678901234567890123456789012, which came in:

                  traceparent-duplicated/twice: Two traceparent lines are ambiguous: neither may be continued.
                  rule: W3C Trace Context, "Header Name": one traceparent

                  sent: POST http://127.0.0.1:PORT/relay
                    traceparent: 00-12345678901234567890123456789011-1234567890123456-01
                    traceparent: 00-12345678901234567890123456789012-1234567890123456-01
                  call 1:
                    traceparent: 00-12345678901234567890123456789012-b7ad6b7169203331-01
                    (and host, connection, content-type, content-length, x-api-key)
                  answer: 200""");
    }

    @Test
    void tellsOfEachRuleAndShowsWhiteSpace() throws Exception {
        RelayServer service = RelayServer.sending("traceparent", "00-0af7651916cd43dd8448eb211c80319c-" + OWN + "-01");

        assertThat(message(service, "tracestate-ows-handling/both")).isEqualTo("""
                expected trace 12345678901234567890123456789012 to go on, but call 1 carries trace 0af7651916cd43dd8448eb211c80319c, and 1 more:

                  ✗ expected trace 12345678901234567890123456789012 to go on, but call 1 carries trace 0af7651916cd43dd8448eb211c80319c
                  ✗ expected foo=1 in tracestate, but call 1 carries no foo

                  tracestate-ows-handling/both: Both sides.
                  rule: W3C Trace Context, "list"

                  sent: POST http://127.0.0.1:PORT/relay
                    traceparent: 00-12345678901234567890123456789012-1234567890123456-00
                    tracestate: ⇥·foo=1·⇥
                    (⇥ is a tab, · a space at either end)
                  call 1:
                    traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
                    (and host, connection, content-type, content-length)
                  answer: 200""");
    }

    @Test
    void saysWhatTheHarnessDoesNotCheck() throws Exception {
        RelayServer service = RelayServer.sending("traceparent", "00-" + T + "-1234567890123456-01");

        assertThat(message(service, "traceparent-version-cc/same-length")).isEqualTo("""
                expected a parent ID of the service's own, but call 1 carries parent ID 1234567890123456, which came in:

                  traceparent-version-cc/same-length: An unknown higher version with the known shape is read as version 00.
                  rule: W3C Trace Context, "Versioning of traceparent"
                  The W3C's own harness does not check this.

                  sent: POST http://127.0.0.1:PORT/relay
                    traceparent: cc-12345678901234567890123456789012-1234567890123456-01
                  call 1:
                    traceparent: 00-12345678901234567890123456789012-1234567890123456-01
                    (and host, connection, content-type, content-length)
                  answer: 200""");
    }

    @Test
    void passesWhatTheHarnessDoesNotCheckIfAsked() throws Exception {
        ContractSettings harnessOnly = DEFAULTS.withHarnessOnly();
        RelayServer service = RelayServer.sending("traceparent", "00-" + T + "-1234567890123456-01");

        assertThat(result(service, "traceparent-version-cc/same-length", harnessOnly)
                        .outcome())
                .isEqualTo(Outcome.PASSED);
    }

    @Test
    void comparesWithTheCaseBefore() throws Exception {
        RelayServer service = RelayServer.with((incoming, calls) -> List.of(
                incoming.first("tracestate").filter("foo=1"::equals).isPresent()
                        ? context()
                        : context().with("tracestate", "own=1")));

        assertThat(message(service, "tracestate-included-traceparent-missing/two"))
                .isEqualTo("""
                expected 0 members in tracestate, but call 1 carries 1:

                  tracestate-included-traceparent-missing/two: Same with two members: both callbacks must carry as many members as each other.
                  rule: W3C Trace Context, Processing model, "No traceparent Received"

                  compared with what came of these lines:
                    tracestate: foo=1
                  call 1:
                    traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
                    (and host, connection, content-type, content-length)
                  sent: POST http://127.0.0.1:PORT/relay
                    tracestate: foo=1,bar=2
                  call 1:
                    traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
                    tracestate: own=1
                    (and host, connection, content-type, content-length)
                  answer: 200""");
    }

    private static HeaderLines context() {
        return HeaderLines.of("traceparent", "00-0af7651916cd43dd8448eb211c80319c-" + OWN + "-01");
    }

    @Test
    void quotesTheRuleThatAnOutgoingHeaderBreaks() throws Exception {
        RelayServer service = RelayServer.sending("traceparent", "00-" + T + "-0000000000000000-01");

        assertThat(message(service, "both-traceparent-and-tracestate-missing/none"))
                .isEqualTo("""
                expected a valid traceparent, but call 1 breaks a rule: parent-id is all zeros (W3C Trace Context level 2, 3.2.2.4: parent-id must not be all zeros):

                  both-traceparent-and-tracestate-missing/none: No context at all: the service must start a trace of its own.
                  rule: W3C Trace Context, Processing model, "No traceparent Received"

                  sent: POST http://127.0.0.1:PORT/relay
                    (no header of any trace context)
                  call 1:
                    traceparent: 00-12345678901234567890123456789012-0000000000000000-01
                    (and host, connection, content-type, content-length)
                  answer: 200""");
    }

    @Test
    void asksForTheFormatOfTheCaseUnlessToldOtherwise() throws Exception {
        String traceparent = "00-" + T + "-" + OWN + "-01";
        ContractSettings translating = DEFAULTS.withSending(PropagationFormat.W3C);

        CaseResult asked = result(RelayServer.sending("traceparent", traceparent), "b3-single/debug", DEFAULTS);
        CaseResult told = result(RelayServer.sending("traceparent", traceparent), "b3-single/debug", translating);

        assertThat(asked.summary()).isEqualTo("expected a context in b3 or X-B3-TraceId, but call 1 carries none");
        assertThat(told.outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void tellsOfAServiceThatAnswersButCallsNobody() throws Exception {
        try (DownstreamStub silent = DownstreamStub.start();
                ContractRunner runner = ContractRunner.relaying(silent.url(), waiting(Duration.ofSeconds(1)))) {
            CaseResult result = runner.run(named("multiple-requests-without-traceparent/none"));

            assertThat(withoutPorts(result.message())).isEqualTo("""
                    expected 3 calls of the service, but none came within 1.0 s, though it answered 200:

                      multiple-requests-without-traceparent/none: Three calls, no context in: three parent ids.
                      rule: W3C Trace Context, "Mutating the traceparent Field"

                      sent: POST http://127.0.0.1:PORT
                        (no header of any trace context)
                      answer: 200

                      Is this the relay endpoint? It has to take [{"url": …, "arguments": …}] and to POST the arguments to each url, and it must reach http://127.0.0.1:PORT from where it runs.""");
        }
    }

    @Test
    void tellsOfAServiceThatAnswersWithAnError() throws Exception {
        try (DownstreamStub lost = DownstreamStub.start().answering(404, "text/html", "<h1>no such\n page</h1>");
                ContractRunner runner = ContractRunner.relaying(lost.url(), DEFAULTS)) {
            CaseResult result = runner.run(named("traceparent-version-ff/ff"));

            assertThat(withoutPorts(result.message())).isEqualTo("""
                    expected 1 call of the service, but none came: it answered 404: <h1>no such page</h1>:

                      traceparent-version-ff/ff: Version ff is forbidden.
                      rule: W3C Trace Context, "version"

                      sent: POST http://127.0.0.1:PORT
                        traceparent: ff-12345678901234567890123456789012-1234567890123456-01
                      answer: 404: <h1>no such page</h1>

                      Is this the relay endpoint? It has to take [{"url": …, "arguments": …}] and to POST the arguments to each url, and it must reach http://127.0.0.1:PORT from where it runs.""");
        }
    }

    @Test
    void tellsOfAServiceThatDoesNotAnswer() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
                ContractRunner runner = ContractRunner.relaying(
                        URI.create("http://127.0.0.1:" + deaf.getLocalPort()), waiting(Duration.ofMillis(100)))) {
            assertThat(runner.run(named("b3-single/deny")).summary())
                    .isEqualTo("expected 1 call of the service, but none came: no answer within 0.1 s");
        }
    }

    @Test
    void tellsOfAServiceThatIsNotThere() throws Exception {
        URI nowhere;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            nowhere = URI.create("http://127.0.0.1:" + closed.getLocalPort() + "/relay");
        }
        try (ContractRunner runner = ContractRunner.relaying(nowhere, DEFAULTS)) {
            assertThat(runner.run(named("b3-single/deny")).message())
                    .isEqualTo("expected 1 call of the service, but nothing listens at " + nowhere
                            + ": Connection refused");
        }
    }

    @Test
    void givesUpOnAServiceThatNeverCallsAnybody() throws Exception {
        List<String> summaries = new ArrayList<>();
        try (DownstreamStub silent = DownstreamStub.start().answering(500, "text/plain", "oops");
                ContractRunner runner = ContractRunner.relaying(silent.url(), DEFAULTS.withParallelism(2))) {
            for (ContractCase each : ContractSuite.JAEGER.cases().subList(0, 10)) {
                summaries.add(runner.run(each).summary());
            }
        }

        assertThat(summaries.subList(0, 8))
                .containsOnly("expected 1 call of the service, but none came: it answered 500: oops");
        assertThat(summaries.subList(8, 10))
                .containsOnly(
                        "expected a call, but the service has called nobody in 8 cases, so this one was not sent");
    }

    @Test
    void givesAServiceThatIsColdMoreThanTheFirstCasesAtOnce() throws Exception {
        AtomicInteger colds = new AtomicInteger(8);
        FormatService warm = new FormatService(ContractSuite.JAEGER, Fault.NONE);
        RelayServer.Propagation cold = (incoming, calls) -> {
            if (colds.getAndDecrement() > 0) {
                throw new IllegalStateException("cold");
            }
            return warm.outgoing(incoming, calls);
        };
        List<Outcome> outcomes;
        try (RelayServer service = RelayServer.with(cold);
                ContractRunner runner = ContractRunner.relaying(service.uri(), DEFAULTS.withParallelism(8))) {
            outcomes = runner.start(ContractSuite.JAEGER.cases().subList(0, 10)).stream()
                    .map(result -> result.join().outcome())
                    .toList();
        }

        assertThat(outcomes.subList(0, 8)).containsOnly(Outcome.FAILED);
        assertThat(outcomes.subList(8, 10)).containsOnly(Outcome.PASSED);
    }

    @Test
    void callsAFailureKnownIfTheBaselineDoes(@TempDir Path folder) throws Exception {
        Baseline known = baseline(folder, "traceparent-duplicated/twice: reads the first line only");
        RelayServer service = RelayServer.with(Fault.READS_FIRST_LINE);

        CaseResult result = result(service, "traceparent-duplicated/twice", knowing(known));

        assertThat(result.outcome()).isEqualTo(Outcome.KNOWN);
        assertThat(result.summary()).isEqualTo("reads the first line only");
        assertThat(result.message()).startsWith("""
                known: reads the first line only

                expected a new trace, but call 1 carries trace 12345678901234567890123456789011, which came in:
                """);
    }

    @Test
    void asksToRemoveFromTheBaselineWhatPasses(@TempDir Path folder) throws Exception {
        Baseline known = baseline(folder, "traceparent-duplicated/twice: reads the first line only");
        RelayServer service = RelayServer.with(Fault.NONE);

        CaseResult result = result(service, "traceparent-duplicated/twice", knowing(known));

        assertThat(result.outcome()).isEqualTo(Outcome.MENDED);
        assertThat(result.message()).isEqualTo("""
                expected traceparent-duplicated/twice to fail, but it passes: remove it from the baseline

                  the baseline says: reads the first line only""");
    }

    private static Baseline baseline(Path folder, String text) throws IOException {
        return Baseline.of(Files.writeString(folder.resolve("known.baseline"), text));
    }
}
