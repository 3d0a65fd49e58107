// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.diagnosis;

import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Services began traces of their own while this one ran, each at a place that is found: a hop that lost the context. */
final class ContextLost implements Suspicion {
    private static final int MOST_HOPS = 3;

    @Override
    public Optional<Diagnosis> examine(Evidence evidence) {
        // Those at the same place are told as one.
        Map<String, List<Hop>> places = new LinkedHashMap<>();
        List<Hop> hops = Hops.of(evidence);
        Stream.concat(
                        hops.stream().filter(hop -> !hop.isDoubtful()),
                        hops.stream().filter(Hop::isDoubtful))
                .forEach(hop -> places.computeIfAbsent(hop.where(), where -> new ArrayList<>())
                        .add(hop));
        if (places.isEmpty()) {
            return Optional.empty();
        }
        List<List<Hop>> first = places.values().stream().limit(MOST_HOPS).toList();
        List<String> lines = new ArrayList<>();
        for (List<Hop> same : first) {
            List<String> said = lines(same.get(0), evidence);
            if (first.size() == 1) {
                lines.addAll(said);
            } else {
                lines.add(same.get(0).where() + ":");
                said.forEach(line -> lines.add("  " + line));
            }
        }
        List<Trace> lost = first.stream().map(same -> same.get(0).lost()).toList();
        return Optional.of(new Diagnosis(cause(first, places.size() - first.size()), lines, lost));
    }

    private static String cause(List<List<Hop>> places, int more) {
        boolean doubtfulOnly = places.get(0).get(0).isDoubtful();
        List<String> words = new ArrayList<>();
        for (List<Hop> same : places) {
            Hop hop = same.get(0);
            String others =
                    same.size() == 1 ? "" : " (and " + Words.count(same.size() - 1, "other trace") + " began so)";
            words.add((hop.isDoubtful() && !doubtfulOnly ? "perhaps " : "") + hop.where() + others);
        }
        if (more > 0) {
            words.add("at " + Words.count(more, "other place"));
        }
        return "context lost " + Words.list(words);
    }

    private static List<String> lines(Hop hop, Evidence evidence) {
        List<String> lines = new ArrayList<>();
        String began = named(hop) + " began a trace of its own";
        lines.add(hop.fit().map(fit -> began + " " + after(fit)).orElse(began + "."));
        hop.fit()
                .map(Fit::reasons)
                .filter(reasons -> !reasons.isEmpty())
                .ifPresent(reasons -> lines.add("They fit together by " + Words.list(reasons) + "."));
        if (hop.fit().map(Fit::isElsewhere).orElse(false)) {
            lines.add(
                    "But the call went to " + Route.of(hop.fit().get().caller()).address() + ", and "
                            + Hop.nameOf(hop.stray()) + " answers at "
                            + Route.of(hop.stray()).address()
                            + ": something is in between, or another test began that trace.");
        } else if (hop.isDoubtful()) {
            lines.add("Only the time speaks for it: another test may have begun that trace.");
        }
        lines.addAll(LikelyCauses.of(hop, evidence));
        return lines;
    }

    private static String after(Fit fit) {
        SpanNode caller = fit.caller();
        Duration after = fit.after();
        return Words.spell(after.abs()) + (after.isNegative() ? " before " : " after ") + named(caller, fit) + " began"
                + (Fit.isCall(caller) ? ", which nobody answered." : ".");
    }

    private static String named(Hop hop) {
        return hop.fit().map(fit -> named(hop.stray(), fit)).orElseGet(() -> named(hop.stray()));
    }

    /** What both have in common is said once, as a reason. */
    private static String named(SpanNode span, Fit fit) {
        return fit.reasons().isEmpty() ? named(span) : span.toString();
    }

    private static String named(SpanNode span) {
        String route = Route.of(span).toString();
        return route.isEmpty() || span.name().contains(route) ? span.toString() : span + " (" + route + ")";
    }
}
