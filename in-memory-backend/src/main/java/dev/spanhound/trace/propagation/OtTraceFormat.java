// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.propagation;

import io.opentelemetry.api.trace.SpanContext;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The headers of OpenTracing's basic tracers.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otel/context/api-propagators/#propagators-distribution">OpenTelemetry
 *     specification: Propagators API</a>
 */
final class OtTraceFormat implements HeaderFormat {
    static final String BAGGAGE_PREFIX = "ot-baggage-";

    private static final String TRACE_ID = "ot-tracer-traceid";
    private static final String SPAN_ID = "ot-tracer-spanid";
    private static final String SAMPLED = "ot-tracer-sampled";
    static final String[] HEADERS = {TRACE_ID, SPAN_ID, SAMPLED};

    private static final String SOURCE = "OT trace: ";
    private static final String TRACE_ID_RULE = SOURCE + "ot-tracer-traceid is 1 to 32 lower-hex digits, not all zeros";
    private static final String SPAN_ID_RULE = SOURCE + "ot-tracer-spanid is 1 to 16 lower-hex digits, not all zeros";
    private static final String SAMPLED_RULE = SOURCE + "ot-tracer-sampled is true or false";
    private static final String REQUIRED = SOURCE + "ot-tracer-traceid and ot-tracer-spanid are required";
    private static final String ONCE = SOURCE + "each header is sent once";

    @Override
    public Extraction read(HeaderLines lines) {
        Findings findings = new Findings();
        for (String required : new String[] {TRACE_ID, SPAN_ID}) {
            if (!lines.contains(required)) {
                findings.missing(required, REQUIRED);
            }
        }
        Optional<Part> traceId = findings.only(lines, TRACE_ID, ONCE)
                .filter(id -> findings.isId(TRACE_ID, id, "trace ID", TRACE_ID_RULE, TRACE_ID_RULE, upTo(32)));
        Optional<Part> spanId = findings.only(lines, SPAN_ID, ONCE)
                .filter(id -> findings.isId(SPAN_ID, id, "span ID", SPAN_ID_RULE, SPAN_ID_RULE, upTo(16)));
        ContextDraft draft = new ContextDraft(PropagationFormat.OT_TRACE).baggageOf(lines, BAGGAGE_PREFIX);
        findings.only(lines, SAMPLED, ONCE).ifPresent(value -> readSampled(value, draft, findings));
        if (traceId.isEmpty() || spanId.isEmpty()) {
            return new Extraction(PropagationFormat.OT_TRACE, Optional.empty(), findings.violations());
        }
        draft.traceId(traceId.get().text()).spanId(spanId.get().text());
        return new Extraction(PropagationFormat.OT_TRACE, Optional.of(draft.build()), findings.violations());
    }

    private static int[] upTo(int digits) {
        return IntStream.rangeClosed(1, digits).toArray();
    }

    private static void readSampled(Part value, ContextDraft draft, Findings findings) {
        switch (value.text()) {
            case "true" -> draft.sampling(SamplingState.ACCEPT);
            case "false" -> draft.sampling(SamplingState.DENY);
            default ->
                findings.add(SAMPLED, value, 0, value.isEmpty() ? "empty" : "neither true nor false", SAMPLED_RULE);
        }
    }

    @Override
    public HeaderLines write(SpanContext context) {
        return HeaderLines.of(
                TRACE_ID, context.getTraceId().substring(16),
                SPAN_ID, context.getSpanId(),
                SAMPLED, Boolean.toString(context.isSampled()));
    }
}
