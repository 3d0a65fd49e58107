// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.synthetic;

import dev.spanhound.trace.Trace;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A trace made up for a test. Immutable: each method returns another one. Nothing in it is left to chance; the IDs follow
 * from the content, so that two traces with a difference have different ones.
 *
 * <p>What is not said otherwise: one service, one SERVER span, {@code GET /orders}, 100 ms, no status, sampled.
 *
 * <pre>{@code
 * aTrace().throughServices("gateway", "orders").lasting(ofMillis(1200))
 *         .spanNamed("call orders", span -> span.withError("timeout"))
 *         .withLatePart(ofSeconds(40), 2)
 * }</pre>
 */
public final class SyntheticTrace {
    private static final SyntheticTrace PLAIN = new SyntheticTrace(List.of());

    private final List<Consumer<Outline>> changes;
    private @Nullable Drawing drawing;

    private SyntheticTrace(List<Consumer<Outline>> changes) {
        this.changes = changes;
    }

    /** Returns a trace of one span. */
    public static SyntheticTrace aTrace() {
        return PLAIN;
    }

    /**
     * Sets the duration of the root, inside of which all others run.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public SyntheticTrace lasting(Duration duration) {
        Require.notNegative("duration", duration);
        return with(outline -> outline.duration = duration);
    }

    /** Sets the name of the root, and of the SERVER span of each service. */
    public SyntheticTrace named(String name) {
        return with(outline -> outline.name = name);
    }

    /**
     * Sets the services, each of which calls the next. Each has a SERVER span, and a CLIENT span for the call unless
     * {@link #withSpans} leaves no room for it.
     *
     * @throws IllegalArgumentException if there is none
     */
    public SyntheticTrace throughServices(String... services) {
        Require.positive("services", services.length);
        List<String> copy = List.of(services);
        return with(outline -> outline.services = copy);
    }

    /**
     * Sets the number of spans, late ones aside. Those beyond the calls from service to service are INTERNAL spans of the
     * last service. A service always has its SERVER span.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public SyntheticTrace withSpans(int spans) {
        Require.positive("spans", spans);
        return with(outline -> outline.spans = spans);
    }

    /** Sets how the spans of the last service hang below its SERVER span: a chain, unless told otherwise. */
    public SyntheticTrace withShape(Shape shape) {
        return with(outline -> outline.shape = shape);
    }

    /** Sets when the trace starts: 2026-01-01T00:00:00Z, unless told otherwise. */
    public SyntheticTrace startingAt(Instant start) {
        return with(outline -> outline.start = start);
    }

    /**
     * Sets the trace ID.
     *
     * @throws IllegalArgumentException if it is not 32 lower-case hex digits, some of them not 0
     */
    public SyntheticTrace withTraceId(String traceId) {
        if (!TraceId.isValid(traceId)) {
            throw new IllegalArgumentException(
                    "trace ID: " + traceId + " (expected: 32 lower-case hex digits, not all of them 0)");
        }
        return with(outline -> outline.traceId = traceId);
    }

    /** Sets from what the IDs follow: for several traces of one content. */
    public SyntheticTrace seeded(long seed) {
        return with(outline -> outline.seed = seed);
    }

    /**
     * Lets the whole trace arrive later.
     *
     * @throws IllegalArgumentException if the time is negative
     */
    public SyntheticTrace arrivingAfter(Duration time) {
        Require.notNegative("time", time);
        return with(outline -> outline.arrival = time);
    }

    /** Adds spans below the root that arrive later than the rest. */
    public SyntheticTrace withLatePart(Duration after, int spans) {
        return withLatePart(after, spans, span -> {});
    }

    /**
     * Adds spans below the root that arrive later than the rest, each changed.
     *
     * @throws IllegalArgumentException if the time is negative, or there are no spans
     */
    public SyntheticTrace withLatePart(Duration after, int spans, Consumer<? super SyntheticSpan> change) {
        Require.notNegative("after", after);
        Require.positive("spans", spans);
        return with(outline -> outline.late.add(new Outline.Late(after, spans, change)));
    }

    /** Sets the status of the root. */
    public SyntheticTrace withStatus(StatusCode code) {
        return root(span -> span.withStatus(code));
    }

    /** Sets the status of the root to ERROR. */
    public SyntheticTrace withError() {
        return root(SyntheticSpan::withError);
    }

    /** Sets a string attribute of the root. */
    public SyntheticTrace withAttribute(String key, String value) {
        return root(span -> span.withAttribute(key, value));
    }

    /** Sets an integer attribute of the root. */
    public SyntheticTrace withAttribute(String key, long value) {
        return root(span -> span.withAttribute(key, value));
    }

    /** Sets a floating-point attribute of the root. */
    public SyntheticTrace withAttribute(String key, double value) {
        return root(span -> span.withAttribute(key, value));
    }

    /** Sets a boolean attribute of the root. */
    public SyntheticTrace withAttribute(String key, boolean value) {
        return root(span -> span.withAttribute(key, value));
    }

    /** Sets an attribute of the root, of any type. */
    public <T> SyntheticTrace withAttribute(AttributeKey<T> key, T value) {
        return root(span -> span.withAttribute(key, value));
    }

    /** Sets a string attribute of the resource of each span. */
    public SyntheticTrace withResourceAttribute(String key, String value) {
        return eachSpan(span -> span.withResourceAttribute(key, value));
    }

    /** Sets an attribute of the resource of each span, of any type. */
    public <T> SyntheticTrace withResourceAttribute(AttributeKey<T> key, T value) {
        return eachSpan(span -> span.withResourceAttribute(key, value));
    }

    /** Adds an event to the root, at its start. */
    public SyntheticTrace withEvent(String name) {
        return withEvent(name, Attributes.empty());
    }

    /** Adds an event with attributes to the root, at its start. */
    public SyntheticTrace withEvent(String name, Attributes attributes) {
        return root(span -> span.withEvent(name, attributes));
    }

    /**
     * Sets the trace state of each span.
     *
     * @param header as in the header {@code tracestate}, such as {@code ot=th:8}
     * @throws IllegalArgumentException if the header is not valid
     */
    public SyntheticTrace withTraceState(String header) {
        TraceStateHeader.parse(header);
        return eachSpan(span -> span.withTraceState(header));
    }

    /** Sets the sampled flag of each span. */
    public SyntheticTrace sampled(boolean sampled) {
        return eachSpan(span -> span.sampled(sampled));
    }

    /** Changes the root. */
    public SyntheticTrace root(Consumer<? super SyntheticSpan> change) {
        return span(1, change);
    }

    /** Changes each span. */
    public SyntheticTrace eachSpan(Consumer<? super SyntheticSpan> change) {
        return edit(spans -> spans.forEach(change));
    }

    /**
     * Changes one span. If there is no such span, what asks for the spans throws an {@link IllegalArgumentException}.
     *
     * @param number its number in {@link #spans()}, from 1, which is the root
     */
    public SyntheticTrace span(int number, Consumer<? super SyntheticSpan> change) {
        return edit(spans -> {
            if (number < 1 || number > spans.size()) {
                throw new IllegalArgumentException("span: " + number + " (expected: from 1 to " + spans.size() + ")");
            }
            change.accept(spans.get(number - 1));
        });
    }

    /**
     * Changes all spans that have this name by then. If there is none, what asks for the spans throws an
     * {@link IllegalArgumentException} with the names that there are.
     */
    public SyntheticTrace spanNamed(String name, Consumer<? super SyntheticSpan> change) {
        return edit(spans -> {
            List<SyntheticSpan> found =
                    spans.stream().filter(span -> span.name().equals(name)).toList();
            if (found.isEmpty()) {
                throw new IllegalArgumentException("span named: " + name + " (expected one of: "
                        + spans.stream().map(SyntheticSpan::name).distinct().toList() + ")");
            }
            found.forEach(change);
        });
    }

    /** Returns the trace ID, 32 lower-case hex digits. */
    public String traceId() {
        return drawing().traceId();
    }

    /** Returns all spans, each after its parent; spans that arrive late are among them. */
    public List<SpanData> spans() {
        return drawing().spans();
    }

    /** Returns the spans in the order of their arrival, those that arrive together in the order of {@link #spans()}. */
    public List<Arrival> arrivals() {
        return drawing().arrivals();
    }

    /** Returns the trace as it is once all has arrived. */
    public Trace toTrace() {
        return Trace.of(spans());
    }

    /** Returns the trace as text, one span a line. */
    @Override
    public String toString() {
        return toTrace().toString();
    }

    private Drawing drawing() {
        Drawing drawn = drawing;
        if (drawn == null) {
            Outline outline = new Outline();
            changes.forEach(change -> change.accept(outline));
            drawn = Drawing.of(outline);
            drawing = drawn;
        }
        return drawn;
    }

    private SyntheticTrace edit(Outline.Edit edit) {
        return with(outline -> outline.edits.add(edit));
    }

    private SyntheticTrace with(Consumer<Outline> change) {
        List<Consumer<Outline>> all = new ArrayList<>(changes);
        all.add(change);
        return new SyntheticTrace(all);
    }
}
