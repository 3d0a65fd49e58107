// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.propagation;

import io.opentelemetry.api.trace.SpanContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * AWS X-Ray's tracing header.
 *
 * @see <a href="https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader">AWS X-Ray,
 *     Tracing header</a>
 */
final class XRayFormat implements HeaderFormat {
    private static final String HEADER = "X-Amzn-Trace-Id";
    private static final String SQS_ATTRIBUTE = "AWSTraceHeader";
    static final String[] HEADERS = {HEADER, SQS_ATTRIBUTE};

    private static final String SOURCE = "AWS X-Ray, Tracing header: ";
    private static final String PAIRS = SOURCE + "the header is Key=Value pairs with ';' between them";
    private static final String ROOT =
            SOURCE + "Root is 1-{8 hex digits of time}-{24 hex digits}, such as 1-5759e988-bd862e3fe1be46a994272793";
    private static final String PARENT = SOURCE + "Parent is 16 hex digits, not all zeros";
    private static final String SAMPLED = SOURCE + "Sampled is 1, 0 or ?, or not there";
    private static final String ONCE = SOURCE + "the context is in one header, with each key once";

    @Override
    public Extraction read(HeaderLines lines) {
        Findings findings = new Findings();
        String header = lines.contains(HEADER) ? HEADER : SQS_ATTRIBUTE;
        Optional<ContextDraft> draft =
                findings.only(lines, header, ONCE).flatMap(value -> readValue(header, value, findings));
        return new Extraction(PropagationFormat.XRAY, draft.map(ContextDraft::build), findings.violations());
    }

    private static Optional<ContextDraft> readValue(String header, Part value, Findings findings) {
        Map<String, Part> pairs = pairs(header, value, findings);
        Part root = pairs.remove("Root");
        Part parent = pairs.remove("Parent");
        Part sampled = pairs.remove("Sampled");
        if (root == null) {
            findings.add(header, value, 0, value.isEmpty() ? "empty" : "has no Root", ROOT);
            return Optional.empty();
        }
        ContextDraft draft = new ContextDraft(PropagationFormat.XRAY);
        boolean right = isRoot(header, root, findings);
        if (parent != null) {
            right &= findings.isId(header, parent, "Parent", PARENT, PARENT, 16);
        }
        if (!right) {
            return Optional.empty();
        }
        List<Part> rootParts = root.split('-');
        draft.traceId(rootParts.get(1).text() + rootParts.get(2).text());
        if (parent != null) {
            draft.spanId(parent.text());
        }
        if (sampled != null) {
            draft.sampling(state(header, sampled, findings));
        }
        pairs.forEach((key, part) -> draft.extra(key, part.text()));
        return Optional.of(draft);
    }

    private static Map<String, Part> pairs(String header, Part value, Findings findings) {
        Map<String, Part> pairs = new LinkedHashMap<>();
        for (Part each : value.split(';')) {
            Part pair = each.trim();
            int equals = pair.indexOf('=');
            if (equals > 0) {
                String key = pair.before(equals).trim().text();
                if (pairs.putIfAbsent(key, pair.after(equals).trim()) != null) {
                    findings.add(header, pair, 0, key + " again", ONCE);
                }
            } else if (!pair.isEmpty()) {
                findings.add(header, pair, 0, pair.text() + " is no pair", PAIRS);
            }
        }
        return pairs;
    }

    private static boolean isRoot(String header, Part root, Findings findings) {
        List<Part> parts = root.split('-');
        if (parts.size() != 3 || !parts.get(0).text().equals("1")) {
            findings.add(header, root, 0, "Root is " + root.text(), ROOT);
            return false;
        }
        boolean right = findings.isHex(header, parts.get(1), "the time in Root", ROOT, 8);
        right &= findings.isHex(header, parts.get(2), "Root", ROOT, 24);
        if (right && (parts.get(1).text() + parts.get(2).text()).chars().allMatch(each -> each == '0')) {
            findings.add(header, parts.get(1), 0, "Root is all zeros", ROOT);
            return false;
        }
        return right;
    }

    private static SamplingState state(String header, Part sampled, Findings findings) {
        return switch (sampled.text()) {
            case "1" -> SamplingState.ACCEPT;
            case "0" -> SamplingState.DENY;
            case "?" -> SamplingState.DEFER;
            default -> {
                findings.add(header, sampled, 0, "Sampled is " + sampled.text(), SAMPLED);
                yield SamplingState.DEFER;
            }
        };
    }

    @Override
    public HeaderLines write(SpanContext context) {
        String id = context.getTraceId();
        return HeaderLines.of(
                HEADER,
                "Root=1-" + id.substring(0, 8) + "-" + id.substring(8) + ";Parent=" + context.getSpanId() + ";Sampled="
                        + (context.isSampled() ? "1" : "0"));
    }
}
