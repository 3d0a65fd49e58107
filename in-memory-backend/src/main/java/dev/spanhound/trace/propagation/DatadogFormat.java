// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.propagation;

import io.opentelemetry.api.trace.SpanContext;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Datadog's headers.
 *
 * @see <a href="https://docs.datadoghq.com/tracing/trace_collection/trace_context_propagation/#datadog-format">Datadog, Trace
 *     Context Propagation</a>
 */
final class DatadogFormat implements HeaderFormat {
    private static final String TRACE_ID = "x-datadog-trace-id";
    private static final String PARENT_ID = "x-datadog-parent-id";
    private static final String PRIORITY = "x-datadog-sampling-priority";
    private static final String ORIGIN = "x-datadog-origin";
    private static final String TAGS = "x-datadog-tags";
    static final String[] HEADERS = {TRACE_ID, PARENT_ID, PRIORITY, ORIGIN, TAGS};

    private static final String HIGH_BITS = "_dd.p.tid";
    private static final String SOURCE = "Datadog, Trace Context Propagation: ";
    private static final String ID_RULE = SOURCE + "an ID is 64 bits as a decimal number above 0";
    private static final String REQUIRED = SOURCE + "x-datadog-trace-id and x-datadog-parent-id are required";
    private static final String PRIORITY_RULE = SOURCE + "x-datadog-sampling-priority is -1, 0, 1 or 2";
    private static final String HIGH_BITS_RULE =
            SOURCE + "_dd.p.tid is the upper half of a 128-bit trace ID, 16 lower-hex digits";
    private static final String ONCE = SOURCE + "each header is sent once";

    @Override
    public Extraction read(HeaderLines lines) {
        Findings findings = new Findings();
        for (String required : new String[] {TRACE_ID, PARENT_ID}) {
            if (!lines.contains(required)) {
                findings.missing(required, REQUIRED);
            }
        }
        Optional<Long> traceId = findings.only(lines, TRACE_ID, ONCE).flatMap(id -> number(TRACE_ID, id, findings));
        Optional<Long> parentId = findings.only(lines, PARENT_ID, ONCE).flatMap(id -> number(PARENT_ID, id, findings));
        ContextDraft draft = new ContextDraft(PropagationFormat.DATADOG);
        findings.only(lines, PRIORITY, ONCE).ifPresent(value -> readPriority(value, draft, findings));
        findings.only(lines, ORIGIN, ONCE).ifPresent(value -> draft.extra("origin", value.text()));
        String highBits = findings.only(lines, TAGS, ONCE)
                .map(value -> readTags(value, draft, findings))
                .orElse("");
        if (traceId.isEmpty() || parentId.isEmpty()) {
            return new Extraction(PropagationFormat.DATADOG, Optional.empty(), findings.violations());
        }
        draft.traceId(highBits + HexFormat.of().toHexDigits(traceId.get()))
                .spanId(HexFormat.of().toHexDigits(parentId.get()));
        return new Extraction(PropagationFormat.DATADOG, Optional.of(draft.build()), findings.violations());
    }

    private static Optional<Long> number(String header, Part id, Findings findings) {
        for (int i = 0; i < id.length(); i++) {
            if (id.charAt(i) < '0' || id.charAt(i) > '9') {
                findings.add(header, id, i, "has '" + id.charAt(i) + "'", ID_RULE);
                return Optional.empty();
            }
        }
        try {
            long value = Long.parseUnsignedLong(id.text());
            if (value != 0) {
                return Optional.of(value);
            }
            findings.add(header, id, 0, "zero", ID_RULE);
        } catch (NumberFormatException e) {
            findings.add(header, id, 0, id.isEmpty() ? "empty" : "too great for 64 bits", ID_RULE);
        }
        return Optional.empty();
    }

    private static void readPriority(Part value, ContextDraft draft, Findings findings) {
        draft.extra("sampling-priority", value.text());
        switch (value.text()) {
            case "1", "2" -> draft.sampling(SamplingState.ACCEPT);
            case "0", "-1" -> draft.sampling(SamplingState.DENY);
            default -> findings.add(PRIORITY, value, 0, value.isEmpty() ? "empty" : "none of these", PRIORITY_RULE);
        }
    }

    private static String readTags(Part value, ContextDraft draft, Findings findings) {
        draft.extra("tags", value.text());
        for (Part each : value.split(',')) {
            Part tag = each.trim();
            int equals = tag.indexOf('=');
            if (equals > 0 && tag.before(equals).text().equals(HIGH_BITS)) {
                Part digits = tag.after(equals);
                return findings.isHex(TAGS, digits, HIGH_BITS, HIGH_BITS_RULE, 16) ? digits.text() : "";
            }
        }
        return "";
    }

    @Override
    public HeaderLines write(SpanContext context) {
        String high = context.getTraceId().substring(0, 16);
        HeaderLines lines = HeaderLines.of(
                TRACE_ID, decimal(context.getTraceId().substring(16)),
                PARENT_ID, decimal(context.getSpanId()),
                PRIORITY, context.isSampled() ? "1" : "0");
        return high.equals("0000000000000000") ? lines : lines.with(TAGS, HIGH_BITS + "=" + high);
    }

    private static String decimal(String hex) {
        return Long.toUnsignedString(HexFormat.fromHexDigitsToLong(hex));
    }
}
