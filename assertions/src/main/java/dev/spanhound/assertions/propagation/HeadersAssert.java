// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.propagation;

import dev.spanhound.assertions.diagnosis.Words;
import dev.spanhound.trace.LiveTrace;
import dev.spanhound.trace.Trace;
import dev.spanhound.trace.propagation.BaggageEntries;
import dev.spanhound.trace.propagation.Extraction;
import dev.spanhound.trace.propagation.HeaderLine;
import dev.spanhound.trace.propagation.HeaderLines;
import dev.spanhound.trace.propagation.PropagationFormat;
import dev.spanhound.trace.propagation.Tracestate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on the trace context and the baggage in the headers of a request, or in a message's properties. A failure shows
 * all lines with the wrong one marked, and names the rule that it breaks. Values of headers that hold secrets, such as
 * {@code Authorization}, are not shown.
 *
 * <p>Each format is judged as its specification has it: the headers must be there once, and valid. {@code tracestate} and
 * {@code baggage} may be on several lines, which are one list, but with each key once.
 *
 * <pre>{@code
 * assertThat(recordedRequest)
 *         .continuesTrace(trace)
 *         .hasTraceparent().withParent(client).sampled()
 *         .hasTracestate().with("vendor", "1")
 *         .hasBaggage("tenant", "acme");
 * }</pre>
 */
public class HeadersAssert extends AbstractAssert<HeadersAssert, HeaderLines> {
    /** Where lines of a stack trace come from that tell a user nothing. */
    private static final Set<String> MACHINERY =
            Set.of(HeadersAssert.class.getName(), ContextAssert.class.getName(), TracestateAssert.class.getName());

    private final Consumer<? super AssertionError> failures;

    /** Returns assertions on header lines. {@code TraceAssertions.assertThat(HeaderLines)} reads better. */
    public HeadersAssert(@Nullable HeaderLines actual) {
        this(actual, error -> {
            throw error;
        });
    }

    /**
     * Returns assertions on header lines that give their failures to {@code failures}. If it does not throw them, what follows
     * a header that is not there is left out.
     */
    public HeadersAssert(@Nullable HeaderLines actual, Consumer<? super AssertionError> failures) {
        super(actual, HeadersAssert.class);
        this.failures = failures;
    }

    /** Makes an assertion on a part of what {@code other} is about, under the same description. */
    HeadersAssert(HeadersAssert other) {
        this(other.actual, other.failures);
        info.description(other.info.description());
    }

    /**
     * Verifies that the headers make the receiver a part of this trace, in each of the formats that they have.
     *
     * <pre>{@code assertThat(server.takeRequest()).continuesTrace(trace);}</pre>
     */
    public HeadersAssert continuesTrace(LiveTrace trace) {
        isNotNull();
        return judge(CarriedTraces.failure(actual, trace.traceId(), trace));
    }

    /** Verifies that the headers make the receiver a part of this trace, in each of the formats that they have. */
    public HeadersAssert continuesTrace(Trace trace) {
        return continuesTrace(trace.traceId());
    }

    /**
     * Verifies that the headers make the receiver a part of the trace with this ID, in each of the formats that they have.
     *
     * @param traceId 32 hex digits, or 16 for one of 64 bits, which are compared with the right half of longer ones
     * @throws IllegalArgumentException if it is neither
     */
    public HeadersAssert continuesTrace(String traceId) {
        Ids.requireTraceId(traceId);
        isNotNull();
        return judge(CarriedTraces.failure(actual, traceId, null));
    }

    /** Verifies that there is one valid {@code traceparent}, and begins assertions on it. */
    public ContextAssert hasTraceparent() {
        return hasContextIn(PropagationFormat.W3C);
    }

    /** Verifies that there is one valid {@code b3} header, and begins assertions on it. */
    public ContextAssert hasB3Single() {
        return hasContextIn(PropagationFormat.B3_SINGLE);
    }

    /** Verifies that {@code X-B3-TraceId} and its kind are there once each and valid, and begins assertions on them. */
    public ContextAssert hasB3Multi() {
        return hasContextIn(PropagationFormat.B3_MULTI);
    }

    /** Verifies that there is one valid {@code uber-trace-id}, and begins assertions on it. */
    public ContextAssert hasJaeger() {
        return hasContextIn(PropagationFormat.JAEGER);
    }

    /** Verifies that there is one valid {@code X-Amzn-Trace-Id}, and begins assertions on it. */
    public ContextAssert hasXRay() {
        return hasContextIn(PropagationFormat.XRAY);
    }

    /** Verifies that {@code x-datadog-trace-id} and its kind are there once each and valid, and begins assertions on them. */
    public ContextAssert hasDatadog() {
        return hasContextIn(PropagationFormat.DATADOG);
    }

    /** Verifies that {@code ot-tracer-traceid} and its kind are there once each and valid, and begins assertions on them. */
    public ContextAssert hasOtTrace() {
        return hasContextIn(PropagationFormat.OT_TRACE);
    }

    /** Verifies that the headers have one valid context in this format, and begins assertions on it. */
    public ContextAssert hasContextIn(PropagationFormat format) {
        isNotNull();
        Extraction extraction = format.read(actual);
        Optional<HeaderReport> failure = FormatChecks.failure(actual, extraction);
        failure.ifPresent(this::fail);
        return new ContextAssert(this, extraction.context().filter(context -> failure.isEmpty()));
    }

    /** Verifies that the headers have one valid context in each of these formats, and maybe in others. */
    public HeadersAssert hasTraceContextIn(PropagationFormat... formats) {
        for (PropagationFormat format : formats) {
            hasContextIn(format);
        }
        return this;
    }

    /**
     * Verifies that the headers have one valid context in each of these formats, and no header of another one.
     *
     * <pre>{@code assertThat(request).hasTraceContextOnlyIn(W3C, B3_MULTI);}</pre>
     */
    public HeadersAssert hasTraceContextOnlyIn(PropagationFormat... formats) {
        hasTraceContextIn(formats);
        Set<PropagationFormat> others = EnumSet.copyOf(PropagationFormat.in(actual));
        others.removeAll(List.of(formats));
        return others.isEmpty()
                ? this
                : fail(FormatChecks.unwanted("in " + Words.list(List.of(formats)) + " only", actual, others));
    }

    /** Verifies that the headers have no trace context in any format, valid or not. Baggage is allowed. */
    public HeadersAssert hasNoTraceContext() {
        isNotNull();
        Set<PropagationFormat> formats = PropagationFormat.in(actual);
        return formats.isEmpty() ? this : fail(FormatChecks.unwanted("", actual, formats));
    }

    /** Verifies that there is a {@code tracestate}, valid over all of its lines, and begins assertions on it. */
    public TracestateAssert hasTracestate() {
        isNotNull();
        Tracestate state = Tracestate.read(actual);
        boolean present = actual.contains("tracestate");
        if (!present) {
            fail(new HeaderReport("to have a tracestate", "there is none").missing("tracestate"));
        } else if (!state.violations().isEmpty()) {
            fail(HeaderReport.broken("to have a valid tracestate", state.violations()));
        }
        return new TracestateAssert(
                this, present && state.violations().isEmpty() ? Optional.of(state) : Optional.empty());
    }

    /** Verifies that there is no {@code tracestate}. */
    public HeadersAssert hasNoTracestate() {
        return hasNo("tracestate");
    }

    /**
     * Verifies that the baggage is valid, and has this value for this key.
     *
     * <pre>{@code assertThat(request).hasBaggage("tenant", "acme");}</pre>
     *
     * @param value as it is meant, not percent-encoded
     */
    public HeadersAssert hasBaggage(String key, String value) {
        isNotNull();
        return judge(BaggageChecks.missing(actual, key, value));
    }

    /** Verifies that the baggage has no such key. */
    public HeadersAssert doesNotHaveBaggage(String key) {
        isNotNull();
        return judge(BaggageChecks.present(actual, key));
    }

    /** Verifies that there is no baggage: no {@code baggage} header, valid or not. */
    public HeadersAssert hasNoBaggage() {
        return hasNo(BaggageEntries.HEADER);
    }

    /**
     * Verifies that the baggage is valid and not more than each platform must send on: 64 list-members, and 8192 bytes with
     * what is between them (W3C Baggage, 3.3.2). What is beyond may be dropped on the way. No baggage passes.
     */
    public HeadersAssert hasBaggageWithinLimits() {
        isNotNull();
        return judge(BaggageChecks.tooMuch(actual));
    }

    private HeadersAssert hasNo(String header) {
        isNotNull();
        List<HeaderLine> lines = actual.lines(header);
        return lines.isEmpty()
                ? this
                : fail(new HeaderReport("to have no " + header, "there is one").mark(lines, "not expected"));
    }

    HeadersAssert judge(Optional<HeaderReport> failure) {
        failure.ifPresent(this::fail);
        return this;
    }

    HeadersAssert fail(HeaderReport report) {
        failures.accept(failureWithActualExpected(report.found(), report.expected(), "%s", report.message(actual)));
        return this;
    }

    @Override
    protected boolean isElementOfCustomAssert(StackTraceElement element) {
        return MACHINERY.contains(element.getClassName()) || super.isElementOfCustomAssert(element);
    }
}
