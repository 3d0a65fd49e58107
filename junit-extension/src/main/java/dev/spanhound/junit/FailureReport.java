// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import dev.spanhound.trace.Sighting;
import dev.spanhound.trace.Trace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** What a failed test tells of its trace: in the failure itself, and in the report directory. */
final class FailureReport {
    private FailureReport() {}

    /** Adds the trace to the failure and publishes it, unless the test was only aborted. */
    static void attach(Throwable failure, RunningTest test, ExtensionContext context) {
        if (failure instanceof TestAbortedException) {
            return;
        }
        Sighting sighting = test.trace().look();
        String text = text(sighting);
        failure.addSuppressed(new TraceAtFailure(text + publish(text, context)));
    }

    private static String publish(String text, ExtensionContext context) {
        AtomicReference<Path> published = new AtomicReference<>();
        try {
            context.publishDirectory("trace", directory -> {
                Files.writeString(directory.resolve("trace.txt"), text);
                published.set(directory);
            });
            return "\n\n  published to " + published.get();
        } catch (RuntimeException e) {
            // The launcher may have no report directory; the test's own failure must stay the one that is reported.
            return "\n\n  not published: " + e.getMessage();
        }
    }

    private static String text(Sighting sighting) {
        return Stream.of(Stream.of(sighting.trace()), sighting.linked().stream(), sighting.strays().stream())
                .flatMap(traces -> traces)
                .map(Trace::toString)
                .collect(Collectors.joining("\n"));
    }
}
