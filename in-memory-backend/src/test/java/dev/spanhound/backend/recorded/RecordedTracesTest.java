// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spanhound.backend.otlp.OtlpJson;
import dev.spanhound.trace.SpanBuilder;
import dev.spanhound.trace.Trace;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordedTracesTest {
    private static final String A = otlp("a", 1, 1);
    private static final String B = otlp("b{\\\"", 2, 2);
    private static final String A_LATER = otlp("c", 1, 3);
    private static final String ZIPKIN = """
            [{"traceId": "0000000000000001", "id": "0000000000000009", "name": "z", "timestamp": 1, "duration": 2}]""";
    private static final String JAEGER = """
            {"data": [{"traceID": "1", "spans": [{"traceID": "1", "spanID": "7", "operationName": "j",
              "processID": "p1"}], "processes": {"p1": {"serviceName": "s"}}}], "total": 0}""";

    private static String otlp(String name, long traceId, long id) {
        return OtlpJson.encode(List.of(SpanBuilder.span(name, id).trace(traceId).build()));
    }

    private static List<List<String>> names(RecordedTraces recorded) {
        return recorded.requests().stream()
                .map(request -> request.stream().map(SpanData::getName).toList())
                .toList();
    }

    @Test
    void readsARequestFromEachLine() {
        String text = A + "\n" + B + "\r\n\n" + A_LATER + "\n";

        assertThat(names(RecordedTraces.inText(text))).containsExactly(List.of("a"), List.of("b{\\\""), List.of("c"));
    }

    @Test
    void putsTracesTogether() {
        List<Trace> traces =
                RecordedTraces.inText(A + "\n" + B + "\n" + A_LATER).traces();

        assertThat(traces).extracting(Trace::traceId).containsExactly(SpanBuilder.traceId(1), SpanBuilder.traceId(2));
        assertThat(traces.get(0).spans()).hasSize(2);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            an indented document  | ~{\n  "resourceSpans" : [\n{"scopeSpans": [{"spans": [{"traceId": "00000000000000000000000000000001",\n"spanId": "0000000000000001", "name": "n"}]}]}]}~
            a byte order mark     | ~\ufeff{"resourceSpans": [{"scopeSpans": [{"spans": [{"traceId": "00000000000000000000000000000001", "spanId": "0000000000000001", "name": "n"}]}]}]}~
            """)
    void readsADocumentWith(String what, String text) {
        assertThat(names(RecordedTraces.inText(text.replace("\\n", "\n")))).containsExactly(List.of("n"));
    }

    @Test
    void tellsFormatsByTheirContent() {
        assertThat(names(RecordedTraces.inText(ZIPKIN))).containsExactly(List.of("z"));
        assertThat(names(RecordedTraces.inText("[" + ZIPKIN + ",\n" + ZIPKIN + "]")))
                .containsExactly(List.of("z"), List.of("z"));
        assertThat(names(RecordedTraces.inText(JAEGER))).containsExactly(List.of("j"));
        assertThat(names(RecordedTraces.inText(JAEGER + ZIPKIN + A)))
                .containsExactly(List.of("j"), List.of("z"), List.of("a"));
    }

    @Test
    void readsAnswersOfQueryApis() {
        String v3 = "{\"result\": " + A + "}";
        String tempo = "{\"trace\": " + B + ", \"status\": \"COMPLETE\"}";

        assertThat(names(RecordedTraces.inText(v3 + "\n" + tempo))).containsExactly(List.of("a"), List.of("b{\\\""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ~~
            {}
            []
            {"resourceSpans": []}
            {"resourceLogs": [{}]}
            {"resourceMetrics": [{}]}
            {"data": []}
            """)
    void findsNothingWhereThereAreNoSpans(String text) {
        assertThat(RecordedTraces.inText(text == null ? "" : text).requests()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            hello                          | text:2: expected a JSON object or list, but it begins with 'h'
            {"spanz": []}                  | text:2: expected OTLP ({"resourceSpans": ...}), Jaeger ({"data": ...}) or Zipkin ([...]), but its keys are spanz
            {"resourceSpans": [            | text:2: the JSON that begins here does not end
            {"resourceSpans": "x"}         | text:2: not OTLP: Malformed: expected an array but was "x" at column 22, $.resourceSpans
            {"resourceSpans":\\n\\n "x"}   | text:4: not OTLP: Malformed: expected an array but was "x" at column 5, $.resourceSpans
            [{"id": "x"}]                  | text:2: not Zipkin's v2 JSON:
            {"data": [{"spans": 1}]}       | text:2: not Jaeger's JSON: data[0].spans: expected a list, but was 1
            {"resourceSpans": [{"scopeSpans": [{"spans": [{"name": "n"}]}]}]} | text:2: OTLP with 1 spans that are not valid:
            """)
    void namesTheLineOfWhatIsWrong(String line, String message) {
        RecordedTraces recorded = RecordedTraces.inText(A + "\n" + line.replace("\\n", "\n"));

        assertThatThrownBy(recorded::requests)
                .isInstanceOf(RecordingException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void givesRequestsOnBeforeItReadsFurther() {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk on fire");
            }
        };
        InputStream in =
                new SequenceInputStream(new ByteArrayInputStream((A + "\n").getBytes(StandardCharsets.UTF_8)), failing);
        List<List<SpanData>> given = new ArrayList<>();

        assertThatThrownBy(() -> RecordedTraces.in("pipe", in).forEachRequest(given::add))
                .isInstanceOf(RecordingException.class)
                .hasMessage("pipe: cannot be read: java.io.IOException: disk on fire");
        assertThat(given).hasSize(1);
    }

    @Test
    void readsFilesAndThoseWithGzip(@TempDir Path directory) throws IOException {
        Path plain = Files.writeString(directory.resolve("a.json"), A);
        Path zipped = directory.resolve("a.json.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            Files.copy(plain, out);
        }

        assertThat(names(RecordedTraces.in(plain))).containsExactly(List.of("a"));
        assertThat(names(RecordedTraces.in(zipped))).containsExactly(List.of("a"));
    }

    @Test
    void namesAFileThatIsNotThere(@TempDir Path directory) {
        Path file = directory.resolve("none.json");

        assertThatThrownBy(() -> RecordedTraces.in(file).requests())
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("none.json: cannot be read: java.nio.file.NoSuchFileException");
    }
}
