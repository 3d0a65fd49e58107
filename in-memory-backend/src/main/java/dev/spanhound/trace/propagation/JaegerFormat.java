// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.propagation;

import io.opentelemetry.api.trace.SpanContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Jaeger's own format.
 *
 * @see <a href="https://www.jaegertracing.io/sdk-migration/#propagation-format">Jaeger, Propagation Format</a>
 */
final class JaegerFormat implements HeaderFormat {
    static final String HEADER = "uber-trace-id";
    static final String BAGGAGE_PREFIX = "uberctx-";
    static final String BAGGAGE_HEADER = "jaeger-baggage";

    private static final Pattern SEPARATOR = Pattern.compile(":|%3[Aa]"); // some clients URL-encode the value
    private static final String SOURCE = "Jaeger, Propagation Format: ";
    private static final String FIELDS = SOURCE + "uber-trace-id is {trace-id}:{span-id}:{parent-span-id}:{flags}";
    private static final String TRACE_ID = SOURCE + "trace-id is 1 to 32 hex digits, not all zeros";
    private static final String SPAN_ID = SOURCE + "span-id is 1 to 16 hex digits, not all zeros";
    private static final String PARENT_ID = SOURCE + "parent-span-id is 1 to 16 hex digits, 0 for a root span";
    private static final String FLAGS = SOURCE + "flags is 1 or 2 hex digits";
    private static final String DEBUG = SOURCE + "flag 2 (debug) is only set when flag 1 (sampled) is";
    private static final String ONCE = SOURCE + "the context is in one header";

    @Override
    public Extraction read(HeaderLines lines) {
        Findings findings = new Findings();
        Optional<ContextDraft> draft = findings.only(lines, HEADER, ONCE)
                .flatMap(value -> readValue(value, findings))
                .map(each -> each.baggageOf(lines, BAGGAGE_PREFIX));
        draft.ifPresent(each -> readBaggage(lines, each));
        return new Extraction(PropagationFormat.JAEGER, draft.map(ContextDraft::build), findings.violations());
    }

    private static Optional<ContextDraft> readValue(Part value, Findings findings) {
        List<Part> fields = fields(value);
        if (fields.size() != 4) {
            String problem = value.isEmpty() ? "empty" : "has " + fields.size() + " of 4 fields";
            findings.add(HEADER, value, 0, problem, FIELDS);
            return Optional.empty();
        }
        boolean right = isNumber(fields.get(0), "trace-id", 32, false, TRACE_ID, findings);
        right &= isNumber(fields.get(1), "span-id", 16, false, SPAN_ID, findings);
        right &= isNumber(fields.get(2), "parent-span-id", 16, true, PARENT_ID, findings);
        right &= isNumber(fields.get(3), "flags", 2, true, FLAGS, findings);
        if (!right) {
            return Optional.empty();
        }
        ContextDraft draft = new ContextDraft(PropagationFormat.JAEGER)
                .traceId(lower(fields.get(0)))
                .spanId(lower(fields.get(1)))
                .sampling(state(fields.get(3), findings));
        String parent = ContextDraft.padSpanId(lower(fields.get(2)));
        return Optional.of(parent.equals("0000000000000000") ? draft : draft.parentSpanId(parent));
    }

    private static List<Part> fields(Part value) {
        List<Part> fields = new ArrayList<>();
        Matcher separators = SEPARATOR.matcher(value.line().value()).region(value.from(), value.to());
        int from = value.from();
        while (separators.find()) {
            fields.add(new Part(value.line(), from, separators.start()));
            from = separators.end();
        }
        fields.add(new Part(value.line(), from, value.to()));
        return fields;
    }

    private static boolean isNumber(
            Part part, String what, int digits, boolean mayBeZero, String rule, Findings findings) {
        for (int i = 0; i < part.length(); i++) {
            if (!Findings.isLowerHex(Character.toLowerCase(part.charAt(i)))) {
                findings.add(HEADER, part, i, what + " has '" + part.charAt(i) + "'", rule);
                return false;
            }
        }
        if (part.isEmpty() || part.length() > digits) {
            findings.add(HEADER, part, 0, what + " has " + part.length() + " digits", rule);
            return false;
        }
        if (!mayBeZero && part.text().chars().allMatch(each -> each == '0')) {
            findings.add(HEADER, part, 0, what + " is all zeros", rule);
            return false;
        }
        return true;
    }

    private static SamplingState state(Part flags, Findings findings) {
        int bits = Integer.parseInt(flags.text(), 16);
        if ((bits & 3) == 2) {
            findings.add(HEADER, flags, 0, "flags has debug without sampled", DEBUG);
        }
        return (bits & 1) == 0 ? SamplingState.DENY : (bits & 2) == 0 ? SamplingState.ACCEPT : SamplingState.DEBUG;
    }

    private static String lower(Part part) {
        return part.text().toLowerCase(Locale.ROOT);
    }

    private static void readBaggage(HeaderLines lines, ContextDraft draft) {
        for (HeaderLine line : lines.lines(BAGGAGE_HEADER)) {
            for (Part pair : Part.of(line).split(',')) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    draft.baggage(
                            pair.before(equals).trim().text(),
                            pair.after(equals).trim().text());
                }
            }
        }
    }

    @Override
    public HeaderLines write(SpanContext context) {
        return HeaderLines.of(
                HEADER, context.getTraceId() + ":" + context.getSpanId() + ":0:" + (context.isSampled() ? "1" : "0"));
    }
}
