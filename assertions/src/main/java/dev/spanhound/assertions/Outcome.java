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
import java.util.stream.Collectors;

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
        List<String> blocks = new ArrayList<>();
        String picture = picture();
        blocks.add(headline(!details().isEmpty() || !picture.isEmpty()) + indented(details()));
        if (!picture.isEmpty()) {
            blocks.add(Words.indent(picture));
        }
        String circumstances = circumstances();
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

    private String picture() {
        List<String> trees = new ArrayList<>();
        if (!sighting.trace().isEmpty()) {
            trees.add(TreePrinter.print(
                    sighting.trace(), failure.map(Failure::marks).orElse(Marks.none())));
        }
        addOthers(trees, "links to this one", sighting.linked());
        if (failure.map(Failure::isAbsence).orElse(false)) {
            addOthers(trees, "began meanwhile", sighting.strays());
        }
        return String.join("\n\n", trees);
    }

    private static void addOthers(List<String> trees, String does, List<Trace> others) {
        others.stream()
                .limit(MOST_OTHER_TRACES)
                .map(other -> "the trace " + other.traceId() + " " + does + ":\n" + TreePrinter.print(other))
                .forEach(trees::add);
    }

    private String circumstances() {
        List<String> lines = new ArrayList<>();
        if (isLive()) {
            lines.add(waiting() + "; " + lastSpan() + ignored());
        }
        if (failure.map(Failure::isAbsence).orElse(false) && isLive()) {
            Diagnosis.of(new Evidence(
                            sighting,
                            patience.timeout(),
                            sampled,
                            failure.map(Failure::services).orElseThrow()))
                    .ifPresent(diagnosis -> lines.add("likely cause: " + diagnosis.describe()));
        }
        return String.join("\n", lines);
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
