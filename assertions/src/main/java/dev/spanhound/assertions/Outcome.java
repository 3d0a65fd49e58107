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

    /** Returns the failure in one line, and its details below. */
    String brief() {
        List<String> lines = headline();
        lines.addAll(indented(failure.map(Failure::inWords).orElse(List.of())));
        return String.join("\n", lines);
    }

    /** Returns the whole message of the failure. */
    String message() {
        List<String> blocks = new ArrayList<>();
        blocks.add(String.join("\n", headline()));
        String picture = picture();
        if (!picture.isEmpty()) {
            blocks.add(picture.indent(2).stripTrailing());
        }
        String circumstances = circumstances();
        if (!circumstances.isEmpty()) {
            blocks.add(circumstances.indent(2).stripTrailing());
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

    private List<String> headline() {
        List<String> lines = new ArrayList<>();
        String finding = failure.map(Failure::finding).orElse("");
        List<String> details = failure.map(Failure::details).orElse(List.of());
        boolean more = !details.isEmpty() || !sighting.trace().isEmpty();
        lines.add("expected " + check.subject() + " " + check.expectation() + ", but " + finding + (more ? ":" : ""));
        lines.addAll(indented(details));
        return lines;
    }

    private static List<String> indented(List<String> lines) {
        return lines.stream().map(line -> "  " + line.replace("\n", "\n  ")).toList();
    }

    private String picture() {
        List<String> trees = new ArrayList<>();
        if (!sighting.trace().isEmpty()) {
            trees.add(TreePrinter.print(
                    sighting.trace(), failure.map(Failure::marks).orElse(Marks.none())));
        }
        addOthers(trees, "that links to this one", sighting.linked());
        if (failure.map(Failure::isAbsence).orElse(false)) {
            addOthers(trees, "that began meanwhile", sighting.strays());
        }
        return String.join("\n\n", trees);
    }

    private static void addOthers(List<String> trees, String which, List<Trace> others) {
        others.stream()
                .limit(MOST_OTHER_TRACES)
                .map(other -> "trace " + other.traceId() + " " + which + ":\n" + TreePrinter.print(other))
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
