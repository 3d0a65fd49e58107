// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.backend.TraceBackend;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The test's span beside an SDK's: told the same, both record the same. */
class TestSpanRecordingTest {
    private static final SpanContext LINKED = SpanContext.create(
            "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", TraceFlags.getSampled(), TraceState.getDefault());
    private static final Attributes SOME = Attributes.of(AttributeKey.stringKey("k"), "v");

    private static Arguments told(String what, Consumer<Span> telling) {
        return Arguments.of(what, telling);
    }

    static List<Arguments> spans() {
        return List.of(
                told("nothing", span -> {}),
                told(
                        "attributes of each type",
                        span -> span.setAttribute("string", "s")
                                .setAttribute("long", 1)
                                .setAttribute("double", 1.5)
                                .setAttribute("boolean", true)
                                .setAttribute(AttributeKey.stringArrayKey("strings"), List.of("a", "b"))),
                told("an attribute twice", span -> span.setAttribute("k", "v").setAttribute("k", "w")),
                told("an attribute without value", span -> span.setAttribute("k", (String) null)),
                told("an attribute without name", span -> span.setAttribute("", "v")),
                told(
                        "events",
                        span -> span.addEvent("plain")
                                .addEvent("at", 5, TimeUnit.MICROSECONDS)
                                .addEvent("with", SOME)
                                .addEvent("both", SOME, 7, TimeUnit.MILLISECONDS)),
                told("an exception", span -> span.recordException(new IllegalStateException("broken"))),
                told("an exception without message", span -> span.recordException(new IllegalStateException())),
                told("an exception without a name", span -> span.recordException(new RuntimeException() {})),
                told(
                        "an exception described",
                        span -> span.recordException(
                                new IllegalStateException("broken"),
                                Attributes.of(AttributeKey.stringKey("exception.message"), "mended"))),
                told("links", span -> span.addLink(LINKED).addLink(LINKED, SOME).addLink(SpanContext.getInvalid())),
                told("status ERROR", span -> span.setStatus(StatusCode.ERROR, "timeout")),
                told("status OK, described", span -> span.setStatus(StatusCode.OK, "fine")),
                told(
                        "status OK, then ERROR",
                        span -> span.setStatus(StatusCode.OK).setStatus(StatusCode.ERROR, "late")),
                told(
                        "status ERROR, then OK",
                        span -> span.setStatus(StatusCode.ERROR, "early").setStatus(StatusCode.OK)),
                told("another name", span -> span.updateName("another")),
                told("an end in the past", span -> span.end(3, TimeUnit.SECONDS)),
                told("something after the end", span -> {
                    span.end();
                    span.setAttribute("k", "v")
                            .addEvent("late")
                            .addLink(LINKED)
                            .setStatus(StatusCode.ERROR)
                            .updateName("late")
                            .recordException(new IllegalStateException("late"))
                            .end();
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("spans")
    void recordsWhatAnSdkRecords(String what, Consumer<Span> telling) {
        try (TraceBackend backend = TraceBackend.create();
                SdkTracerProvider sdk = SdkTracerProvider.builder()
                        .setResource(Resource.empty())
                        .addSpanProcessor(backend.spanProcessor())
                        .build()) {
            SpanData expected =
                    recorded(sdk.get("dev.spanhound.junit").spanBuilder("test").startSpan(), telling, backend);
            SpanData ours = recorded(new TestSpan("test", Resource.empty(), backend), telling, backend);

            assertThat(ours)
                    .returns(expected.getName(), SpanData::getName)
                    .returns(expected.getKind(), SpanData::getKind)
                    .returns(expected.getStatus(), SpanData::getStatus)
                    .returns(
                            expected.getAttributes().asMap(),
                            span -> span.getAttributes().asMap())
                    .returns(expected.getLinks(), SpanData::getLinks)
                    .returns(expected.getParentSpanContext(), SpanData::getParentSpanContext)
                    .returns(expected.getInstrumentationScopeInfo(), SpanData::getInstrumentationScopeInfo)
                    .returns(expected.getResource(), SpanData::getResource);
            assertThat(ours.getEvents())
                    .extracting(TestSpanRecordingTest::withoutStack)
                    .isEqualTo(expected.getEvents().stream()
                            .map(TestSpanRecordingTest::withoutStack)
                            .toList());
            boolean endsInThePast = expected.getEndEpochNanos() == TimeUnit.SECONDS.toNanos(3);
            assertThat(ours.getEndEpochNanos() == TimeUnit.SECONDS.toNanos(3)).isEqualTo(endsInThePast);
            assertThat(endsInThePast || ours.getEndEpochNanos() >= ours.getStartEpochNanos())
                    .isTrue();
        }
    }

    /** Returns what the backend received of the span, once. */
    private static SpanData recorded(Span span, Consumer<Span> telling, TraceBackend backend) {
        assertThat(span.isRecording()).isTrue();
        assertThat(span.getSpanContext())
                .returns(true, SpanContext::isValid)
                .returns(true, SpanContext::isSampled)
                .returns(false, SpanContext::isRemote);
        telling.accept(span);
        span.end();
        assertThat(span.isRecording()).isFalse();
        Trace trace = backend.find(span.getSpanContext().getTraceId()).orElseThrow();
        assertThat(trace.received()).hasSize(1);
        return trace.received().get(0);
    }

    /** The stack trace tells the lines of this test; times are the event's own only where it was given one. */
    private static List<Object> withoutStack(EventData event) {
        AttributeKey<String> stack = AttributeKey.stringKey("exception.stacktrace");
        String lines = event.getAttributes().get(stack);
        boolean given = event.getEpochNanos() < TimeUnit.SECONDS.toNanos(1);
        return List.of(
                event.getName(),
                event.getAttributes().toBuilder().remove(stack).build(),
                lines == null ? "" : lines.lines().findFirst().orElseThrow(),
                given ? event.getEpochNanos() : "now");
    }
}
