// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The decisions on several traces, in their order, with totals. Immutable. */
public final class Decisions implements Iterable<Decision> {
    private final List<Decision> decisions;
    private final String origin;

    private Decisions(List<Decision> decisions, String origin) {
        this.decisions = List.copyOf(decisions);
        this.origin = origin;
    }

    /** Returns these decisions, which may be none. */
    public static Decisions of(List<Decision> decisions) {
        return new Decisions(decisions, "");
    }

    /** Returns these decisions, told to be those on traces of this origin. */
    public Decisions from(String newOrigin) {
        return new Decisions(decisions, newOrigin);
    }

    /** Returns what the traces are, such as {@code 1000 synthetic traces, seed 7}; empty if that was not told. */
    public String origin() {
        return origin;
    }

    /** Returns them as a list. */
    public List<Decision> asList() {
        return decisions;
    }

    @Override
    public Iterator<Decision> iterator() {
        return decisions.iterator();
    }

    /** Returns them as a stream. */
    public Stream<Decision> stream() {
        return decisions.stream();
    }

    /** Returns those that satisfy the condition. */
    public Decisions that(Predicate<? super Decision> condition) {
        return new Decisions(decisions.stream().filter(condition).toList(), origin);
    }

    /** Returns how many traces there are. */
    public int size() {
        return decisions.size();
    }

    /** Returns how many traces came to this. */
    public long count(Outcome outcome) {
        return decisions.stream()
                .filter(decision -> decision.outcome() == outcome)
                .count();
    }

    /** Returns how many traces came to what, without those that none came to. */
    public Map<Outcome, Long> byOutcome() {
        Map<Outcome, Long> totals = new EnumMap<>(Outcome.class);
        decisions.forEach(decision -> totals.merge(decision.outcome(), 1L, Long::sum));
        return totals;
    }

    /** Returns how many traces each policy decided, in the order in which they first did. */
    public Map<String, Long> byPolicy() {
        Map<String, Long> totals = new LinkedHashMap<>();
        decisions.forEach(decision -> decision.policy().ifPresent(policy -> totals.merge(policy, 1L, Long::sum)));
        return totals;
    }

    /** Returns the number of spans of all traces up to their decisions. */
    public long spans() {
        return decisions.stream().mapToLong(Decision::spanCount).sum();
    }

    /** Returns the number of spans of the traces that were sampled, up to their decisions. */
    public long spansKept() {
        return that(decision -> decision.outcome() == Outcome.SAMPLED).spans();
    }

    /** Returns the time from the first arrival to the last decision. Zero if there is none. */
    public Duration duration() {
        Instant first = decisions.stream()
                .map(Decision::receivedAt)
                .min(Instant::compareTo)
                .orElse(Instant.EPOCH);
        Instant last = decisions.stream()
                .flatMap(decision -> decision.decidedAt().stream())
                .max(Instant::compareTo)
                .orElse(first);
        return Duration.between(first, last);
    }

    @Override
    public String toString() {
        return size() + " traces: " + byOutcome() + ", by policy " + byPolicy();
    }
}
