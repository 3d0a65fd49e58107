// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A policy whose vote a test decides. */
final class FakePolicy implements Policy {
    private final Predicate<TraceView> matches;
    private final Verdict match;
    private final Verdict otherwise;
    final List<TraceView> asked = new ArrayList<>();

    private FakePolicy(Predicate<TraceView> matches, Verdict match, Verdict otherwise) {
        this.matches = matches;
        this.match = match;
        this.otherwise = otherwise;
    }

    static FakePolicy samplesAll() {
        return samples(trace -> true);
    }

    static FakePolicy samplesNone() {
        return samples(trace -> false);
    }

    static FakePolicy samples(Predicate<TraceView> matches) {
        return new FakePolicy(matches, Verdict.SAMPLED, Verdict.NOT_SAMPLED);
    }

    /** Samples traces that have a span of this name. */
    static FakePolicy samplesSpan(String name) {
        return samples(trace -> hasSpan(trace, name));
    }

    static FakePolicy dropsSpan(String name) {
        return new FakePolicy(trace -> hasSpan(trace, name), Verdict.DROPPED, Verdict.NOT_SAMPLED);
    }

    static FakePolicy fails() {
        return new FakePolicy(trace -> true, Verdict.ERROR, Verdict.ERROR);
    }

    private static boolean hasSpan(TraceView trace, String name) {
        return trace.chunks().stream()
                .flatMap(chunk -> chunk.spans().stream())
                .anyMatch(span -> span.getName().equals(name));
    }

    NamedPolicy named(String name) {
        return new NamedPolicy(name, match == Verdict.DROPPED ? "drop" : "fake", this);
    }

    @Override
    public Judgement judge(TraceView trace) {
        asked.add(trace);
        Verdict verdict = matches.test(trace) ? match : otherwise;
        return new Judgement(verdict, Reason.of("%d spans", trace.spanCount()), List.of());
    }
}
