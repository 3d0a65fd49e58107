// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.assertions.diagnosis.Words;
import dev.spanhound.assertions.tree.Marks;
import dev.spanhound.trace.Sighting;
import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.LinkData;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether the context passes from service to service. */
final class PropagationChecks {
    private PropagationChecks() {}

    static Check direct(List<String> services) {
        return check(services, services.size());
    }

    /** The last hop may lead over other services. */
    static Check indirect(List<String> services) {
        return check(services, services.size() - 1);
    }

    private static Check check(List<String> services, int directUpTo) {
        int last = services.size() - 1;
        String through = last < 2 ? "" : " through " + Words.list(services.subList(1, last));
        String expectation = "to propagate from " + services.get(0) + through
                + (directUpTo <= last ? " indirectly to " : " to ") + services.get(last);
        return Check.eventually("the context", expectation, sighting -> {
            Way way = new Way(sighting);
            Set<SpanNode> reached = way.in(services.get(0));
            for (int i = 1; i < services.size() && !reached.isEmpty(); i++) {
                Set<SpanNode> before = reached;
                reached = i < directUpTo
                        ? way.directlyAfter(before, services.get(i))
                        : way.after(before, services.get(i));
                if (reached.isEmpty()) {
                    return Optional.of(brokenAfter(before, services.subList(0, i + 1), way));
                }
            }
            return reached.isEmpty()
                    ? Optional.of(Failure.found("no span of " + services.get(0) + " is there")
                            .absenceFrom(services))
                    : Optional.empty();
        });
    }

    private static Failure brokenAfter(Set<SpanNode> reached, List<String> services, Way way) {
        int last = services.size() - 1;
        String from = services.get(last - 1);
        String to = services.get(last);
        List<String> details = new ArrayList<>();
        details.add(String.join(" → ", services.subList(0, last)) + " ✗ " + to);
        boolean indirect = !way.after(reached, to).isEmpty();
        if (indirect) {
            details.add("It gets there over other services: indirectlyTo(\"" + to + "\") allows that.");
        }
        if (!way.known().contains(to)) {
            details.add("No service " + to + " is known. Known: " + Words.list(way.known()) + ".");
        }
        Failure failure =
                Failure.found("it does not get from " + from + " to " + to).details(details);
        if (!indirect) {
            failure.absenceFrom(List.of(to));
        }
        way.in(to)
                .forEach(span -> way.before(span).stream()
                        .map(SpanNode::service)
                        .filter(caller -> !caller.equals(to))
                        .findFirst()
                        .ifPresent(caller -> failure.wrong(span, "called by " + caller)));
        reached.stream()
                .filter(span -> isCall(span) && way.directlyAfter(span).isEmpty())
                .forEach(span -> failure.marks(Marks.wrong(span, "no answer")));
        return failure;
    }

    private static boolean isCall(SpanNode span) {
        return span.kind() == SpanKind.CLIENT || span.kind() == SpanKind.PRODUCER;
    }

    /** Which span follows which, as its child or by a link. */
    private static final class Way {
        private final List<SpanNode> spans;
        private final Map<String, SpanNode> byId = new HashMap<>();
        private final Map<SpanNode, List<SpanNode>> after = new HashMap<>();
        private final Set<String> known;

        Way(Sighting sighting) {
            known = new TreeSet<>(sighting.known().names());
            spans = Stream.concat(Stream.of(sighting.trace()), sighting.linked().stream())
                    .map(Trace::spans)
                    .flatMap(List::stream)
                    .toList();
            spans.forEach(span -> known.add(span.service()));
            sighting.strays().forEach(stray -> known.addAll(stray.services()));
            spans.forEach(span -> byId.put(idOf(span.span().getSpanContext()), span));
            for (SpanNode span : spans) {
                before(span)
                        .forEach(one -> after.computeIfAbsent(one, node -> new ArrayList<>())
                                .add(span));
            }
        }

        /** Returns the services that have sent spans, or are declared to, and those of this trace. */
        Set<String> known() {
            return known;
        }

        List<SpanNode> before(SpanNode span) {
            return Stream.concat(span.parent().stream(), linkedBy(span)).toList();
        }

        /** A server that only links to its caller has not continued the trace. */
        private Stream<SpanNode> linkedBy(SpanNode span) {
            return span.kind() == SpanKind.SERVER
                    ? Stream.empty()
                    : span.span().getLinks().stream()
                            .map(LinkData::getSpanContext)
                            .flatMap(context -> Stream.ofNullable(byId.get(idOf(context))));
        }

        List<SpanNode> directlyAfter(SpanNode span) {
            return after.getOrDefault(span, List.of());
        }

        Set<SpanNode> in(String service) {
            return spans.stream()
                    .filter(span -> span.service().equals(service))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }

        /** Returns the spans of the service that follow directly on one of {@code from}, and those of it that follow on these. */
        Set<SpanNode> directlyAfter(Set<SpanNode> from, String service) {
            return reach(from, service, span -> false);
        }

        /** Returns the spans of the service that follow on one of {@code from}, over whatever spans. */
        Set<SpanNode> after(Set<SpanNode> from, String service) {
            return reach(from, service, span -> true);
        }

        private Set<SpanNode> reach(Set<SpanNode> from, String service, Predicate<SpanNode> isPassed) {
            Set<SpanNode> seen = new LinkedHashSet<>();
            Deque<SpanNode> open = new ArrayDeque<>(from);
            while (!open.isEmpty()) {
                for (SpanNode next : directlyAfter(open.remove())) {
                    boolean goesOn = next.service().equals(service) || isPassed.test(next);
                    if (goesOn && seen.add(next)) {
                        open.add(next);
                    }
                }
            }
            seen.removeIf(span -> !span.service().equals(service));
            return seen;
        }

        private static String idOf(SpanContext context) {
            return context.getTraceId() + context.getSpanId();
        }
    }
}
