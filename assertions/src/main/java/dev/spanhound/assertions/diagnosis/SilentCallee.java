// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.diagnosis;

import dev.spanhound.trace.Completeness;
import dev.spanhound.trace.Missing;
import dev.spanhound.trace.SpanNode;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A service was called, and has sent nothing of it: neither here, nor as a trace of its own. */
final class SilentCallee implements Suspicion {
    static final String SPRING_TESTS =
            "Spring Boot switches tracing off in tests: @AutoConfigureObservability (3.x) or @AutoConfigureTracing(export ="
                    + " true) (4.x) switches it on";
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");

    @Override
    public Optional<Diagnosis> examine(Evidence evidence) {
        return unanswered(evidence).or(() -> expected(evidence));
    }

    /** A call to a service that is known to send spans. */
    private static Optional<Diagnosis> unanswered(Evidence evidence) {
        Completeness completeness = evidence.sighting().completeness();
        return completeness.missing().stream()
                .filter(Missing.Answer.class::isInstance)
                .map(Missing.Answer.class::cast)
                .filter(answer -> isSilent(answer.service(), evidence))
                .findFirst()
                .map(answer -> diagnosis(answer.call(), answer.service()));
    }

    /** A call of unknown aim, if just one service should have sent something. */
    private static Optional<Diagnosis> expected(Evidence evidence) {
        Set<String> silent = new TreeSet<>(evidence.services());
        silent.removeIf(service -> !isSilent(service, evidence));
        if (silent.size() != 1) {
            return Optional.empty();
        }
        return evidence.trace().spans().stream()
                .filter(span -> Fit.isCall(span) && !Fit.isAnsweredByChild(span))
                .filter(span -> span.statusCode() != StatusCode.ERROR)
                .filter(span -> evidence.known().calledBy(span).isEmpty())
                .findFirst()
                .map(call -> diagnosis(call, silent.iterator().next()));
    }

    private static boolean isSilent(String service, Evidence evidence) {
        return evidence.traces().noneMatch(trace -> trace.services().contains(service));
    }

    private static Diagnosis diagnosis(SpanNode call, String service) {
        List<String> hints = new ArrayList<>();
        Long status = call.attributes().get(STATUS);
        if (status != null) {
            hints.add("The call was answered, with status " + status + ".");
        }
        hints.add("Likely: the sampled flag became 0 on the way (a client, a proxy, or B3's sampled state), and "
                + service + " follows its parent's decision.");
        hints.add("Or: " + service
                + " samples by itself (OTEL_TRACES_SAMPLER=parentbased_always_on keeps all; Spring Boot samples"
                + " 10 % unless management.tracing.sampling.probability says otherwise).");
        hints.add("Or: its tracing is off, or exports elsewhere. " + SPRING_TESTS + ".");
        return new Diagnosis(
                service + " has sent nothing of the call " + call + ", neither here nor as a trace of its own", hints);
    }
}
