// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.propagation;

import io.opentelemetry.api.trace.SpanContext;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * W3C Trace Context, level 2.
 *
 * @see <a href="https://www.w3.org/TR/trace-context-2/">Trace Context Level 2</a>
 */
final class W3cFormat implements HeaderFormat {
    static final String SOURCE = "W3C Trace Context level 2, ";

    private static final String TRACEPARENT = "traceparent";
    private static final String FIELDS =
            SOURCE + "3.2.2: traceparent is version, trace-id, parent-id and trace-flags with '-' between them";
    private static final String VERSION = SOURCE + "3.2.2.1: version is 2 lower-case hex digits, and ff is forbidden";
    private static final String VERSION_00 = SOURCE + "3.2.2.2: version 00 ends with trace-flags, at 55 characters";
    private static final String TRACE_ID = SOURCE + "3.2.2.3: trace-id is 32 lower-case hex digits";
    private static final String TRACE_ID_ZERO = SOURCE + "3.2.2.3: trace-id must not be all zeros";
    private static final String PARENT_ID = SOURCE + "3.2.2.4: parent-id is 16 lower-case hex digits";
    private static final String PARENT_ID_ZERO = SOURCE + "3.2.2.4: parent-id must not be all zeros";
    private static final String FLAGS = SOURCE + "3.2.2.5: trace-flags is 2 lower-case hex digits";
    private static final String OTHER_FLAGS =
            SOURCE + "3.2.2.5.3: all flags but 01 (sampled) and 02 (random trace ID) must be sent as zero";
    private static final String ONCE =
            SOURCE + "3.2: a request has one traceparent; who receives several must start a new trace";
    private static final String NEEDED = SOURCE + "3.3: tracestate is not read without a valid traceparent";

    @Override
    public Extraction read(HeaderLines lines) {
        Findings findings = new Findings();
        if (!lines.contains(TRACEPARENT)) {
            findings.missing(TRACEPARENT, NEEDED);
        }
        Optional<ContextDraft> draft =
                findings.only(lines, TRACEPARENT, ONCE).flatMap(value -> readTraceparent(value, findings));
        Tracestate tracestate = Tracestate.read(lines);
        if (draft.isPresent()) {
            findings.violations().addAll(tracestate.violations());
        }
        return new Extraction(
                PropagationFormat.W3C,
                draft.map(each -> each.tracestate(tracestate.readable()).build()),
                findings.violations());
    }

    private static Optional<ContextDraft> readTraceparent(Part value, Findings findings) {
        if (value.indexOf(',') >= 0) {
            findings.add(TRACEPARENT, value, value.indexOf(','), "several values joined by ','", ONCE);
            return Optional.empty();
        }
        List<Part> fields = value.split('-');
        if (!isVersion(fields.get(0), findings)) {
            return Optional.empty();
        }
        if (fields.size() < 4) {
            findings.add(TRACEPARENT, value, 0, "has " + fields.size() + " of 4 fields", FIELDS);
            return Optional.empty();
        }
        boolean known = fields.get(0).text().equals("00");
        if (!areFields(fields, known, findings)) {
            return Optional.empty();
        }
        int flags = HexFormat.fromHexDigits(fields.get(3).text());
        if (known && (flags & ~3) != 0) {
            findings.add(TRACEPARENT, fields.get(3), 0, "trace-flags has unknown flags", OTHER_FLAGS);
        }
        return Optional.of(new ContextDraft(PropagationFormat.W3C)
                .traceId(fields.get(1).text())
                .spanId(fields.get(2).text())
                .flags(known ? flags : flags & 3)
                .extra("version", fields.get(0).text()));
    }

    private static boolean isVersion(Part version, Findings findings) {
        if (version.isEmpty()) {
            findings.add(TRACEPARENT, version, 0, "empty", FIELDS);
            return false;
        }
        if (!findings.isHex(TRACEPARENT, version, "version", VERSION, 2)) {
            return false;
        }
        if (version.text().equals("ff")) {
            findings.add(TRACEPARENT, version, 0, "version is ff", VERSION);
            return false;
        }
        return true;
    }

    private static boolean areFields(List<Part> fields, boolean known, Findings findings) {
        boolean right = findings.isId(TRACEPARENT, fields.get(1), "trace-id", TRACE_ID, TRACE_ID_ZERO, 32);
        right &= findings.isId(TRACEPARENT, fields.get(2), "parent-id", PARENT_ID, PARENT_ID_ZERO, 16);
        right &= findings.isHex(TRACEPARENT, fields.get(3), "trace-flags", FLAGS, 2);
        if (known && fields.size() > 4) {
            findings.add(TRACEPARENT, fields.get(4), -1, "goes on after trace-flags", VERSION_00);
            right = false;
        }
        return right;
    }

    @Override
    public HeaderLines write(SpanContext context) {
        int flags = context.getTraceFlags().asByte() & 3;
        HeaderLines traceparent =
                HeaderLines.of(TRACEPARENT, "00-" + context.getTraceId() + "-" + context.getSpanId() + "-0" + flags);
        return traceparent.and(Tracestate.of(context.getTraceState()).write());
    }
}
