// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.propagation;

import io.opentelemetry.api.trace.SpanContext;
import java.util.Optional;

/**
 * B3 in several headers.
 *
 * @see <a href="https://github.com/openzipkin/b3-propagation#multiple-headers">B3, Multiple Headers</a>
 */
final class B3MultiFormat implements HeaderFormat {
    static final String ZERO = "B3, Identifiers: an ID of zeros is none, and tracers start a new trace";

    private static final String TRACE_ID = "X-B3-TraceId";
    private static final String SPAN_ID = "X-B3-SpanId";
    private static final String PARENT_ID = "X-B3-ParentSpanId";
    private static final String SAMPLED = "X-B3-Sampled";
    private static final String FLAGS = "X-B3-Flags";
    static final String[] HEADERS = {TRACE_ID, SPAN_ID, PARENT_ID, SAMPLED, FLAGS};

    private static final String SOURCE = "B3, Multiple Headers: ";
    private static final String TRACE_ID_RULE = SOURCE + "X-B3-TraceId is 16 or 32 lower-hex digits";
    private static final String SPAN_ID_RULE = SOURCE + "X-B3-SpanId is 16 lower-hex digits";
    private static final String PARENT_ID_RULE = SOURCE + "X-B3-ParentSpanId is 16 lower-hex digits, or not there";
    private static final String SAMPLED_RULE = SOURCE + "X-B3-Sampled is 1 or 0, and not there to defer";
    private static final String FLAGS_RULE = SOURCE + "X-B3-Flags is 1 for debug, which implies an accept decision";
    private static final String REQUIRED =
            SOURCE + "X-B3-TraceId and X-B3-SpanId are required, unless only a sampling state is sent";
    private static final String ONCE = SOURCE + "each header is sent once";

    @Override
    public Extraction read(HeaderLines lines) {
        Findings findings = new Findings();
        ContextDraft draft = new ContextDraft(PropagationFormat.B3_MULTI);
        boolean readable = readIds(lines, draft, findings);
        readState(lines, findings).ifPresent(draft::sampling);
        boolean something = lines.contains(TRACE_ID) || lines.contains(SAMPLED) || lines.contains(FLAGS);
        return new Extraction(
                PropagationFormat.B3_MULTI,
                readable && something ? Optional.of(draft.build()) : Optional.empty(),
                findings.violations());
    }

    private static boolean readIds(HeaderLines lines, ContextDraft draft, Findings findings) {
        boolean anyId = lines.contains(TRACE_ID) || lines.contains(SPAN_ID) || lines.contains(PARENT_ID);
        if (!anyId) {
            return true;
        }
        boolean right = true;
        for (String required : new String[] {TRACE_ID, SPAN_ID}) {
            if (!lines.contains(required)) {
                findings.missing(required, REQUIRED);
            }
        }
        Optional<Part> traceId = findings.only(lines, TRACE_ID, ONCE)
                .filter(id -> findings.isId(TRACE_ID, id, "trace ID", TRACE_ID_RULE, ZERO, 32, 16));
        Optional<Part> spanId = findings.only(lines, SPAN_ID, ONCE)
                .filter(id -> findings.isId(SPAN_ID, id, "span ID", SPAN_ID_RULE, ZERO, 16));
        Optional<Part> parentId = findings.only(lines, PARENT_ID, ONCE)
                .filter(id -> findings.isHex(PARENT_ID, id, "parent span ID", PARENT_ID_RULE, 16));
        if (traceId.isEmpty() || spanId.isEmpty()) {
            right = false;
        } else {
            draft.traceId(traceId.get().text()).spanId(spanId.get().text());
        }
        parentId.ifPresent(id -> draft.parentSpanId(id.text()));
        return right;
    }

    private static Optional<SamplingState> readState(HeaderLines lines, Findings findings) {
        Optional<Part> flags = findings.only(lines, FLAGS, ONCE);
        Optional<SamplingState> sampled =
                findings.only(lines, SAMPLED, ONCE).flatMap(value -> readSampled(value, findings));
        if (flags.isPresent() && flags.get().text().equals("1")) {
            if (sampled.isPresent() && !sampled.get().isSampled()) {
                findings.add(FLAGS, flags.get(), 0, "debug, and X-B3-Sampled denies", FLAGS_RULE);
            }
            return Optional.of(SamplingState.DEBUG);
        }
        if (flags.isPresent() && !flags.get().text().equals("0")) {
            findings.add(FLAGS, flags.get(), 0, "neither 1 nor 0", FLAGS_RULE);
        }
        return sampled;
    }

    private static Optional<SamplingState> readSampled(Part value, Findings findings) {
        String text = value.text();
        if (!text.equals("1") && !text.equals("0")) {
            findings.add(SAMPLED, value, 0, value.isEmpty() ? "empty" : "neither 1 nor 0", SAMPLED_RULE);
        }
        return switch (text) {
            case "1", "true" -> Optional.of(SamplingState.ACCEPT);
            case "0", "false" -> Optional.of(SamplingState.DENY);
            default -> Optional.empty();
        };
    }

    @Override
    public HeaderLines write(SpanContext context) {
        return HeaderLines.of(
                TRACE_ID, context.getTraceId(),
                SPAN_ID, context.getSpanId(),
                SAMPLED, context.isSampled() ? "1" : "0");
    }
}
