// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.assertions.diagnosis.Diagnosis;
import dev.spanhound.assertions.diagnosis.Evidence;
import dev.spanhound.assertions.diagnosis.Words;
import dev.spanhound.trace.Patience;
import dev.spanhound.trace.Sighting;
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
 * @param sampled whether the context of the trace has the sampled flag
 */
record Outcome(
        Check check,
        Optional<Failure> failure,
        Sighting sighting,
        Duration waited,
        boolean interrupted,
        Patience patience,
        boolean sampled) {

    /** Returns the failure in one line, and its details below. */
    String brief() {
        return String.join("\n", headline());
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
                .orElseGet(() -> new Failure.Difference(check.expectation(), picture()));
    }

    private List<String> headline() {
        List<String> lines = new ArrayList<>();
        String finding = failure.map(Failure::finding).orElse("");
        List<String> details = failure.map(Failure::details).orElse(List.of());
        boolean more = !details.isEmpty() || !sighting.trace().isEmpty();
        lines.add("expected " + check.subject() + " " + check.expectation() + ", but " + finding + (more ? ":" : ""));
        for (String detail : details) {
            lines.add("  " + detail.replace("\n", "\n    "));
        }
        return lines;
    }

    private String picture() {
        return failure.flatMap(Failure::picture)
                .map(drawn -> drawn.get())
                .orElseGet(() -> Picture.of(
                        sighting.trace(), failure.map(Failure::marks).orElseThrow()));
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
                ? " for the trace to be complete and quiet for " + Words.spell(patience.quietTime())
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
