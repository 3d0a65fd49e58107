// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.assertions.tree.Marks;
import dev.spanhound.trace.SpanNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Why an assertion does not hold at one moment. Drawn only if it fails for good. */
final class Failure {
    private final String finding;
    private final List<String> details = new ArrayList<>();
    private final List<String> marked = new ArrayList<>();
    private final List<Marks> marks = new ArrayList<>();
    private final Set<String> services = new LinkedHashSet<>();
    private @Nullable Supplier<Difference> difference;
    private boolean lasting;
    private boolean absence;

    /** Two texts that an IDE shows side by side. */
    record Difference(String expected, String actual) {}

    private Failure(String finding) {
        this.finding = finding;
    }

    /** Returns a failure by what was found instead, in the words that follow "but" in the message. */
    static Failure found(String finding) {
        return new Failure(finding);
    }

    /** Adds what else there is to say, a line each. */
    Failure details(Collection<String> lines) {
        details.addAll(lines);
        return this;
    }

    /** Marks spans where the trace is shown. */
    Failure marks(Marks more) {
        marks.add(more);
        return this;
    }

    /** Says what is wrong with a span: beside it where the trace is shown, and in words where it is not. */
    Failure wrong(SpanNode span, String mark) {
        return marks(Marks.wrong(span, mark)).inWords(List.of(span + ": " + mark));
    }

    /** Says in words what the marks say, for where the trace is not shown. */
    Failure inWords(Collection<String> lines) {
        marked.addAll(lines);
        return this;
    }

    /** Gives two texts for the IDE to compare. */
    Failure comparing(Supplier<Difference> texts) {
        difference = texts;
        return this;
    }

    /** Says that no later span can mend this. */
    Failure lasting() {
        lasting = true;
        return this;
    }

    /** Says that something did not come, so that its cause is worth a guess. */
    Failure absence() {
        absence = true;
        return this;
    }

    /** Says that something of these services did not come. */
    Failure absenceFrom(Collection<String> names) {
        services.addAll(names);
        return absence();
    }

    String finding() {
        return finding;
    }

    List<String> details() {
        return details;
    }

    List<String> inWords() {
        return marked;
    }

    Marks marks() {
        return merged(marks);
    }

    /** Merges by halves: one after the other would copy all marks for each. */
    private static Marks merged(List<Marks> marks) {
        if (marks.size() < 2) {
            return marks.isEmpty() ? Marks.none() : marks.get(0);
        }
        int half = marks.size() / 2;
        return merged(marks.subList(0, half)).and(merged(marks.subList(half, marks.size())));
    }

    Optional<Supplier<Difference>> difference() {
        return Optional.ofNullable(difference);
    }

    boolean isLasting() {
        return lasting;
    }

    boolean isAbsence() {
        return absence;
    }

    Set<String> services() {
        return services;
    }
}
