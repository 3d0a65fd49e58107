// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.diagnosis;

import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.trace.SpanContext;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the hops where the context was lost: the strays that hang below this trace if each is put below the span that
 * explains it best. A stray may hang below another. A call is answered once, so that of several strays the best gets it.
 */
final class Hops {
    private static final Comparator<Fit> BEST_FIRST = Comparator.comparingInt(Fit::weight)
            .reversed()
            .thenComparing(fit -> fit.after().abs())
            .thenComparing(fit -> -fit.caller().depth());

    private final Evidence evidence;
    private final Map<String, Trace> strays = new LinkedHashMap<>();
    private final Map<String, Fit> fits = new LinkedHashMap<>();

    private Hops(Evidence evidence) {
        this.evidence = evidence;
        for (Trace stray : evidence.sighting().strays()) {
            strays.put(stray.traceId(), stray);
        }
    }

    /** Returns the hops, in the order of time. */
    static List<Hop> of(Evidence evidence) {
        Hops hops = new Hops(evidence);
        hops.fit();
        return hops.belowThisTrace();
    }

    private void fit() {
        Set<SpanNode> answered = new HashSet<>();
        candidates().sorted(BEST_FIRST).forEach(fit -> {
            String lost = fit.stray().span().getTraceId();
            boolean taken = fits.containsKey(lost) || answered.contains(fit.caller());
            if (!taken && !isBelow(fit.caller().span().getTraceId(), lost)) {
                fits.put(lost, fit);
                if (Fit.isCall(fit.caller()) && !Fit.isMessage(fit.caller())) {
                    answered.add(fit.caller());
                }
            }
        });
    }

    private Stream<Fit> candidates() {
        Set<String> linkedTo = known().flatMap(span -> span.span().getLinks().stream())
                .map(link -> idOf(link.getSpanContext()))
                .collect(Collectors.toSet());
        // A message that a span links to has arrived with its context.
        List<SpanNode> callers = Stream.concat(known(), spansOf(strays.values()))
                .filter(span -> !linkedTo.contains(idOf(span.span().getSpanContext())))
                .toList();
        return strays.values().stream().flatMap(Hops::rootsOf).flatMap(root -> {
            Recorded recorded = Recorded.by(root);
            return callers.stream()
                    .filter(caller ->
                            !caller.span().getTraceId().equals(root.span().getTraceId()))
                    .flatMap(caller -> Fit.of(caller, root, recorded, evidence.known()).stream());
        });
    }

    private Stream<SpanNode> known() {
        return Stream.concat(
                evidence.trace().spans().stream(), spansOf(evidence.sighting().linked()));
    }

    private static Stream<SpanNode> spansOf(Collection<Trace> traces) {
        return traces.stream().flatMap(trace -> trace.spans().stream());
    }

    private static String idOf(SpanContext context) {
        return context.getTraceId() + context.getSpanId();
    }

    private static Stream<SpanNode> rootsOf(Trace stray) {
        return stray.roots().stream().filter(SpanNode::isRoot);
    }

    /** Returns whether the trace hangs, over however many others, below the trace {@code above}, or is that. */
    private boolean isBelow(String traceId, String above) {
        for (String at = traceId; at != null; at = parentOf(at)) {
            if (at.equals(above)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable String parentOf(String traceId) {
        Fit fit = fits.get(traceId);
        return fit == null ? null : fit.caller().span().getTraceId();
    }

    private List<Hop> belowThisTrace() {
        Map<String, Hop> tests = new LinkedHashMap<>();
        calledByTheTest().forEach(hop -> tests.put(hop.lost().traceId(), hop));
        Set<String> tops = new HashSet<>(tests.keySet());
        tops.add(evidence.trace().traceId());
        evidence.sighting().linked().forEach(linked -> tops.add(linked.traceId()));
        Map<String, Hop> hops = new LinkedHashMap<>(tests);
        fits.forEach((traceId, fit) -> {
            if (tops.stream().anyMatch(top -> isBelow(traceId, top))) {
                Trace lost = Objects.requireNonNull(strays.get(traceId));
                hops.put(traceId, new Hop(fit.stray(), lost, Optional.of(fit), isDoubtful(traceId, tests)));
            }
        });
        Set<String> sure = hops.values().stream()
                .filter(hop -> !hop.isDoubtful())
                .map(hop -> hop.stray().service())
                .collect(Collectors.toSet());
        return hops.values().stream()
                .filter(hop -> !hop.isDoubtful() || !sure.contains(hop.stray().service()))
                .sorted(Comparator.comparingLong(hop -> hop.stray().span().getStartEpochNanos()))
                .toList();
    }

    /** What hangs below something doubtful is so too. */
    private boolean isDoubtful(String traceId, Map<String, Hop> tests) {
        for (String at = traceId; at != null; at = parentOf(at)) {
            Fit fit = fits.get(at);
            Hop test = tests.get(at);
            if ((fit != null && fit.isDoubtful()) || (test != null && test.isDoubtful())) {
                return true;
            }
        }
        return false;
    }

    /** Returns the hops between the test and what it called: the stray that names this trace, or the likeliest one. */
    private List<Hop> calledByTheTest() {
        List<Hop> tops = strays.values().stream()
                .filter(stray -> !fits.containsKey(stray.traceId()))
                .flatMap(stray -> rootsOf(stray).limit(1).map(root -> new Hop(root, stray, Optional.empty(), false)))
                .sorted(Comparator.comparing((Hop hop) -> !isExpected(hop))
                        .thenComparing(hop -> !Fit.isCalled(hop.stray()))
                        .thenComparing(hop -> hop.stray().span().getStartEpochNanos()))
                .toList();
        List<Hop> named = tops.stream().filter(this::namesThisTrace).toList();
        if (!named.isEmpty()) {
            return named;
        }
        return tops.stream()
                .filter(hop -> evidence.trace().isEmpty() || isExpected(hop))
                .filter(hop -> !namesAnotherTrace(hop))
                .limit(1)
                .map(hop -> new Hop(
                        hop.stray(), hop.lost(), hop.fit(), !evidence.trace().isEmpty()))
                .toList();
    }

    private boolean namesAnotherTrace(Hop hop) {
        return Recorded.by(hop.stray()).namesAnotherTraceThan(evidence.trace().traceId());
    }

    private boolean namesThisTrace(Hop hop) {
        return Recorded.by(hop.stray()).namesTrace(evidence.trace().traceId());
    }

    private boolean isExpected(Hop hop) {
        String service = hop.stray().service();
        return evidence.services().contains(service)
                && !evidence.trace().services().contains(service);
    }
}
