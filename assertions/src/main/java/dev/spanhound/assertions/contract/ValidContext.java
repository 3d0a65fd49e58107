// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

import dev.spanhound.trace.propagation.ExtractedContext;
import dev.spanhound.trace.propagation.Extraction;
import dev.spanhound.trace.propagation.HeaderLines;
import dev.spanhound.trace.propagation.PropagationFormat;
import dev.spanhound.trace.propagation.SamplingState;
import dev.spanhound.trace.propagation.Tracestate;
import dev.spanhound.trace.propagation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Each call carries one context that breaks no rule of its format. */
record ValidContext() implements Check {

    /** What the W3C's harness lets pass: unknown flags, repeated keys, a 33rd member. */
    private static final List<String> UNCHECKED_BY_HARNESS = List.of(" 3.2.2.5.3:", " 3.5:", " 3.3.2.1:");

    /** The rule that no key is repeated. Who was sent a repeated key may send it on. */
    private static final String UNIQUE = " 3.5:";

    @Override
    public List<Finding> judge(Exchange exchange) {
        List<Finding> findings = new ArrayList<>();
        for (OutgoingCall call : exchange.calls()) {
            Extraction extraction = exchange.extraction(call);
            if (extraction.isAbsent()) {
                findings.add(
                        Finding.of(call, "a context in " + exchange.sending().headers(), "carries none"));
            }
            extraction.violations().stream()
                    .filter(violation -> !violation.rule().contains(UNIQUE) || !repeatsKeys(exchange.sent()))
                    .forEach(violation -> findings.add(finding(call, violation)));
            extraction
                    .context()
                    .flatMap(ValidContext::incomplete)
                    .ifPresent(fault -> findings.add(Finding.of(call, "a whole context", fault)));
        }
        return findings;
    }

    private static boolean repeatsKeys(HeaderLines sent) {
        return Tracestate.read(sent).violations().stream()
                .anyMatch(violation -> violation.rule().contains(UNIQUE));
    }

    private static Finding finding(OutgoingCall call, Violation violation) {
        String expected = "a valid " + violation.header();
        String actual = "breaks a rule: " + violation.problem() + " (" + violation.rule() + ")";
        Finding finding = Finding.of(call, expected, actual);
        boolean isUnchecked = UNCHECKED_BY_HARNESS.stream().anyMatch(violation.rule()::contains);
        return isUnchecked ? finding.beyondHarness() : finding;
    }

    private static Optional<String> incomplete(ExtractedContext context) {
        String version = context.extras().getOrDefault("version", "00");
        if (context.format() == PropagationFormat.W3C && !version.equals("00")) {
            return Optional.of("carries version " + version + ", which is for others to define");
        }
        boolean mayBeStateAlone = context.sampling() == SamplingState.DENY
                && (context.format() == PropagationFormat.B3_SINGLE || context.format() == PropagationFormat.B3_MULTI);
        boolean isWhole = context.hasTraceId() && context.hasSpanId();
        if (isWhole || mayBeStateAlone) {
            return Optional.empty();
        }
        return Optional.of("carries no " + (context.hasTraceId() ? "span ID" : "trace ID"));
    }
}
