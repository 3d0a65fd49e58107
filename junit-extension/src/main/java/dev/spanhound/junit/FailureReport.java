// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import dev.spanhound.backend.otlp.OtlpJson;
import dev.spanhound.trace.Sighting;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** What a failed test tells of its trace: in the failure itself, and in the report directory. */
record FailureReport(Sighting sighting, List<SpanData> spans) {
    private static final int MOST_STRAYS_IN_A_MESSAGE = 5;

    /** What assertions on a live trace say of each trace that they show. */
    private static final String SHOWN = "of this trace arrived";

    /** Adds the trace to the failure, unless it shows it already, and publishes it. Does nothing for an aborted test. */
    static void attach(Throwable failure, RunningTest test, Sighting sighting, ExtensionContext context) {
        if (failure instanceof TestAbortedException) {
            return;
        }
        List<SpanData> spans = new ArrayList<>(test.ownSpans());
        sighting.linked().forEach(linked -> spans.addAll(linked.received()));
        sighting.strays().forEach(stray -> spans.addAll(stray.received()));
        FailureReport report = new FailureReport(sighting, spans);
        String published = report.publish(context);
        boolean isShown = isShown(String.valueOf(failure.getMessage()), sighting);
        failure.addSuppressed(new TraceAtFailure(
                isShown ? published : TraceText.of(sighting, MOST_STRAYS_IN_A_MESSAGE) + "\n\n" + published));
    }

    /** An assertion may have been on another live trace than the test's. */
    private static boolean isShown(String message, Sighting sighting) {
        return message.contains(SHOWN)
                && sighting.trace().roots().stream().allMatch(root -> message.contains(root.name()));
    }

    private String publish(ExtensionContext context) {
        AtomicReference<Path> published = new AtomicReference<>();
        try {
            context.publishDirectory("trace", directory -> {
                Files.writeString(directory.resolve("trace.txt"), TraceText.of(sighting, Integer.MAX_VALUE) + "\n");
                Files.writeString(directory.resolve("trace.otlp.json"), OtlpJson.encode(spans) + "\n");
                published.set(directory.toAbsolutePath());
            });
            return "published: " + published.get();
        } catch (RuntimeException e) {
            // A launcher may have no report directory. What is reported must stay the test's own failure.
            return "not published: " + e.getMessage();
        }
    }
}
