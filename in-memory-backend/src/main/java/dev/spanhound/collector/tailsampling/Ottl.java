// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import dev.spanhound.collector.config.Section;
import dev.spanhound.collector.ottl.OttlCondition;
import dev.spanhound.collector.ottl.OttlContext;
import dev.spanhound.collector.ottl.OttlEvaluationException;
import dev.spanhound.collector.ottl.OttlException;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code ottl_condition}: keeps traces in which any span fulfils one of the conditions on spans, or any event one of those
 * on events. A condition that fails is passed over, unless {@code error_mode} is {@code propagate}: then the policy has no
 * vote on this trace, even if a later span would match. Without {@code error_mode} it is passed over, too.
 *
 * @param onSpans conditions on spans
 * @param onEvents conditions on events
 * @param propagate whether a condition that fails ends the judgement
 */
record Ottl(List<OttlCondition> onSpans, List<OttlCondition> onEvents, boolean propagate) implements Policy {
    private static final int NO_INDEX = -1; // event_index is not known to conditions of a policy

    static Policy read(Section keys) {
        List<OttlCondition> onSpans = conditions(keys, "span", OttlContext.SPAN);
        List<OttlCondition> onEvents = conditions(keys, "spanevent", OttlContext.SPAN_EVENT);
        if (keys.strings("span").isEmpty() && keys.strings("spanevent").isEmpty()) {
            keys.error("span", "expected at least one OTTL condition to filter on, in span or spanevent");
        }
        return new Ottl(onSpans, onEvents, isPropagate(keys));
    }

    private static List<OttlCondition> conditions(Section keys, String key, OttlContext context) {
        List<OttlCondition> conditions = new ArrayList<>();
        for (String text : keys.strings(key)) {
            try {
                conditions.add(OttlCondition.parse(text, context));
            } catch (OttlException e) {
                keys.error(key, String.valueOf(e.getMessage()));
            }
        }
        return conditions;
    }

    private static boolean isPropagate(Section keys) {
        if (!keys.has("error_mode")) {
            return false;
        }
        String mode = keys.string("error_mode", "ignore");
        return switch (mode.toLowerCase(Locale.ROOT)) {
            case "propagate" -> true;
            case "ignore", "silent" -> false;
            default -> {
                keys.error("error_mode", "unknown error mode %s (expected: ignore, silent, propagate)".formatted(mode));
                yield false;
            }
        };
    }

    @Override
    public Judgement judge(TraceView trace) {
        Evaluation evaluation = new Evaluation();
        for (Chunk chunk : trace.chunks()) {
            for (SpanData span : chunk.spans()) {
                Judgement judgement = evaluation.of(chunk, span);
                if (judgement != null) {
                    return judgement;
                }
            }
        }
        return evaluation.noMatch();
    }

    /** The conditions on one trace, with what failed so far. */
    private final class Evaluation {
        private int spans;
        private int failures;
        private String failure = "";

        @Nullable
        Judgement of(Chunk chunk, SpanData span) {
            spans++;
            for (OttlCondition condition : onSpans) {
                try {
                    if (condition.matches(span)) {
                        return match(condition, SpanLabel.of(chunk, span), condition.values(span));
                    }
                } catch (OttlEvaluationException e) {
                    if (fails(e)) {
                        return failed(SpanLabel.of(chunk, span));
                    }
                }
            }
            return onEvents.isEmpty() ? null : ofEvents(chunk, span);
        }

        private @Nullable Judgement ofEvents(Chunk chunk, SpanData span) {
            for (EventData event : span.getEvents()) {
                for (OttlCondition condition : onEvents) {
                    try {
                        if (condition.matches(span, event, NO_INDEX)) {
                            List<String> values = condition.values(span, event, NO_INDEX);
                            return match(condition, SpanLabel.of(chunk, span), values);
                        }
                    } catch (OttlEvaluationException e) {
                        if (fails(e)) {
                            return failed(SpanLabel.of(chunk, span));
                        }
                    }
                }
            }
            return null;
        }

        private boolean fails(OttlEvaluationException e) {
            if (failures++ == 0) {
                failure = String.valueOf(e.getMessage());
            }
            return propagate;
        }

        private Judgement match(OttlCondition condition, SpanLabel where, List<String> values) {
            return Judgement.sampled(Reason.of("%s fulfils %s%s", where, condition, new Values(values)));
        }

        private Judgement failed(SpanLabel where) {
            return new Judgement(
                    Verdict.ERROR, Reason.of("no vote, for on %s a condition failed: %s", where, failure), List.of());
        }

        private Judgement noMatch() {
            Reason reason = failures == 0
                    ? Reason.of("none of %s spans fulfils %s", spans, Ottl.this)
                    : Reason.of(
                            "none of %s spans fulfils %s (%s failed, the first: %s)",
                            spans, Ottl.this, failures, failure);
            return Judgement.notSampled(reason);
        }
    }

    /** Returns the conditions. */
    @Override
    public String toString() {
        List<String> texts = new ArrayList<>();
        onSpans.forEach(condition -> texts.add(condition.text()));
        onEvents.forEach(condition -> texts.add("on an event " + condition.text()));
        return String.join(", or ", texts);
    }

    private record Values(List<String> lines) {
        @Override
        public String toString() {
            return lines.isEmpty() ? "" : ", with " + String.join(", ", lines);
        }
    }
}
