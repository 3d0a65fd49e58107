// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static dev.spanhound.assertions.SpanChecks.TRACE;

import dev.spanhound.assertions.diagnosis.Words;
import dev.spanhound.assertions.tree.Marks;
import dev.spanhound.trace.ServiceEdge;
import dev.spanhound.trace.Sighting;
import dev.spanhound.trace.SpanNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** Which services a trace must have, and who calls whom. */
final class ServiceChecks {
    private ServiceChecks() {}

    static Check services(Collection<String> expected) {
        SortedSet<String> names = new TreeSet<>(expected);
        return exactly(
                "services", names, sighting -> new TreeSet<>(sighting.trace().services()), names);
    }

    static Check onlyEdges(Collection<ServiceEdge> expected) {
        Set<String> services = new TreeSet<>();
        expected.forEach(edge -> services.addAll(List.of(edge.caller(), edge.callee())));
        return exactly(
                "service edges",
                new TreeSet<>(expected),
                sighting -> sighting.trace().serviceEdges(),
                services);
    }

    static Check edge(ServiceEdge edge) {
        return Check.eventually(TRACE, "to have the service edge " + edge, sighting -> {
            SortedSet<ServiceEdge> edges = sighting.trace().serviceEdges();
            return edges.contains(edge)
                    ? Optional.empty()
                    : Optional.of(Failure.found("it has " + listed(edges))
                            .absenceFrom(List.of(edge.caller(), edge.callee())));
        });
    }

    static Check noEdge(ServiceEdge edge) {
        return Check.ofWholeTrace(TRACE, "not to have the service edge " + edge, sighting -> {
            if (!sighting.trace().serviceEdges().contains(edge)) {
                return Optional.empty();
            }
            Failure failure = Failure.found("it has").lasting();
            sighting.trace().spans().stream()
                    .filter(span -> edge.equals(edgeTo(span)))
                    .forEach(span -> failure.wrong(span, "not expected"));
            return Optional.of(failure);
        });
    }

    private static <T> Check exactly(
            String noun, SortedSet<T> expected, Function<Sighting, SortedSet<T>> found, Set<String> services) {
        return Check.ofWholeTrace(TRACE, "to have exactly the " + noun + " " + listed(expected), sighting -> {
            SortedSet<T> actual = found.apply(sighting);
            List<T> missing = new ArrayList<>(expected);
            missing.removeAll(actual);
            List<T> extra = new ArrayList<>(actual);
            extra.removeAll(expected);
            if (missing.isEmpty() && extra.isEmpty()) {
                return Optional.empty();
            }
            List<String> findings = new ArrayList<>();
            if (!missing.isEmpty()) {
                findings.add(Words.list(missing) + (missing.size() == 1 ? " is" : " are") + " missing");
            }
            if (!extra.isEmpty()) {
                findings.add(Words.list(extra) + (extra.size() == 1 ? " was" : " were") + " not expected");
            }
            Failure failure = Failure.found(String.join(" and ", findings))
                    .comparing(() -> new Failure.Difference(expected.toString(), actual.toString()));
            if (!missing.isEmpty()) {
                failure.absenceFrom(services);
            }
            sighting.trace().spans().stream()
                    .filter(span -> extra.contains(span.service()) || extra.contains(edgeTo(span)))
                    .forEach(span -> failure.marks(Marks.wrong(span, "not expected")));
            return Optional.of(missing.isEmpty() ? failure.lasting() : failure);
        });
    }

    private static ServiceEdge edgeTo(SpanNode span) {
        return new ServiceEdge(span.parent().map(SpanNode::service).orElse(""), span.service());
    }

    private static String listed(Collection<?> items) {
        return items.isEmpty() ? "none" : Words.list(items);
    }
}
