// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.diagnosis;

import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.propagation.ExtractedContext;
import dev.spanhound.trace.propagation.PropagationFormat;
import dev.spanhound.trace.propagation.SamplingState;
import io.opentelemetry.api.trace.SpanKind;
import java.util.ArrayList;
import java.util.List;

/**
 * What was on the wire at a hop.
 *
 * @param message whether it was a message, and no request
 * @param sent what the caller's span has recorded
 * @param received what the callee's span has recorded
 * @param isKnown whether a header of a context that arrived would have been recorded
 */
record Wire(boolean message, Recorded sent, Recorded received, boolean isKnown) {

    static Wire of(Hop hop, Evidence evidence) {
        SpanNode stray = hop.stray();
        Recorded received = Recorded.by(stray);
        return new Wire(
                stray.kind() == SpanKind.CONSUMER,
                hop.fit().map(Fit::caller).filter(Fit::isCall).map(Recorded::by).orElseGet(Recorded::nothing),
                received,
                received.isComplete() || isRecordedElsewhere(stray, evidence));
    }

    /** Agents record headers that they are told to. That they are told of a context's shows where one came. */
    private static boolean isRecordedElsewhere(SpanNode stray, Evidence evidence) {
        return !stray.service().isEmpty()
                && evidence.traces()
                        .flatMap(trace -> trace.spans().stream())
                        .filter(span ->
                                span.kind() == stray.kind() && span.service().equals(stray.service()))
                        .anyMatch(span -> !Recorded.by(span).read().isEmpty());
    }

    /** Returns whether no header of a context came. */
    boolean isWithoutContext() {
        return isKnown && received.read().isEmpty();
    }

    /** Returns whether a context went off. */
    boolean isSent() {
        return !sent.contexts().isEmpty();
    }

    /** Returns whether a context went off and none came. */
    boolean isStripped() {
        return isWithoutContext() && isSent();
    }

    /** Returns whether what came breaks the rules of its format. */
    boolean isMalformed() {
        return !received.read().isEmpty() && received.contexts().isEmpty();
    }

    /** Returns whether a sampling decision came alone, without a trace. */
    boolean isDecisionAlone() {
        return !received.contexts().isEmpty() && received.contexts().stream().noneMatch(ExtractedContext::hasTraceId);
    }

    /** Returns the formats of the contexts that came and name a trace. */
    List<PropagationFormat> formats() {
        return received.contexts().stream()
                .filter(ExtractedContext::hasTraceId)
                .map(ExtractedContext::format)
                .toList();
    }

    /** Returns what went off and what came, a sentence each; nothing if it is not known. */
    List<String> describe() {
        List<String> sentences = new ArrayList<>();
        String what = message ? "The message" : "The request";
        if (isSent() && received.read().isEmpty()) {
            sentences.add(what + " left with " + listed(sent) + ".");
        }
        if (isWithoutContext()) {
            sentences.add(what + " carried no trace context" + received.names() + ".");
        } else if (received.read().isEmpty() && !received.lines().isEmpty()) {
            sentences.add("No header of a trace context was recorded" + received.names() + ".");
        }
        if (!received.contexts().isEmpty()) {
            sentences.add(what + " carried " + listed(received) + ".");
        }
        received.read().stream()
                .filter(extraction -> extraction.context().isEmpty())
                .flatMap(extraction -> extraction.violations().stream().limit(1))
                .forEach(violation -> sentences.add(what + " carried a malformed " + violation + "."));
        return sentences;
    }

    private static String listed(Recorded recorded) {
        return Words.list(recorded.contexts().stream()
                .map(context -> recorded.linesOf(context.format())
                        + (context.sampling() == SamplingState.DENY ? " (not sampled)" : ""))
                .toList());
    }
}
