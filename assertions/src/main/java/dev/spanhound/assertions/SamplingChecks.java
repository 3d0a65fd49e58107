// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static dev.spanhound.assertions.SpanChecks.TRACE;

import dev.spanhound.assertions.diagnosis.Words;
import dev.spanhound.trace.Sighting;
import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.sampling.TraceIdRatio;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether the decisions that were made at the head of a trace, and on its way, fit together. */
final class SamplingChecks {
    private SamplingChecks() {}

    static Check sameFlag() {
        return Check.ofWholeTrace(TRACE, "to have the same sampled flag everywhere", sighting -> {
            List<SpanNode> spans = sighting.trace().spans();
            long sampled = spans.stream().filter(SamplingChecks::isSampled).count();
            if (sampled == 0 || sampled == spans.size()) {
                return Optional.empty();
            }
            Failure failure = Failure.found(
                            "it is 1 in " + Words.count(sampled, "span") + " and 0 in " + (spans.size() - sampled))
                    .details(servicesWithoutFlag(sighting))
                    .lasting();
            SpanNode first = sighting.trace().roots().get(0);
            for (SpanNode span : spans) {
                boolean before = isSampled(span.parent().orElse(first));
                if (isSampled(span) != before) {
                    String whose = span.parent().isPresent() ? "its parent" : "the first";
                    failure.wrong(span, "sampled flag " + flag(span) + ", " + whose + " has " + (before ? 1 : 0));
                }
            }
            return Optional.of(failure);
        });
    }

    /** What an SDK does that exports no flags cannot be told from flags that are 0. */
    private static List<String> servicesWithoutFlag(Sighting sighting) {
        return sighting.trace().services().stream()
                .filter(service -> sighting.trace().spans().stream()
                        .noneMatch(span -> span.service().equals(service) && isSampled(span)))
                .map(service -> "all spans of " + service
                        + " have the flag 0: so they have, too, if its SDK leaves the flags out of what it exports")
                .toList();
    }

    static Check noneSampledBelowUnsampled(boolean contextIsSampled) {
        return Check.ofWholeTrace(TRACE, "to have no sampled span below an unsampled one", sighting -> {
            Failure failure = Failure.found("it has").lasting();
            boolean found = false;
            for (SpanNode span : sighting.trace().spans()) {
                Optional<SpanNode> parent = span.parent();
                boolean denied = parent.isPresent() ? !isSampled(parent.get()) : !contextIsSampled && !span.isRoot();
                if (denied && isSampled(span)) {
                    found = true;
                    failure.wrong(
                            span, "sampled, but " + (parent.isPresent() ? "its parent" : "its context") + " is not");
                }
            }
            return found ? Optional.of(failure) : Optional.empty();
        });
    }

    static Check sampledByRatio(double ratio, Collection<String> services) {
        return Check.eventually(TRACE, "to be sampled" + rule(ratio, services), sighting -> {
            List<String> missing = services.stream()
                    .filter(service -> !sighting.trace().services().contains(service))
                    .toList();
            if (missing.isEmpty() && !sighting.trace().isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(Failure.found(missing.isEmpty() ? "it has no spans" : silent(missing))
                    .absenceFrom(missing));
        });
    }

    private static String silent(List<String> services) {
        return Words.list(services) + (services.size() == 1 ? " has" : " have") + " no spans in it";
    }

    static Check notSampledByRatio(double ratio, Collection<String> services) {
        return Check.ofWholeTrace(TRACE, "not to be sampled" + rule(ratio, services), sighting -> {
            List<SpanNode> kept =
                    sighting.trace().find(span -> services.isEmpty() || services.contains(span.service()));
            if (kept.isEmpty()) {
                return Optional.empty();
            }
            Set<String> by = kept.stream().map(SpanNode::service).collect(Collectors.toCollection(LinkedHashSet::new));
            Failure failure = Failure.found(Words.list(by) + (by.size() == 1 ? " has" : " have") + " spans in it")
                    .lasting();
            kept.forEach(span -> failure.wrong(span, "not expected"));
            return Optional.of(failure);
        });
    }

    private static String rule(double ratio, Collection<String> services) {
        String where = services.isEmpty() ? "" : " in " + Words.list(services);
        return " by the trace ID ratio " + ratio + where + ", as its ID says";
    }

    static boolean isKept(double ratio, String traceId) {
        return new TraceIdRatio(ratio).keeps(traceId);
    }

    static boolean isSampled(SpanNode span) {
        return span.span().getSpanContext().isSampled();
    }

    private static int flag(SpanNode span) {
        return isSampled(span) ? 1 : 0;
    }
}
