// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import dev.spanhound.backend.otlp.OtlpJson;
import dev.spanhound.trace.Sighting;
import dev.spanhound.trace.Trace;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** What a failed test tells of its trace: in the failure itself, and in the report directory. */
record FailureReport(Sighting sighting, List<SpanData> spans) {

    /** Adds the trace to the failure and publishes it, unless the test was only aborted. */
    static void attach(Throwable failure, RunningTest test, ExtensionContext context) {
        if (failure instanceof TestAbortedException) {
            return;
        }
        Sighting sighting = test.trace().look();
        List<SpanData> spans = new ArrayList<>(test.ownSpans());
        others(sighting).forEach(trace -> spans.addAll(trace.received()));
        FailureReport report = new FailureReport(sighting, spans);
        failure.addSuppressed(new TraceAtFailure(report.text() + "\n\n  " + report.publish(context)));
    }

    private String publish(ExtensionContext context) {
        AtomicReference<Path> published = new AtomicReference<>();
        try {
            context.publishDirectory("trace", directory -> {
                Files.writeString(directory.resolve("trace.txt"), text() + "\n");
                Files.writeString(directory.resolve("trace.otlp.json"), OtlpJson.encode(spans) + "\n");
                published.set(directory.toAbsolutePath());
            });
            return "published: " + published.get();
        } catch (RuntimeException e) {
            // A launcher may have no report directory. What is reported must stay the test's own failure.
            return "not published: " + e.getMessage();
        }
    }

    private String text() {
        return Stream.concat(Stream.of(sighting.trace()), others(sighting))
                .map(Trace::toString)
                .collect(Collectors.joining("\n"));
    }

    private static Stream<Trace> others(Sighting sighting) {
        return Stream.concat(sighting.linked().stream(), sighting.strays().stream());
    }
}
