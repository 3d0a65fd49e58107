// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import dev.spanhound.backend.TraceBackend;
import dev.spanhound.trace.ReceivedSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.Clock;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The span of a test: a sampled root span that records what an SDK's would, by the rules of OpenTelemetry's trace API. It
 * needs no SDK, whose classes cost a cold JVM more than all else that a test without a tracer of its own starts.
 */
final class TestSpan implements Span {
    private static final InstrumentationScopeInfo SCOPE = InstrumentationScopeInfo.create("dev.spanhound.junit");

    private final SpanContext context;
    private final Resource resource;
    private final TraceBackend backend;
    private final Clock clock = Clock.getDefault();
    private final long startEpochNanos = clock.now();
    private final long startNanoTime = clock.nanoTime();
    private final AttributesBuilder attributes = Attributes.builder();
    private final List<EventData> events = new ArrayList<>();
    private final List<LinkData> links = new ArrayList<>();
    private String name;
    private StatusData status = StatusData.unset();
    private boolean recording = true;

    /**
     * Starts the span.
     *
     * @param backend receives the span, once, when it has ended
     */
    TestSpan(String name, Resource resource, TraceBackend backend) {
        IdGenerator ids = IdGenerator.random();
        this.context = SpanContext.create(
                ids.generateTraceId(), ids.generateSpanId(), TraceFlags.getSampled(), TraceState.getDefault());
        this.name = name;
        this.resource = resource;
        this.backend = backend;
    }

    @Override
    public SpanContext getSpanContext() {
        return context;
    }

    @Override
    public synchronized boolean isRecording() {
        return recording;
    }

    @Override
    public Span setAttribute(String key, @Nullable String value) {
        return setAttribute(AttributeKey.stringKey(key), value);
    }

    @Override
    public Span setAttribute(String key, long value) {
        return setAttribute(AttributeKey.longKey(key), value);
    }

    @Override
    public Span setAttribute(String key, double value) {
        return setAttribute(AttributeKey.doubleKey(key), value);
    }

    @Override
    public Span setAttribute(String key, boolean value) {
        return setAttribute(AttributeKey.booleanKey(key), value);
    }

    @Override
    public synchronized <T> Span setAttribute(AttributeKey<T> key, @Nullable T value) {
        if (recording && value != null) {
            attributes.put(key, value);
        }
        return this;
    }

    @Override
    public Span addEvent(String event, Attributes eventAttributes) {
        return addEvent(event, eventAttributes, now(), TimeUnit.NANOSECONDS);
    }

    @Override
    public synchronized Span addEvent(String event, Attributes eventAttributes, long timestamp, TimeUnit unit) {
        if (recording) {
            events.add(EventData.create(unit.toNanos(timestamp), event, eventAttributes));
        }
        return this;
    }

    @Override
    public Span recordException(Throwable exception, Attributes additionalAttributes) {
        StringWriter stackTrace = new StringWriter();
        exception.printStackTrace(new PrintWriter(stackTrace));
        AttributesBuilder told =
                Attributes.builder().put("exception.type", exception.getClass().getCanonicalName());
        if (exception.getMessage() != null) {
            told.put("exception.message", exception.getMessage());
        }
        told.put("exception.stacktrace", stackTrace.toString());
        return addEvent("exception", told.putAll(additionalAttributes).build());
    }

    @Override
    public synchronized Span addLink(SpanContext linked, Attributes linkAttributes) {
        if (recording && linked.isValid()) {
            links.add(LinkData.create(linked, linkAttributes));
        }
        return this;
    }

    @Override
    public synchronized Span setStatus(StatusCode code, String description) {
        if (recording && code != StatusCode.UNSET && status.getStatusCode() != StatusCode.OK) {
            status = StatusData.create(code, code == StatusCode.ERROR ? description : "");
        }
        return this;
    }

    @Override
    public synchronized Span updateName(String newName) {
        name = recording ? newName : name;
        return this;
    }

    @Override
    public void end() {
        end(now(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void end(long timestamp, TimeUnit unit) {
        SpanData data;
        synchronized (this) {
            if (!recording) {
                return;
            }
            recording = false;
            data = data(unit.toNanos(timestamp));
        }
        backend.receive(List.of(data));
    }

    private SpanData data(long endEpochNanos) {
        return new ReceivedSpan(
                context,
                SpanContext.getInvalid(),
                name,
                SpanKind.INTERNAL,
                startEpochNanos,
                endEpochNanos,
                attributes.build(),
                events,
                links,
                status,
                resource,
                SCOPE,
                0,
                0,
                0);
    }

    /** Returns a time that does not go back within this span, whatever happens to the wall clock. */
    private long now() {
        return startEpochNanos + (clock.nanoTime() - startNanoTime);
    }
}
