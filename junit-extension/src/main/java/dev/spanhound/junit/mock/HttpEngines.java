// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit.mock;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Starts the engine that the class path has. */
final class HttpEngines {
    private static final String CURE = "expected: one of these as test dependency, of the version of okhttp,"
            + "\n  com.squareup.okhttp3:mockwebserver    for okhttp 4.12, as under Spring Boot 3.5"
            + "\n  com.squareup.okhttp3:mockwebserver3   for okhttp 5";

    private HttpEngines() {}

    /**
     * Starts an engine on a free port of the loopback address.
     *
     * @throws IllegalStateException if no MockWebServer is on the class path, or none that fits okhttp
     * @throws java.io.UncheckedIOException if no port can be bound
     */
    static HttpEngine start(HttpEngine.Handler handler) {
        // Lambdas, not method references: these would load what may not be there.
        return start(handler, List.of(h -> OkHttp5Engine.start(h), h -> OkHttp4Engine.start(h)));
    }

    static HttpEngine start(HttpEngine.Handler handler, List<Function<HttpEngine.Handler, HttpEngine>> engines) {
        List<LinkageError> refusals = new ArrayList<>();
        for (Function<HttpEngine.Handler, HttpEngine> engine : engines) {
            try {
                return engine.apply(handler);
            } catch (LinkageError e) {
                // It is not there, or it is made for another okhttp.
                refusals.add(e);
            }
        }
        IllegalStateException none = new IllegalStateException(
                "TracedMockServer needs okhttp's MockWebServer, and there is none that starts: " + reasons(refusals)
                        + " (" + CURE + ")");
        refusals.forEach(none::addSuppressed);
        throw none;
    }

    private static String reasons(List<LinkageError> refusals) {
        return String.join(", ", refusals.stream().map(HttpEngines::reason).toList());
    }

    private static String reason(LinkageError refusal) {
        String missing = String.valueOf(refusal.getMessage()).replace('/', '.');
        boolean ofMockWebServer = missing.startsWith("mockwebserver3.") || missing.startsWith("okhttp3.mockwebserver.");
        return ofMockWebServer
                ? "no " + missing
                : refusal.getClass().getSimpleName() + " " + missing + " (another version of okhttp, okio or Kotlin)";
    }
}
