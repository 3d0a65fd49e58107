// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.collector.tailsampling.Decision;
import dev.spanhound.collector.tailsampling.Decisions;
import dev.spanhound.collector.tailsampling.LateSpans;
import dev.spanhound.collector.tailsampling.LateSpans.Fate;
import dev.spanhound.collector.tailsampling.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;

/** A limit for what is kept. Asserts nothing before one of its methods is called. */
@CheckReturnValue
public class Spending {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final long limit;
    private final Decisions decisions;
    private final BiFunction<String, String, DecisionsAssert> judge;

    /**
     * Begins a limit.
     *
     * @param judge takes what is expected and what was found, which is empty if that is as expected
     */
    Spending(long limit, Decisions decisions, BiFunction<String, String, DecisionsAssert> judge) {
        this.limit = limit;
        this.decisions = decisions;
        this.judge = judge;
    }

    /**
     * Verifies that in no time span of one second, wherever it begins, more spans are given on. Spans count when their trace
     * is decided; those that come late and are forwarded, when they come.
     */
    public DecisionsAssert spansPerSecond() {
        SortedMap<Instant, Long> spent = spent(Decision::spanCount);
        decisions.stream()
                .flatMap(decision -> decision.lateSpans().stream())
                .filter(late -> late.fate() == Fate.FORWARDED)
                .forEach(late -> spent.merge(late.receivedAt(), (long) late.spans(), Long::sum));
        return perSecond(spent, "spans");
    }

    /** Verifies that in no time span of one second, wherever it begins, more traces are decided to be sampled. */
    public DecisionsAssert tracesPerSecond() {
        return perSecond(spent(decision -> 1), "traces");
    }

    /** Verifies that not more spans are given on at all. */
    public DecisionsAssert spans() {
        long late = decisions.stream()
                .flatMap(decision -> decision.lateSpans().stream())
                .filter(spans -> spans.fate() == Fate.FORWARDED)
                .mapToLong(LateSpans::spans)
                .sum();
        long found = decisions.spansKept() + late;
        return judge.apply("to spend at most " + limit + " spans", found <= limit ? "" : "they spent " + found);
    }

    private SortedMap<Instant, Long> spent(ToLongFunction<Decision> cost) {
        SortedMap<Instant, Long> spent = new TreeMap<>();
        decisions
                .that(decision -> decision.outcome() == Outcome.SAMPLED)
                .forEach(decision ->
                        spent.merge(decision.decidedAt().orElseThrow(), cost.applyAsLong(decision), Long::sum));
        return spent;
    }

    private DecisionsAssert perSecond(SortedMap<Instant, Long> spent, String unit) {
        Deque<Map.Entry<Instant, Long>> window = new ArrayDeque<>();
        long within = 0;
        long most = 0;
        Instant when = Instant.EPOCH;
        for (Map.Entry<Instant, Long> entry : spent.entrySet()) {
            window.add(entry);
            within += entry.getValue();
            while (!window.element().getKey().plus(SECOND).isAfter(entry.getKey())) {
                within -= window.remove().getValue();
            }
            if (within > most) {
                most = within;
                when = entry.getKey();
            }
        }
        return judge.apply(
                "to spend at most " + limit + " " + unit + " per second",
                most <= limit ? "" : "they spent " + most + " in the second up to " + when);
    }
}
