// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.assertions.diagnosis.Words;
import dev.spanhound.collector.tailsampling.Decision;
import dev.spanhound.collector.tailsampling.LateSpans;
import dev.spanhound.collector.tailsampling.Outcome;
import dev.spanhound.collector.tailsampling.Verdict;
import dev.spanhound.collector.tailsampling.Vote;
import dev.spanhound.trace.SpanNode;
import io.opentelemetry.api.trace.StatusCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What may be behind a decision that was not expected: rules of the sampler that surprise. */
final class DecisionCause {
    private static final Set<String> LIMITING = Set.of("rate_limiting", "bytes_limiting");
    private static final List<BiFunction<Decision, Outcome, Optional<String>>> CAUSES = List.of(
            (decision, wanted) -> pending(decision),
            (decision, wanted) -> evicted(decision),
            DecisionCause::outweighed,
            DecisionCause::oneVoteIsEnough,
            DecisionCause::decidedTooEarly,
            DecisionCause::failed,
            DecisionCause::compositeStopped,
            DecisionCause::outOfTokens);

    private DecisionCause() {}

    /** Returns the likely cause, if there is one. */
    static Optional<String> of(Decision decision, Outcome wanted) {
        return CAUSES.stream()
                .flatMap(cause -> cause.apply(decision, wanted).stream())
                .findFirst();
    }

    private static Optional<String> pending(Decision decision) {
        return decision.outcome() == Outcome.PENDING
                ? Optional.of("nobody has let the time pass that the trace waits for"
                        + "\n  decide() runs all waits out, advance(duration) some; so does decisionOn(trace) unless time is"
                        + " real.")
                : Optional.empty();
    }

    private static Optional<String> evicted(Decision decision) {
        return decision.outcome() == Outcome.EVICTED
                ? Optional.of("num_traces is too small for the traces that arrive while this one waits"
                        + "\n  It made room for another " + Words.spell(decision.waited())
                        + " after its first span. num_traces has to hold all that arrives within decision_wait.")
                : Optional.empty();
    }

    private static Optional<String> outweighed(Decision decision, Outcome wanted) {
        return wanted == Outcome.SAMPLED && decision.outcome() == Outcome.DROPPED
                ? decision.policy()
                        .map(policy -> "the drop policy " + policy + " outweighs all others, and is asked before them,"
                                + " wherever it stands")
                : Optional.empty();
    }

    private static Optional<String> oneVoteIsEnough(Decision decision, Outcome wanted) {
        if (decision.outcome() != Outcome.SAMPLED || wanted == Outcome.SAMPLED) {
            return Optional.empty();
        }
        return decision.votes().stream()
                .filter(vote -> vote.verdict() == Verdict.SAMPLED)
                .findFirst()
                .map(vote -> "one policy that says so is enough, and " + vote.policy() + " does"
                        + (keepsMost(vote) ? ", as it does for most traces" : "")
                        + "\n  What one policy keeps no other can keep out, but for a drop policy.");
    }

    private static boolean keepsMost(Vote vote) {
        return vote.type().equals("always_sample")
                || (vote.type().equals("status_code") && vote.reason().endsWith("UNSET"));
    }

    private static Optional<String> decidedTooEarly(Decision decision, Outcome wanted) {
        List<LateSpans> late = decision.lateSpans();
        if (wanted != Outcome.SAMPLED || late.isEmpty()) {
            return Optional.empty();
        }
        Duration after = Duration.between(
                decision.receivedAt(), late.get(late.size() - 1).receivedAt());
        long spans = late.stream().mapToLong(LateSpans::spans).sum();
        return Optional.of("the decision was made " + Words.spell(decision.waited()) + " after the first span, and "
                + (spans == 1 ? "a span came " : spans + " spans came up to ") + Words.spell(after) + " after it"
                + lateError(decision)
                + "\n  A longer decision_wait sees what comes late; no policy is asked again.");
    }

    private static String lateError(Decision decision) {
        boolean noneSeen = any(decision, vote -> vote.type().equals("status_code") && !isSampled(vote));
        return decision.trace().stream()
                .flatMap(trace -> trace.find(span -> span.statusCode() == StatusCode.ERROR).stream())
                .filter(span -> noneSeen)
                .map(SpanNode::toString)
                .findFirst()
                .map(span -> ", such as that with status ERROR, " + span)
                .orElse("");
    }

    private static Optional<String> failed(Decision decision, Outcome wanted) {
        return first(decision, wanted, vote -> vote.verdict() == Verdict.ERROR)
                .map(vote ->
                        "the policy " + vote.policy() + " failed on this trace, and a policy that fails has no vote"
                                + (vote.type().equals("ottl_condition")
                                        ? "\n  error_mode: ignore takes a condition that fails for one that does not match."
                                        : ""));
    }

    private static Optional<String> compositeStopped(Decision decision, Outcome wanted) {
        return first(
                        decision,
                        wanted,
                        vote -> vote.type().equals("composite")
                                && !isSampled(vote)
                                && vote.parts().stream().anyMatch(DecisionCause::isSampled))
                .map(vote ->
                        "the composite " + vote.policy() + " stops at the first part that says so, even if the share of"
                                + " that part is spent"
                                + "\n  Later parts are not asked. The order is that of composite_sub_policy; policy_order is not"
                                + " used.");
    }

    private static Optional<String> outOfTokens(Decision decision, Outcome wanted) {
        return first(decision, wanted, vote -> LIMITING.contains(vote.type()) && !isSampled(vote))
                .map(vote -> "the limit of " + vote.policy() + " is spent"
                        + "\n  It spends on each trace that it is asked about and has room for, also on one that another"
                        + " policy keeps anyway.");
    }

    private static Optional<Vote> first(Decision decision, Outcome wanted, Predicate<Vote> condition) {
        return wanted == Outcome.SAMPLED && decision.outcome() == Outcome.NOT_SAMPLED
                ? votes(decision).filter(condition).findFirst()
                : Optional.empty();
    }

    private static boolean any(Decision decision, Predicate<Vote> condition) {
        return votes(decision).anyMatch(condition);
    }

    private static Stream<Vote> votes(Decision decision) {
        return PolicyNames.all(decision.votes());
    }

    private static boolean isSampled(Vote vote) {
        return vote.verdict() == Verdict.SAMPLED;
    }
}
