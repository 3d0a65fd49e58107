// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.assertions.diagnosis.Diagnosis;
import dev.spanhound.assertions.diagnosis.Evidence;
import dev.spanhound.assertions.diagnosis.Words;
import dev.spanhound.assertions.tree.Marks;
import dev.spanhound.assertions.tree.TreePrinter;
import dev.spanhound.trace.Patience;
import dev.spanhound.trace.Sighting;
import dev.spanhound.trace.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a check was decided.
 *
 * @param check the check
 * @param failure why it does not hold; empty if it holds
 * @param sighting what was known when it was decided
 * @param waited time from the first judgement to the last
 * @param interrupted whether the wait was cut short because the thread was interrupted
 * @param patience how long it could have been waited
 * @param quietTime how long nothing must have arrived
 * @param sampled whether the context of the trace has the sampled flag
 */
record Outcome(
        Check check,
        Optional<Failure> failure,
        Sighting sighting,
        Duration waited,
        boolean interrupted,
        Patience patience,
        Duration quietTime,
        boolean sampled) {
    private static final int MOST_OTHER_TRACES = 3;
    private static final int MOST_DETAILS = 20;

    /** Returns the failure without the trace, what the marks say in words. */
    String brief() {
        List<String> below = new ArrayList<>(details());
        below.addAll(failure.map(Failure::inWords).orElse(List.of()));
        return headline(!below.isEmpty()) + indented(below);
    }

    /** Returns the whole message of the failure. */
    String message() {
        Optional<Diagnosis> diagnosis = diagnosis();
        List<String> blocks = new ArrayList<>();
        String picture = picture(diagnosis.map(Diagnosis::lost).orElse(List.of()));
        blocks.add(headline(!details().isEmpty() || !picture.isEmpty()) + indented(details()));
        if (!picture.isEmpty()) {
            blocks.add(Words.indent(picture));
        }
        String circumstances = circumstances(diagnosis);
        if (!circumstances.isEmpty()) {
            blocks.add(Words.indent(circumstances));
        }
        return String.join("\n\n", blocks);
    }

    /** Returns two texts that tell the difference: those of the failure, or expectation and finding. */
    Failure.Difference difference() {
        return failure.flatMap(Failure::difference)
                .map(texts -> texts.get())
                .orElseGet(() -> new Failure.Difference(
                        check.subject() + " " + check.expectation(), TreePrinter.printCompact(sighting.trace())));
    }

    private List<String> details() {
        return failure.map(Failure::details).orElse(List.of());
    }

    private String headline(boolean isFollowed) {
        String finding = failure.map(Failure::finding).orElse("");
        return "expected " + check.subject() + " " + check.expectation() + ", but " + finding + (isFollowed ? ":" : "");
    }

    private static String indented(List<String> lines) {
        int more = lines.size() - MOST_DETAILS;
        return lines.stream()
                        .limit(MOST_DETAILS)
                        .map(line -> "\n" + Words.indent(line))
                        .collect(Collectors.joining())
                + (more > 0 ? "\n  ... and " + more + " more" : "");
    }

    private String picture(List<Trace> lost) {
        List<String> trees = new ArrayList<>();
        Marks marks = failure.map(Failure::marks).orElse(Marks.none());
        if (!sighting.trace().isEmpty() || marks.haveMissing()) {
            trees.add(TreePrinter.print(sighting.trace(), marks));
        }
        addOthers(trees, this::howLinked, sighting.linked());
        if (failure.map(Failure::isAbsence).orElse(false)) {
            addOthers(trees, stray -> " began meanwhile", lost.isEmpty() ? sighting.strays() : lost);
        }
        return String.join("\n\n", trees);
    }

    private String howLinked(Trace other) {
        if (other.linksTo(sighting.trace().traceId())) {
            return " links to this one";
        }
        return sighting.trace().linksTo(other.traceId()) ? ", to which this one links" : " is linked over others";
    }

    /** Shows those with marks before others: there is not room for all. */
    private void addOthers(List<String> trees, Function<Trace, String> does, List<Trace> others) {
        Marks marks = failure.map(Failure::marks).orElse(Marks.none()).besideSpans();
        Stream.concat(others.stream().filter(marks::areOn), others.stream().filter(other -> !marks.areOn(other)))
                .limit(MOST_OTHER_TRACES)
                .map(other ->
                        "the trace " + other.traceId() + does.apply(other) + ":\n" + TreePrinter.print(other, marks))
                .forEach(trees::add);
    }

    private String circumstances(Optional<Diagnosis> diagnosis) {
        List<String> lines = new ArrayList<>();
        if (isLive()) {
            lines.add(waiting() + "; " + lastSpan() + ignored());
        }
        diagnosis.ifPresent(likely -> lines.add("likely cause: " + likely.describe()));
        return String.join("\n", lines);
    }

    /** Only what did not come, and may still have been on its way, has a cause that is worth a guess. */
    private Optional<Diagnosis> diagnosis() {
        return failure.filter(found -> found.isAbsence() && isLive())
                .flatMap(found -> Diagnosis.of(new Evidence(sighting, patience.timeout(), sampled, found.services())));
    }

    /** A trace at rest has no time. */
    private boolean isLive() {
        return !sighting.watchedFor().isZero() || sighting.version() != 0;
    }

    private String waiting() {
        String purpose = check.ofWholeTrace().test(sighting)
                ? " for the trace to be complete and quiet for " + Words.spell(quietTime)
                : "";
        return (interrupted ? "interrupted after " : "waited ") + Words.spell(waited) + purpose;
    }

    private String lastSpan() {
        return sighting.sinceLastSpan()
                .map(since -> "last span of this trace arrived " + Words.spell(since) + " ago")
                .orElse("no span of this trace arrived");
    }

    private String ignored() {
        long ignored = sighting.reception().ignoredSpans();
        long evicted = sighting.reception().evictedTraces();
        return (ignored == 0 ? "" : "; " + Words.count(ignored, "span") + " of other tests ignored")
                + (evicted == 0 ? "" : "; " + Words.count(evicted, "trace") + " evicted from the store");
    }
}
