// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.recorded;

import dev.spanhound.trace.Trace;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * Traces that were recorded elsewhere. The format is told by the content, for each JSON document of a file:
 *
 * <ul>
 *   <li>OTLP, as the Collector's file exporter writes it, a document on each line: each is a request. Those of logs, metrics
 *       and profiles are skipped. It may as well be the answer of a query API, with the spans in {@code result} (Jaeger v3) or {@code trace}
 *       (Tempo v2).
 *   <li>Zipkin v2: a list of spans is a request; of a list of lists each list is one.
 *   <li>Jaeger, as its user interface downloads it: each trace is a request.
 * </ul>
 *
 * <p>Documents may as well be indented, or follow each other without a line break. A file may be compressed with gzip.
 *
 * <pre>{@code
 * RecordedTraces.in(Path.of("traces.ndjson")).forEachRequest(collector::receiveRecorded);
 * }</pre>
 */
public final class RecordedTraces {
    private static final int GZIP_MAGIC = 0x1f;

    private final String name;
    private final Source source;

    private RecordedTraces(String name, Source source) {
        this.name = name;
        this.source = source;
    }

    /** Returns those in a file. It is opened when they are read. */
    public static RecordedTraces in(Path file) {
        return new RecordedTraces(file.toString(), () -> Files.newInputStream(file));
    }

    /**
     * Returns those of a stream, which can be read once, and is closed then.
     *
     * @param name what messages call it, such as {@code standard input}
     */
    public static RecordedTraces in(String name, InputStream stream) {
        return new RecordedTraces(name, () -> stream);
    }

    /** Returns those in a text. */
    public static RecordedTraces inText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new RecordedTraces("text", () -> new ByteArrayInputStream(bytes));
    }

    /**
     * Gives each request on as it is read, in the order recorded. Holds one document in memory at a time. Requests without
     * spans are left out.
     *
     * @throws RecordingException if it cannot be read; the requests before were given on
     */
    public void forEachRequest(Consumer<List<SpanData>> consumer) {
        try (InputStream in = decompressed(source.open())) {
            JsonDocuments documents = JsonDocuments.of(in);
            for (Optional<JsonDocument> next = documents.next(); next.isPresent(); next = documents.next()) {
                for (List<SpanData> request : RecordingFormat.requests(next.get())) {
                    if (!request.isEmpty()) {
                        consumer.accept(request);
                    }
                }
            }
        } catch (MalformedRecordingException e) {
            throw new RecordingException(name + ":" + e.line() + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new RecordingException(name + ": cannot be read: " + e, e);
        }
    }

    private static InputStream decompressed(InputStream in) throws IOException {
        InputStream buffered = new BufferedInputStream(in);
        buffered.mark(1);
        int first = buffered.read();
        buffered.reset();
        return first == GZIP_MAGIC ? new GZIPInputStream(buffered) : buffered;
    }

    /**
     * Returns all requests, in the order recorded.
     *
     * @throws RecordingException if it cannot be read
     */
    public List<List<SpanData>> requests() {
        List<List<SpanData>> requests = new ArrayList<>();
        forEachRequest(requests::add);
        return requests;
    }

    /**
     * Returns all traces, in the order of their first spans. A trace has the spans of all requests.
     *
     * @throws RecordingException if it cannot be read
     */
    public List<Trace> traces() {
        return Trace.allOf(requests().stream().flatMap(List::stream).toList());
    }

    /** Where the bytes come from. */
    @FunctionalInterface
    private interface Source {
        InputStream open() throws IOException;
    }
}
