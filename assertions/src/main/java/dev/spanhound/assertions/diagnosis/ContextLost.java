// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.diagnosis;

import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A service began a trace of its own while this one ran: in the interval of one of its spans, best of a call that nobody
 * answered.
 */
final class ContextLost implements Suspicion {

    @Override
    public Optional<Diagnosis> examine(Evidence evidence) {
        List<Break> breaks = new ArrayList<>();
        for (Trace stray : evidence.sighting().strays()) {
            for (SpanNode root : stray.roots()) {
                if (root.isRoot()) {
                    breakBefore(root, evidence).ifPresent(breaks::add);
                }
            }
        }
        return breaks.stream().max(Comparator.comparingInt(Break::weight)).map(found -> found.diagnosis(breaks.size()));
    }

    private static Optional<Break> breakBefore(SpanNode stray, Evidence evidence) {
        if (evidence.trace().isEmpty()) {
            return Optional.of(new Break(stray, null, isCalled(stray) ? 1 : 0));
        }
        return evidence.trace().spans().stream()
                .filter(span -> contains(span, stray))
                .map(span -> new Break(stray, span, weight(span, stray, evidence)))
                .filter(found -> found.weight() >= 0)
                .max(Comparator.comparingInt(Break::weight).thenComparing(found -> found.depth()));
    }

    private static boolean contains(SpanNode span, SpanNode stray) {
        long start = stray.span().getStartEpochNanos();
        return span.span().getStartEpochNanos() <= start && start <= span.span().getEndEpochNanos();
    }

    /** Returns how much speaks for a break below {@code span}; less than 0 if it cannot be. */
    private static int weight(SpanNode span, SpanNode stray, Evidence evidence) {
        int weight = evidence.services().contains(stray.service()) ? 1 : 0;
        if (!isUnansweredCall(span)) {
            boolean inside = span.service().equals(stray.service());
            return isCalled(stray) == inside ? -1 : weight;
        }
        if (!isCalled(stray)) {
            return -1;
        }
        Optional<String> callee = evidence.known().calledBy(span);
        if (callee.isPresent()) {
            return callee.get().equals(stray.service()) ? weight + 8 : -1;
        }
        return weight + (Route.of(span).matches(Route.of(stray)) ? 4 : 2);
    }

    private static boolean isUnansweredCall(SpanNode span) {
        return (span.kind() == SpanKind.CLIENT || span.kind() == SpanKind.PRODUCER)
                && span.statusCode() != StatusCode.ERROR
                && span.children().stream().allMatch(child -> child.kind() == SpanKind.INTERNAL);
    }

    private static boolean isCalled(SpanNode span) {
        return span.kind() == SpanKind.SERVER || span.kind() == SpanKind.CONSUMER;
    }

    /** A stray root, and the span of this trace below which it should be; none if this trace is empty. */
    private record Break(SpanNode stray, @Nullable SpanNode caller, int weight) {

        int depth() {
            return caller == null ? 0 : caller.depth();
        }

        Diagnosis diagnosis(int breaks) {
            SpanNode from = caller;
            List<String> hints = new ArrayList<>();
            String began = named(stray) + " began a trace of its own";
            if (from == null) {
                hints.add(began + ".");
                hints.add("Does the call carry the test's context (its headers, filter or interceptor)?");
                return new Diagnosis("context lost between the test and " + service(stray) + others(breaks), hints);
            }
            Duration after = Duration.ofNanos(
                    stray.span().getStartEpochNanos() - from.span().getStartEpochNanos());
            hints.add(began + " " + Words.spell(after) + " after " + named(from) + " began"
                    + (isUnansweredCall(from) ? ", which nobody answered." : "."));
            hints.add(hint());
            boolean inside = from.service().equals(stray.service());
            String where = inside ? "inside " + service(stray) : "between " + service(from) + " and " + service(stray);
            return new Diagnosis("context lost " + where + others(breaks), hints);
        }

        private String hint() {
            if (stray.kind() == SpanKind.CONSUMER) {
                return "Was the message sent without headers, or by a client that is not instrumented?";
            }
            if (stray.kind() == SpanKind.SERVER) {
                return "Is the HTTP client built by hand (new RestTemplate() instead of RestTemplateBuilder), or do the two"
                        + " sides use different headers (OTEL_PROPAGATORS)?";
            }
            return "Was the work handed to a thread without the context (Context.taskWrapping(executor) passes it on)?";
        }

        private static String service(SpanNode span) {
            return span.service().isEmpty() ? "a service without service.name" : span.service();
        }

        private static String named(SpanNode span) {
            String route = Route.of(span).toString();
            return route.isEmpty() || span.name().contains(route) ? span.toString() : span + " (" + route + ")";
        }

        private static String others(int breaks) {
            return breaks == 1 ? "" : " (and " + Words.count(breaks - 1, "other trace") + " began so)";
        }
    }
}
