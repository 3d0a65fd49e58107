// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.standalone;

import static dev.spanhound.trace.SpanBuilder.span;
import static dev.spanhound.trace.SpanBuilder.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.backend.otlp.OtlpJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecideCommandTest {
    private static final String FAILED =
            OtlpJson.encode(List.of(span("charge", 1).in("payment").failed().build()));
    private static final String FINE =
            OtlpJson.encode(List.of(span("charge", 2).in("payment").trace(2).build()));

    @TempDir
    private Path directory;

    private Path yaml = Path.of("");
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void configure() throws IOException {
        yaml = file("otel.yaml", """
                tail_sampling:
                  policies:
                    - {name: errors, type: status_code, status_code: {status_codes: [ERROR]}}
                """);
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    private int decide(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "decide";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Main.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(all);
    }

    @Test
    void printsALineForEachTraceAndASummary() throws IOException {
        Path recorded = file("traces.ndjson", FAILED + "\n" + FINE + "\n");

        assertThat(decide("--config", yaml.toString(), recorded.toString())).isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines("""
                        {"traceId":"%s","decision":"sampled","policy":"errors","spans":1,"waitedMillis":31000,\
                        "reason":"sampled by errors, the first policy that says so","votes":[{"policy":"errors",\
                        "type":"status_code","vote":"sampled","reason":"span payment/charge has status ERROR"}]}
                        {"traceId":"%s","decision":"not_sampled","spans":1,"waitedMillis":31000,\
                        "reason":"not sampled: none of 1 policies said so","votes":[{"policy":"errors",\
                        "type":"status_code","vote":"not_sampled","reason":"no span has status ERROR (1 span: 1 UNSET)"}]}
                        """.formatted(traceId(1), traceId(2)));
        assertThat(err.toString()).isEqualToNormalizingNewlines("""
                        2 traces: 1 sampled, 1 not sampled
                          by errors: 1
                        spans kept: 1 of 2
                        """);
    }

    @Test
    void refusesABadConfigurationWithExitCodeTwo() throws IOException {
        Path bad = file("bad.yaml", "tail_sampling: {policies: [{name: errors, type: status_cod}]}");
        Path recorded = file("traces.json", FAILED);

        assertThat(decide("--config", bad.toString(), recorded.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("bad.yaml:1:").contains("status_code");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void refusesWhatIsNoRecording() throws IOException {
        Path recorded = file("traces.json", "{\"resourceSpans\": [");

        assertThat(decide("--config", yaml.toString(), recorded.toString())).isEqualTo(1);
        assertThat(err.toString()).startsWith("spanhound: " + recorded);
    }
}
