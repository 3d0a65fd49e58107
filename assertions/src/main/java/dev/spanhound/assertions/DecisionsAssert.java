// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.assertions.diagnosis.Words;
import dev.spanhound.assertions.tree.ExpectedSpan;
import dev.spanhound.collector.tailsampling.Decision;
import dev.spanhound.collector.tailsampling.Decisions;
import dev.spanhound.collector.tailsampling.Outcome;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.trace.StatusCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.data.Percentage;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on what a collector's tail sampling decided on many traces. A failure shows which policy kept how much, and the
 * first decisions that are not as expected.
 *
 * <pre>{@code
 * assertThat(collector.decisionsOn(healthyTraces(10_000).withErrors(0.02)))
 *         .keepEveryError()
 *         .keepAboutBy("baseline", percent(10))
 *         .spendAtMost(500).spansPerSecond();
 * }</pre>
 */
public class DecisionsAssert extends AbstractAssert<DecisionsAssert, Decisions> {
    private static final int MOST_STORIES = 3;

    private final Reporter reporter;
    private double confidence = Share.DEFAULT_CONFIDENCE;

    /** Returns assertions on decisions. {@link TraceAssertions#assertThat(Decisions)} reads better. */
    public DecisionsAssert(@Nullable Decisions actual) {
        this(actual, Reporter.THROWING);
    }

    DecisionsAssert(@Nullable Decisions actual, Reporter reporter) {
        super(actual, DecisionsAssert.class);
        this.reporter = reporter;
    }

    /**
     * Sets how sure a failure of the following assertions on shares must be: 99.9 % unless told otherwise, so that of a
     * thousand tests on other random traces one fails by chance.
     *
     * @throws IllegalArgumentException if it is 100 % or more
     */
    public DecisionsAssert withConfidence(Percentage required) {
        confidence = Share.confidence(required);
        return this;
    }

    /** Verifies that each trace with a span of status ERROR is sampled. There has to be one. */
    public DecisionsAssert keepEveryError() {
        return keepEvery(
                "a span of status ERROR",
                trace -> trace.spans().stream().anyMatch(span -> span.statusCode() == StatusCode.ERROR));
    }

    /**
     * Verifies that each trace with a span that matches is sampled. There has to be one.
     *
     * <pre>{@code assertThat(decisions).keepEvery(server("POST /pay").with("http.response.status_code", 503L));}</pre>
     */
    public DecisionsAssert keepEvery(ExpectedSpan expected) {
        Alone.require(expected);
        return keepEvery(
                "a span " + expected.headline(), trace -> trace.spans().stream().anyMatch(expected::matches));
    }

    /**
     * Verifies that each trace that satisfies the condition is sampled. There has to be one.
     *
     * <pre>{@code assertThat(decisions).keepEvery("more than 1 s", trace -> trace.duration().toSeconds() >= 1);}</pre>
     *
     * @param description what such a trace has, in the words that follow {@code every trace with}
     */
    public DecisionsAssert keepEvery(String description, Predicate<? super Trace> condition) {
        return keep(true, description, condition);
    }

    /** Verifies that no trace with a span that matches is sampled. There has to be such a trace. */
    public DecisionsAssert keepNone(ExpectedSpan expected) {
        Alone.require(expected);
        return keepNone(
                "a span " + expected.headline(), trace -> trace.spans().stream().anyMatch(expected::matches));
    }

    /**
     * Verifies that no trace that satisfies the condition is sampled. There has to be such a trace.
     *
     * @param description what such a trace has, in the words that follow {@code no trace with}
     */
    public DecisionsAssert keepNone(String description, Predicate<? super Trace> condition) {
        return keep(false, description, condition);
    }

    private DecisionsAssert keep(boolean kept, String description, Predicate<? super Trace> condition) {
        isNotNull();
        Decisions concerned = actual.that(decision -> condition.test(traceOf(decision)));
        Decisions wrong = concerned.that(decision -> (decision.outcome() == Outcome.SAMPLED) != kept);
        String expectation = "to keep " + (kept ? "every" : "no") + " trace with " + description;
        if (concerned.size() == 0) {
            return fail(expectation, "none of " + Words.count(actual.size(), "trace") + " has that", List.of());
        }
        return wrong.size() == 0
                ? this
                : fail(
                        expectation,
                        "they keep " + (concerned.size() - (kept ? wrong.size() : concerned.size() - wrong.size()))
                                + " of " + concerned.size(),
                        stories(wrong, kept ? Outcome.SAMPLED : Outcome.NOT_SAMPLED));
    }

    private static Trace traceOf(Decision decision) {
        return decision.trace()
                .orElseThrow(() -> new IllegalArgumentException("decision on trace " + decision.traceId()
                        + ": its spans are not known (ask for the decisions with collector.decisionsOn(traces))"));
    }

    private static List<String> stories(Decisions wrong, Outcome wanted) {
        List<String> stories = new ArrayList<>();
        wrong.stream()
                .limit(MOST_STORIES)
                .forEach(decision -> stories.add(DecisionTable.story(decision)
                        + DecisionCause.of(decision, wanted)
                                .map(cause -> "\nlikely cause: " + cause)
                                .orElse("")));
        if (wrong.size() > MOST_STORIES) {
            stories.add("... and " + (wrong.size() - MOST_STORIES) + " more");
        }
        return stories;
    }

    /**
     * Verifies that about this share of the traces is sampled, by an exact binomial test: fails only if a share that far off
     * is too unlikely for the {@linkplain #withConfidence confidence}.
     *
     * <pre>{@code assertThat(collector.decisionsOn(healthyTraces(10_000))).keepAbout(percent(10));}</pre>
     *
     * @throws IllegalArgumentException if the share is above 100 %, or if there are no decisions
     */
    public DecisionsAssert keepAbout(Percentage expected) {
        isNotNull();
        return about(expected, actual.count(Outcome.SAMPLED), "");
    }

    /**
     * Verifies that about this share of the traces is sampled or dropped by this policy, as {@link #keepAbout} does for all.
     * A trace is counted for the first policy only that says so.
     *
     * @throws IllegalArgumentException if the share is above 100 %, or if there are no decisions
     */
    public DecisionsAssert keepAboutBy(String policy, Percentage expected) {
        isNotNull();
        Optional<String> unknown = PolicyNames.problem(policy, actual.asList());
        if (unknown.isPresent()) {
            Share share = Share.about(expected, confidence);
            return fail("to keep about " + share + " by " + policy, unknown.get(), List.of());
        }
        return about(expected, actual.byPolicy().getOrDefault(policy, 0L), " by " + policy);
    }

    private DecisionsAssert about(Percentage expected, long hits, String by) {
        Share share = Share.about(expected, confidence);
        if (actual.size() == 0) {
            throw new IllegalArgumentException("decisions: none (expected: at least one, to tell a share)");
        }
        Binomial counted = new Binomial(hits, actual.size());
        return share.isLikely(counted)
                ? this
                : fail(
                        "to keep about " + share + by,
                        "they keep " + Share.counted(counted),
                        List.of(share.reading(counted)));
    }

    /**
     * Begins an assertion on how much is kept.
     *
     * <pre>{@code assertThat(decisions).spendAtMost(100).spansPerSecond();}</pre>
     *
     * @throws IllegalArgumentException if the limit is negative
     */
    public Spending spendAtMost(long limit) {
        isNotNull();
        if (limit < 0) {
            throw new IllegalArgumentException("limit: " + limit + " (expected: >= 0)");
        }
        return new Spending(
                limit, actual, (expectation, found) -> found.isEmpty() ? this : fail(expectation, found, List.of()));
    }

    @Override
    protected boolean isElementOfCustomAssert(StackTraceElement element) {
        return Reporter.isOurs(element) || super.isElementOfCustomAssert(element);
    }

    private DecisionsAssert fail(String expectation, String found, List<String> details) {
        String headline = "expected the decisions " + expectation + ", but " + found;
        reporter.report(Reporter.prefix(descriptionText()) + headline, () -> {
            List<String> blocks = new ArrayList<>(details);
            blocks.add(DecisionTable.print(actual));
            return failureWithActualExpected(
                    found, expectation, "%s", headline + ":\n\n" + Words.indent(String.join("\n\n", blocks)));
        });
        return this;
    }
}
