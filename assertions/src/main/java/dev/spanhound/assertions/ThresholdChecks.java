// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static dev.spanhound.assertions.SpanChecks.TRACE;

import dev.spanhound.assertions.diagnosis.Words;
import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.sampling.OtTraceState;
import dev.spanhound.trace.sampling.Randomness;
import dev.spanhound.trace.sampling.SamplingThreshold;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the thresholds and the randomness of a trace are those of consistent probability sampling.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otel/trace/tracestate-probability-sampling/">OpenTelemetry
 *     specification: TraceState, probability sampling</a>
 */
final class ThresholdChecks {
    private ThresholdChecks() {}

    static Check consistent() {
        return Check.ofWholeTrace(TRACE, "to have consistent sampling thresholds", sighting -> {
            Map<SpanNode, String> wrong = new LinkedHashMap<>();
            boolean told = false;
            for (SpanNode span : sighting.trace().spans()) {
                OtTraceState state = stateOf(span);
                told |= state.threshold().isPresent();
                List<String> problems = problems(span, state);
                if (!problems.isEmpty()) {
                    wrong.put(span, String.join("; ", problems));
                }
            }
            if (wrong.isEmpty()) {
                return told
                        ? Optional.empty()
                        : Optional.of(Failure.found("no span tells one (ot=th in its trace state)"));
            }
            Failure failure = Failure.found(
                            Words.count(wrong.size(), "span") + (wrong.size() == 1 ? " has not" : " have not"))
                    .lasting();
            wrong.forEach(failure::wrong);
            return Optional.of(failure);
        });
    }

    private static List<String> problems(SpanNode span, OtTraceState state) {
        List<String> problems = new ArrayList<>();
        state.problem().ifPresent(problems::add);
        Randomness randomness = state.randomnessOr(span.span().getTraceId());
        state.threshold()
                .filter(threshold -> !threshold.keeps(randomness))
                .ifPresent(threshold ->
                        problems.add(threshold + " keeps no span of the randomness " + randomness + source(state)));
        span.parent().map(ThresholdChecks::stateOf).ifPresent(parent -> {
            parent.threshold().ifPresent(before -> {
                SamplingThreshold now = state.threshold().orElse(null);
                if (now == null) {
                    problems.add("no threshold, its parent has " + before);
                } else if (now.compareTo(before) < 0) {
                    problems.add(now + " is less than its parent's " + before);
                }
            });
            if (!state.randomness().equals(parent.randomness())) {
                problems.add(randomness + source(state) + ", its parent has "
                        + parent.randomnessOr(span.span().getTraceId()) + source(parent));
            }
        });
        return problems;
    }

    private static String source(OtTraceState state) {
        return state.randomness().isPresent() ? "" : " (of the trace ID)";
    }

    private static OtTraceState stateOf(SpanNode span) {
        return OtTraceState.of(span.span().getSpanContext().getTraceState());
    }
}
