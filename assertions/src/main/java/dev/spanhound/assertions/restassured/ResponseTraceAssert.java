// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.restassured;

import dev.spanhound.assertions.LiveTraceAssert;
import dev.spanhound.assertions.diagnosis.SecretHeaders;
import dev.spanhound.assertions.diagnosis.Words;
import dev.spanhound.trace.LiveTrace;
import dev.spanhound.trace.TraceSource;
import dev.spanhound.trace.propagation.HeaderLine;
import dev.spanhound.trace.propagation.HeaderLines;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on the trace that a response names in its headers, see {@link RestAssuredTraces}. A failure shows all header
 * lines, and what was looked for; values of headers that are secrets, such as {@code Set-Cookie}, are not shown.
 */
public class ResponseTraceAssert extends AbstractAssert<ResponseTraceAssert, Response> {
    private TraceHeaders headers = TraceHeaders.USUAL;

    /** Returns assertions on a response. {@link RestAssuredTraces#assertThat(Response)} reads better. */
    public ResponseTraceAssert(@Nullable Response actual) {
        super(actual, ResponseTraceAssert.class);
    }

    /**
     * Sets the response headers that may name the trace, in place of the usual ones. The first that does counts.
     *
     * <pre>{@code assertThat(response).lookingAt("X-Request-Trace", "traceresponse").hasTraceId();}</pre>
     *
     * @throws IllegalArgumentException if there are none
     */
    public ResponseTraceAssert lookingAt(String... names) {
        if (names.length == 0) {
            throw new IllegalArgumentException("names: none (expected: at least one)");
        }
        headers = TraceHeaders.of(names);
        return this;
    }

    /** Verifies that the response names a trace. */
    public ResponseTraceAssert hasTraceId() {
        named();
        return this;
    }

    /**
     * Verifies that the response names the trace with this ID. Where one of the two has 64 bits only, those decide.
     *
     * @param traceId 32 or 16 hex digits
     */
    public ResponseTraceAssert hasTraceId(String traceId) {
        return names(traceId, "the response to name trace " + traceId, "");
    }

    /** Verifies that the response names this trace, such as the test's own. */
    public ResponseTraceAssert isOfTrace(LiveTrace trace) {
        return names(
                trace.traceId(),
                "the response to be of trace " + trace.traceId(),
                "likely cause: the service began a trace of its own"
                        + "\n  Did the request carry the context, as with given().filter(trace.restAssured())?");
    }

    /** Verifies that the response names no trace, for those that go to strangers. */
    public ResponseTraceAssert hasNoTraceId() {
        isNotNull();
        find().ifPresent(trace -> {
            throw failure(
                    "the response to name no trace",
                    "it names " + trace.traceId(),
                    trace.traceId(),
                    "",
                    lines(trace, ""));
        });
        return this;
    }

    /**
     * Verifies that the response names a trace, and goes on with that.
     *
     * <pre>{@code assertThat(response).trace(backend).isComplete().hasNoErrors();}</pre>
     *
     * @param source where to find it, such as a {@code TraceBackend}
     * @return assertions that wait for the trace's spans, if the source is one where they still arrive
     */
    public LiveTraceAssert trace(TraceSource source) {
        LiveTraceAssert trace = new LiveTraceAssert(source.watch(named().traceId()));
        return descriptionText().isEmpty() ? trace : trace.as(descriptionText());
    }

    private ResponseTraceAssert names(String traceId, String expectation, String cause) {
        NamedTrace trace = named(expectation, traceId);
        if (!trace.is(traceId)) {
            throw failure(expectation, "it names " + trace.traceId(), trace.traceId(), traceId, lines(trace, cause));
        }
        return this;
    }

    private NamedTrace named() {
        return named("the response to name its trace", "a trace ID");
    }

    private NamedTrace named(String expectation, String expected) {
        isNotNull();
        return find().orElseThrow(() -> failure(expectation, "it names none", "none", expected, lines(null, "")));
    }

    private Optional<NamedTrace> find() {
        return headers.find(Lines.of(actual));
    }

    private AssertionError failure(
            String expectation, String finding, String found, String expected, List<String> below) {
        String headline = "expected " + expectation + ", but " + finding + ":";
        return failureWithActualExpected(
                found, expected, "%s", headline + "\n\n" + Words.indent(String.join("\n\n", below)));
    }

    private List<String> lines(@Nullable NamedTrace trace, String cause) {
        HeaderLines lines = Lines.of(actual);
        List<String> shown = new ArrayList<>();
        if (actual.getStatusLine() != null) {
            shown.add(actual.getStatusLine());
        }
        int width = lines.lines().stream()
                .filter(line -> !mark(line, trace).isEmpty())
                .mapToInt(line -> shown(line).length())
                .max()
                .orElse(0);
        for (HeaderLine line : lines.lines()) {
            String text = shown(line);
            String mark = mark(line, trace);
            shown.add(mark.isEmpty() ? text : text + " ".repeat(width - text.length()) + "   ✗ " + mark);
        }
        List<String> blocks =
                new ArrayList<>(List.of(String.join("\n", shown), "looked for, in this order: " + headers));
        if (!cause.isEmpty()) {
            blocks.add(cause);
        }
        return blocks;
    }

    private static String shown(HeaderLine line) {
        return line.name() + ": " + SecretHeaders.shownValue(line);
    }

    private String mark(HeaderLine line, @Nullable NamedTrace trace) {
        if (trace != null) {
            return line.equals(trace.line()) ? "trace " + trace.traceId() : "";
        }
        return headers.contains(line) ? "no trace ID in it" : "";
    }
}
