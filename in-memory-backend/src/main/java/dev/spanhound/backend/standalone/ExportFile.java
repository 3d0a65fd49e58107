// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.standalone;

import dev.spanhound.backend.otlp.OtlpJson;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * A file that spans are written to as the Collector's file exporter does: OTLP JSON, a line for each batch. What is
 * written reaches the file with the next {@link #flush}.
 */
final class ExportFile implements Consumer<List<SpanData>> {
    private final Writer file;

    /**
     * Creates the file, or empties it.
     *
     * @throws IOException if that is not possible
     */
    ExportFile(Path path) throws IOException {
        file = new Utf8File(path);
    }

    @Override
    public synchronized void accept(List<SpanData> spans) {
        try {
            OtlpJson.encode(spans, file);
            file.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Brings to the file what has been written. */
    synchronized void flush() {
        try {
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
