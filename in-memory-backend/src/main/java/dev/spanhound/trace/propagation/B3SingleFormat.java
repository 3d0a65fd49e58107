// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.propagation;

import io.opentelemetry.api.trace.SpanContext;
import java.util.List;
import java.util.Optional;

/**
 * B3 in one header.
 *
 * @see <a href="https://github.com/openzipkin/b3-propagation#single-header">B3, Single Header</a>
 */
final class B3SingleFormat implements HeaderFormat {
    private static final String HEADER = "b3";
    private static final String SOURCE = "B3, Single Header: ";
    private static final String FIELDS = SOURCE
            + "b3 is {TraceId}-{SpanId}-{SamplingState}-{ParentSpanId}, the last two may be left out, or a state alone";
    private static final String TRACE_ID = SOURCE + "TraceId is 16 or 32 lower-hex digits";
    private static final String SPAN_ID = SOURCE + "SpanId is 16 lower-hex digits";
    private static final String PARENT_ID = SOURCE + "ParentSpanId is 16 lower-hex digits";
    private static final String STATE = SOURCE + "SamplingState is 1, 0 or d, and left out to defer";
    private static final String ONCE = SOURCE + "the context is in one header";

    @Override
    public Extraction read(HeaderLines lines) {
        Findings findings = new Findings();
        Optional<ContextDraft> draft = findings.only(lines, HEADER, ONCE).flatMap(value -> readValue(value, findings));
        return new Extraction(PropagationFormat.B3_SINGLE, draft.map(ContextDraft::build), findings.violations());
    }

    private static Optional<ContextDraft> readValue(Part value, Findings findings) {
        ContextDraft draft = new ContextDraft(PropagationFormat.B3_SINGLE);
        List<Part> fields = value.split('-');
        if (fields.size() == 1 && value.length() <= 1) {
            return readState(value, findings).map(draft::sampling);
        }
        if (fields.size() == 1 || fields.size() > 4) {
            String problem = "has " + (fields.size() == 1 ? "1 field" : fields.size() + " fields");
            findings.add(HEADER, value, 0, problem, FIELDS);
            return Optional.empty();
        }
        Part traceId = fields.get(0);
        Part spanId = fields.get(1);
        boolean right = findings.isId(HEADER, traceId, "TraceId", TRACE_ID, B3MultiFormat.ZERO, 32, 16);
        right &= findings.isId(HEADER, spanId, "SpanId", SPAN_ID, B3MultiFormat.ZERO, 16);
        if (fields.size() > 2) {
            Optional<SamplingState> state = readState(fields.get(2), findings);
            state.ifPresent(draft::sampling);
            right &= state.isPresent();
        }
        if (fields.size() > 3) {
            right &= findings.isHex(HEADER, fields.get(3), "ParentSpanId", PARENT_ID, 16);
        }
        if (!right) {
            return Optional.empty();
        }
        if (fields.size() > 3) {
            draft.parentSpanId(fields.get(3).text());
        }
        return Optional.of(draft.traceId(traceId.text()).spanId(spanId.text()));
    }

    private static Optional<SamplingState> readState(Part field, Findings findings) {
        return switch (field.text()) {
            case "1" -> Optional.of(SamplingState.ACCEPT);
            case "0" -> Optional.of(SamplingState.DENY);
            case "d" -> Optional.of(SamplingState.DEBUG);
            default -> {
                String problem = field.isEmpty() ? "SamplingState is empty" : "SamplingState is " + field.text();
                findings.add(HEADER, field, 0, problem, STATE);
                yield Optional.empty();
            }
        };
    }

    @Override
    public HeaderLines write(SpanContext context) {
        return HeaderLines.of(
                HEADER, context.getTraceId() + "-" + context.getSpanId() + "-" + (context.isSampled() ? "1" : "0"));
    }
}
