// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.synthetic;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One span of a {@link SyntheticTrace}, to be changed by the function that it is given to. Not to be kept.
 *
 * <pre>{@code aTrace().withSpans(5).span(3, span -> span.named("charge").withError("card declined"))}</pre>
 */
public final class SyntheticSpan {
    final int parent;
    private final AttributesBuilder attributes = Attributes.builder();
    private final AttributesBuilder resource = Attributes.builder();
    private final List<Moment> events = new ArrayList<>();
    private String name;
    private SpanKind kind;
    private Duration start = Duration.ZERO;
    private Duration duration = Duration.ZERO;
    private Duration arrival = Duration.ZERO;
    private StatusData status = StatusData.unset();
    private TraceFlags flags = TraceFlags.getSampled();
    private TraceState traceState = TraceState.getDefault();

    private record Moment(String name, Attributes attributes) {}

    SyntheticSpan(int parent, String service, String name, SpanKind kind) {
        this.parent = parent;
        this.name = name;
        this.kind = kind;
        in(service);
    }

    /** Sets the name. */
    public SyntheticSpan named(String newName) {
        name = newName;
        return this;
    }

    /** Sets the kind. */
    public SyntheticSpan kind(SpanKind newKind) {
        kind = newKind;
        return this;
    }

    /** Sets the resource's {@code service.name}. */
    public SyntheticSpan in(String service) {
        return withResourceAttribute("service.name", service);
    }

    /** Sets the time from the start of the trace to that of the span. Negative for a clock that is behind. */
    public SyntheticSpan startingAfter(Duration sinceStart) {
        start = sinceStart;
        return this;
    }

    /**
     * Sets the time from start to end. The spans around it keep theirs.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public SyntheticSpan lasting(Duration newDuration) {
        duration = Require.notNegative("duration", newDuration);
        return this;
    }

    /**
     * Lets the span arrive later than the trace does.
     *
     * @param sinceFirst time from the trace's arrival to that of the span
     * @throws IllegalArgumentException if it is negative
     */
    public SyntheticSpan arrivingAfter(Duration sinceFirst) {
        arrival = Require.notNegative("arrival", sinceFirst);
        return this;
    }

    /** Sets the status. */
    public SyntheticSpan withStatus(StatusCode code) {
        status = StatusData.create(code, "");
        return this;
    }

    /** Sets the status ERROR. */
    public SyntheticSpan withError() {
        return withStatus(StatusCode.ERROR);
    }

    /** Sets the status ERROR with a description. */
    public SyntheticSpan withError(String description) {
        status = StatusData.create(StatusCode.ERROR, description);
        return this;
    }

    /** Sets a string attribute. */
    public SyntheticSpan withAttribute(String key, String value) {
        return withAttribute(AttributeKey.stringKey(key), value);
    }

    /** Sets an integer attribute. */
    public SyntheticSpan withAttribute(String key, long value) {
        return withAttribute(AttributeKey.longKey(key), value);
    }

    /** Sets a floating-point attribute. */
    public SyntheticSpan withAttribute(String key, double value) {
        return withAttribute(AttributeKey.doubleKey(key), value);
    }

    /** Sets a boolean attribute. */
    public SyntheticSpan withAttribute(String key, boolean value) {
        return withAttribute(AttributeKey.booleanKey(key), value);
    }

    /** Sets an attribute of any type. */
    public <T> SyntheticSpan withAttribute(AttributeKey<T> key, T value) {
        attributes.put(key, value);
        return this;
    }

    /** Sets a string attribute of the resource. */
    public SyntheticSpan withResourceAttribute(String key, String value) {
        return withResourceAttribute(AttributeKey.stringKey(key), value);
    }

    /** Sets an attribute of the resource, of any type. */
    public <T> SyntheticSpan withResourceAttribute(AttributeKey<T> key, T value) {
        resource.put(key, value);
        return this;
    }

    /** Adds an event at the start of the span. */
    public SyntheticSpan withEvent(String eventName, Attributes eventAttributes) {
        events.add(new Moment(eventName, eventAttributes));
        return this;
    }

    /** Sets the sampled flag, which is set unless told otherwise. */
    public SyntheticSpan sampled(boolean sampled) {
        flags = sampled ? TraceFlags.getSampled() : TraceFlags.getDefault();
        return this;
    }

    /**
     * Sets the trace state.
     *
     * @param header as in the header {@code tracestate}, such as {@code ot=th:8;rv:12345678abcdef}
     * @throws IllegalArgumentException if the header is not valid
     */
    public SyntheticSpan withTraceState(String header) {
        traceState = TraceStateHeader.parse(header);
        return this;
    }

    /** Puts the span where the outline has it. */
    void place(Duration newStart, Duration newDuration) {
        start = newStart;
        duration = newDuration;
    }

    String name() {
        return name;
    }

    SpanKind kind() {
        return kind;
    }

    Duration start() {
        return start;
    }

    Duration duration() {
        return duration;
    }

    Duration arrival() {
        return arrival;
    }

    StatusData status() {
        return status;
    }

    TraceFlags flags() {
        return flags;
    }

    TraceState traceState() {
        return traceState;
    }

    Attributes attributes() {
        return attributes.build();
    }

    Resource resource() {
        return Resource.create(resource.build());
    }

    List<EventData> events(long epochNanos) {
        return events.stream()
                .map(event -> EventData.create(epochNanos, event.name, event.attributes))
                .toList();
    }
}
