// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.assertions.diagnosis.Words;
import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which share of some traces was sampled, as a whole and by each service. */
final class SampledShare {
    private final Share expected;
    private final Collection<Trace> traces;
    private final Set<String> flagged;

    SampledShare(Share expected, Collection<Trace> traces) {
        this.expected = expected;
        this.traces = traces;
        this.flagged = traces.stream()
                .flatMap(trace -> trace.spans().stream())
                .filter(SamplingChecks::isSampled)
                .map(SpanNode::service)
                .collect(Collectors.toSet());
    }

    /** Returns what is wrong, judged by these services or, if there is none, by the traces as a whole. */
    Optional<Failure> problem(List<String> services) {
        List<String> off = services.stream()
                .filter(service -> !expected.isLikely(countOf(service)))
                .toList();
        Binomial whole = count(span -> true);
        if (services.isEmpty() ? expected.isLikely(whole) : off.isEmpty()) {
            return Optional.empty();
        }
        String finding = services.isEmpty()
                ? Share.counted(whole) + " were"
                : off.stream()
                        .map(service -> service + " sampled " + Share.counted(countOf(service)))
                        .collect(Collectors.joining(" and "));
        List<String> lines = new ArrayList<>();
        if (services.isEmpty()) {
            lines.add(expected.reading(whole));
        } else {
            off.forEach(service -> lines.add(service + ": " + expected.reading(countOf(service))));
        }
        Set<String> all = new TreeSet<>(services);
        traces.forEach(trace -> all.addAll(trace.services()));
        for (String service : all) {
            Binomial count = countOf(service);
            lines.add("spans of " + service + " in " + Share.counted(count)
                    + (expected.isLikely(count) ? "" : "   ✗ not about " + expected));
        }
        return Optional.of(Failure.found("expected about " + expected + " of " + Words.count(traces.size(), "trace")
                        + " to be sampled, but " + finding + ":")
                .details(lines));
    }

    private Binomial countOf(String service) {
        return count(span -> span.service().equals(service));
    }

    private Binomial count(Predicate<SpanNode> whose) {
        long hits = traces.stream()
                .filter(trace -> trace.spans().stream().anyMatch(span -> whose.test(span) && isSampled(span)))
                .count();
        return new Binomial(hits, traces.size());
    }

    private boolean isSampled(SpanNode span) {
        return SamplingChecks.isSampled(span) || !flagged.contains(span.service());
    }
}
