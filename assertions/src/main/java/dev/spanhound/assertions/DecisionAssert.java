// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.assertions.diagnosis.Words;
import dev.spanhound.assertions.tree.TreePrinter;
import dev.spanhound.collector.tailsampling.Decision;
import dev.spanhound.collector.tailsampling.LateSpans;
import dev.spanhound.collector.tailsampling.LateSpans.Fate;
import dev.spanhound.collector.tailsampling.Outcome;
import dev.spanhound.collector.tailsampling.Verdict;
import dev.spanhound.collector.tailsampling.Vote;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on what a collector's tail sampling decided on one trace. A failure shows each policy's vote with the value
 * that it saw, the trace, and the likely cause.
 *
 * <pre>{@code assertThat(collector.decisionOn(slow)).isSampled().by("slow-requests");}</pre>
 */
public class DecisionAssert extends AbstractAssert<DecisionAssert, Decision> {
    private final Reporter reporter;

    /** Returns assertions on a decision. {@link TraceAssertions#assertThat(Decision)} reads better. */
    public DecisionAssert(@Nullable Decision actual) {
        this(actual, Reporter.THROWING);
    }

    DecisionAssert(@Nullable Decision actual, Reporter reporter) {
        super(actual, DecisionAssert.class);
        this.reporter = reporter;
    }

    /** Verifies that the trace is kept. */
    public DecisionAssert isSampled() {
        return hasOutcome(Outcome.SAMPLED);
    }

    /** Verifies that the trace is not kept because no policy says so. One that is {@link #isDropped() dropped} fails. */
    public DecisionAssert isNotSampled() {
        return hasOutcome(Outcome.NOT_SAMPLED);
    }

    /** Verifies that the trace is not kept because a {@code drop} policy, or a filter before it, says so. */
    public DecisionAssert isDropped() {
        return hasOutcome(Outcome.DROPPED);
    }

    /** Verifies that the trace was lost undecided, to make room for another one ({@code num_traces}). */
    public DecisionAssert wasEvicted() {
        return hasOutcome(Outcome.EVICTED);
    }

    /** Verifies that the trace still waits for its decision. */
    public DecisionAssert isPending() {
        return hasOutcome(Outcome.PENDING);
    }

    private DecisionAssert hasOutcome(Outcome expected) {
        isNotNull();
        Outcome found = actual.outcome();
        String be = expected == Outcome.EVICTED ? "to have been " : "to be ";
        return found == expected
                ? this
                : fail(be + expected.words(), "it " + is(found) + found.words(), cause(expected));
    }

    private static String is(Outcome outcome) {
        return outcome == Outcome.EVICTED ? "was " : "is ";
    }

    /**
     * Verifies that this policy made the trace sampled or dropped. Of several that say so it is the first in the order
     * asked: that of the configuration, but for drop policies, which come before all others.
     */
    public DecisionAssert by(String policy) {
        isNotNull();
        String found = actual.policy().orElse("");
        if (found.equals(policy)) {
            return this;
        }
        String expectation = "to be " + actual.outcome().words() + " by " + policy;
        Optional<String> unknown = PolicyNames.problem(policy, List.of(actual));
        if (unknown.isPresent()) {
            return fail(expectation, unknown.get(), Optional.empty());
        }
        String why = found.isEmpty() ? "no policy is behind that" : "it is by " + found + alsoSaidBy(policy);
        return fail(expectation, why, cause(Outcome.SAMPLED));
    }

    private String alsoSaidBy(String policy) {
        return actual.votes().stream()
                .filter(vote -> vote.policy().equals(policy))
                .filter(vote -> vote.verdict() == Verdict.SAMPLED || vote.verdict() == Verdict.DROPPED)
                .map(vote -> ", which is asked before " + policy)
                .findFirst()
                .orElse("");
    }

    /** Verifies that another policy than this one, or none, is behind the decision. */
    public DecisionAssert notBy(String policy) {
        isNotNull();
        if (actual.policy().filter(policy::equals).isPresent()) {
            return fail("not to be " + actual.outcome().words() + " by " + policy, "it is", cause(Outcome.NOT_SAMPLED));
        }
        return PolicyNames.problem(policy, List.of(actual))
                .map(unknown -> fail("not to be " + actual.outcome().words() + " by " + policy, unknown))
                .orElse(this);
    }

    /** Verifies what a policy said of the trace, also if another one was decisive, or if it is a part of a combined one. */
    public DecisionAssert hasVote(String policy, Verdict verdict) {
        isNotNull();
        List<Verdict> votes = PolicyNames.all(actual.votes())
                .filter(vote -> vote.policy().equals(policy))
                .map(Vote::verdict)
                .toList();
        if (votes.contains(verdict)) {
            return this;
        }
        String found = votes.isEmpty()
                ? PolicyNames.problem(policy, List.of(actual)).orElseThrow()
                : "it is " + words(votes.get(0));
        Outcome wanted = verdict == Verdict.SAMPLED ? Outcome.SAMPLED : Outcome.NOT_SAMPLED;
        return fail("to have the vote " + words(verdict) + " of " + policy, found, cause(wanted));
    }

    private static String words(Verdict verdict) {
        return verdict == Verdict.ERROR
                ? "failed"
                : verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Verifies the time from the first span's arrival to the decision. */
    public DecisionAssert decidedAfter(Duration wait) {
        isNotNull();
        boolean holds = isDecided() && actual.waited().equals(wait);
        return holds ? this : fail("to be decided after " + Words.spell(wait), whenDecided());
    }

    /** Verifies that the time from the first span's arrival to the decision is not longer. */
    public DecisionAssert decidedWithin(Duration wait) {
        isNotNull();
        boolean holds = isDecided() && actual.waited().compareTo(wait) <= 0;
        return holds ? this : fail("to be decided within " + Words.spell(wait), whenDecided());
    }

    /** Verifies how many spans of the trace had arrived when it was decided. */
    public DecisionAssert decidedOnSpans(long spans) {
        isNotNull();
        return actual.spanCount() == spans
                ? this
                : fail(
                        "to be decided on " + Words.count(spans, "span"),
                        actual.spanCount() == 1 ? "there was 1" : "there were " + actual.spanCount());
    }

    private boolean isDecided() {
        return actual.outcome() != Outcome.PENDING && actual.outcome() != Outcome.EVICTED;
    }

    private String whenDecided() {
        return isDecided()
                ? "it was after " + Words.spell(actual.waited())
                : "it " + is(actual.outcome()) + actual.outcome().words();
    }

    /** Verifies how many spans came after the decision and were given on, as the trace was. */
    public DecisionAssert forwardedLateSpans(int spans) {
        return hasLateSpans(spans, Fate.FORWARDED, "to have " + Words.count(spans, "late span") + " forwarded");
    }

    /** Verifies how many spans came after the decision and were not given on, as the trace was not. */
    public DecisionAssert discardedLateSpans(int spans) {
        return hasLateSpans(spans, Fate.DISCARDED, "to have " + Words.count(spans, "late span") + " discarded");
    }

    /**
     * Verifies how many spans came after an earlier decision, or eviction, that was no longer known, so that they were taken
     * for a new trace.
     */
    public DecisionAssert tookLateSpansForNewTrace(int spans) {
        return hasLateSpans(
                spans, Fate.NEW_TRACE, "to have " + Words.count(spans, "late span") + " taken for a new trace");
    }

    /** Verifies that no span came after the decision. */
    public DecisionAssert hasNoLateSpans() {
        isNotNull();
        return actual.lateSpans().isEmpty() ? this : fail("to have no late spans", "it has " + lateSpans());
    }

    private DecisionAssert hasLateSpans(int spans, Fate fate, String expectation) {
        isNotNull();
        long found = actual.lateSpans().stream()
                .filter(late -> late.fate() == fate)
                .mapToLong(LateSpans::spans)
                .sum();
        return found == spans ? this : fail(expectation, "it has " + lateSpans());
    }

    private String lateSpans() {
        return actual.lateSpans().isEmpty() ? "no late spans" : Words.list(actual.lateSpans());
    }

    @Override
    protected boolean isElementOfCustomAssert(StackTraceElement element) {
        return Reporter.isOurs(element) || super.isElementOfCustomAssert(element);
    }

    private Optional<String> cause(Outcome wanted) {
        return DecisionCause.of(actual, wanted);
    }

    private DecisionAssert fail(String expectation, String found) {
        return fail(expectation, found, Optional.empty());
    }

    private DecisionAssert fail(String expectation, String found, Optional<String> cause) {
        String headline = "expected the trace " + expectation + ", but " + found;
        reporter.report(
                Reporter.prefix(descriptionText()) + headline,
                () -> failureWithActualExpected(
                        actual.outcome().words()
                                + actual.policy().map(by -> " by " + by).orElse(""),
                        expectation,
                        "%s",
                        message(headline, cause)));
        return this;
    }

    private String message(String headline, Optional<String> cause) {
        List<String> blocks = new ArrayList<>();
        blocks.add(headline + ":");
        blocks.add(Words.indent(actual.explain()));
        actual.trace().ifPresent(trace -> blocks.add(Words.indent(TreePrinter.print(trace))));
        cause.ifPresent(likely -> blocks.add(Words.indent("likely cause: " + likely)));
        return String.join("\n\n", blocks);
    }
}
