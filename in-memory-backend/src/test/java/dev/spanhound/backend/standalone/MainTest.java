// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Main.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .setColorScheme(Help.defaultColorScheme(Ansi.OFF))
                .execute(arguments);
    }

    @Test
    void explainsServe() {
        assertThat(run("serve", "--help")).isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines("""
                        Usage: spanhound serve [-hV] [--export=FILE] [--max-request-bytes=BYTES]
                                               [--max-spans=COUNT] [--otlp-grpc-port=PORT]
                                               [--otlp-http-port=PORT] [--port=PORT]
                                               [--zipkin-port=PORT] [--address=ADDRESS]...
                                               [--collector=YAML]...
                        Receives traces by OTLP and Zipkin until it gets SIGTERM.
                        Prints where, as one line of JSON, once the ports are bound. Every port speaks
                        every protocol.
                        GET /healthz answers 200; GET /api/traces/{traceId} and GET /api/v3/traces/
                        {traceId} give a trace back.
                              --port=PORT          Port for all protocols; 0 takes any free one.
                                                     Default: 4318.
                              --otlp-grpc-port=PORT
                                                   One more port, printed as otlpGrpc.
                              --otlp-http-port=PORT
                                                   One more port, printed as otlpHttp.
                              --zipkin-port=PORT   One more port, printed as zipkin.
                              --address=ADDRESS    Address to bind; may be repeated. 0.0.0.0 shows the
                                                     backend to the whole network. Default: loopback.
                              --max-spans=COUNT    Spans kept; above it the oldest traces are dropped.
                                                     Default: 1000000.
                              --max-request-bytes=BYTES
                                                   Size of one request's body, also after
                                                     decompression. Default: 67108864.
                              --collector=YAML     A Collector's configuration: only what its traces
                                                     pipelines let through is kept. Several are merged
                                                     as the Collector merges them.
                              --export=FILE        With --collector: where to write what is let
                                                     through, as OTLP JSON, a line for each batch.
                          -h, --help               Show this help message and exit.
                          -V, --version            Print version information and exit.
                        """);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void explainsItself() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines("""
                        Usage: spanhound [-hV] [COMMAND]
                        An in-memory backend and tail-sampling collector for distributed traces, to
                        test with.
                          -h, --help      Show this help message and exit.
                          -V, --version   Print version information and exit.
                        Commands:
                          serve   Receives traces by OTLP and Zipkin until it gets SIGTERM.
                          decide  Tells what a Collector with this configuration would have kept of
                                    recorded traces.
                        """);
    }

    @Test
    void tellsItsVersion() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines("spanhound unreleased\n");
    }

    @Test
    void wantsASubcommand() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).startsWith("Missing required subcommand").contains("Usage: spanhound");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --port=many             | Invalid value for option '--port': 'many' is not an int
                    --port=65536            | port: 65536 (expected: 0 to 65535)
                    --otlp-grpc-port=-1     | otlpGrpcPort: -1 (expected: 0 to 65535)
                    --max-spans=0           | maxSpans: 0 (expected: > 0)
                    --max-request-bytes=-5  | maxRequestBytes: -5 (expected: > 0)
                    --export=kept.ndjson    | --export: nothing to write (expected: together with --collector)
                    --qqq=1                 | Unknown option: '--qqq=1'
                    """)
    void refusesAnOptionThatIsWrong(String option, String message) {
        assertThat(run("serve", option)).isEqualTo(2);
        assertThat(err.toString()).startsWith(message).contains("Usage: spanhound serve");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void refusesAFileThatCannotBeWritten(@TempDir Path directory) throws Exception {
        Path yaml = Files.writeString(
                directory.resolve("otel.yaml"), "tail_sampling: {policies: [{name: all, type: always_sample}]}");
        Path export = directory.resolve("none").resolve("kept.ndjson");

        assertThat(run("serve", "--port", "0", "--collector", yaml.toString(), "--export", export.toString()))
                .isEqualTo(2);
        assertThat(err.toString())
                .startsWith("--export: " + export + " cannot be written: java.nio.file.NoSuchFileException")
                .contains("Usage: spanhound serve");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void saysAllThatIsWrongWithACollector(@TempDir Path directory) throws Exception {
        Path yaml = Files.writeString(directory.resolve("otel.yaml"), "tail_sampling: {num_tracs: 1, policies: 2}");

        assertThat(run("serve", "--port", "0", "--collector", yaml.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains("num_tracs", "num_traces", "policies")
                .doesNotContain("Usage");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void saysInOneLineThatAPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(run("serve", "--port", String.valueOf(taken.getLocalPort())))
                    .isEqualTo(1);
            assertThat(err.toString().lines())
                    .singleElement()
                    .asString()
                    .startsWith("spanhound: ")
                    .contains("port " + taken.getLocalPort());
            assertThat(out.toString()).isEmpty();
        }
    }
}
