// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.trace.KnownServices;
import dev.spanhound.trace.LiveTrace;
import dev.spanhound.trace.Missing;
import dev.spanhound.trace.Patience;
import dev.spanhound.trace.Sighting;
import dev.spanhound.trace.SpanNode;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges a check at each arrival, on the caller's thread, until it holds or patience is over.
 *
 * <p>All times are those of the sightings. A timeout of zero judges what is there, and waits for nothing.
 */
final class Waiting {
    private final LiveTrace live;
    private final Patience patience;
    private final boolean evenIfIncomplete;
    private final Watch watch;

    /** When something that concerns the trace arrived, in it or in a linked one, and before that when it was first seen. */
    private static final class Watch {
        private @Nullable Duration lastChange;
        private long version;

        void look(Sighting sighting) {
            if (lastChange == null || version != sighting.version()) {
                version = sighting.version();
                lastChange = sighting.watchedFor();
            }
        }

        Duration sinceLastChange(Sighting sighting) {
            Duration change = lastChange;
            return change == null ? Duration.ZERO : sighting.watchedFor().minus(change);
        }
    }

    Waiting(LiveTrace live) {
        this(live, live.patience(), false, new Watch());
    }

    private Waiting(LiveTrace live, Patience patience, boolean evenIfIncomplete, Watch watch) {
        this.live = live;
        this.patience = patience;
        this.evenIfIncomplete = evenIfIncomplete;
        this.watch = watch;
    }

    Waiting with(Patience other) {
        return new Waiting(live, other, evenIfIncomplete, watch);
    }

    Waiting evenIfIncomplete() {
        return new Waiting(live, patience, true, watch);
    }

    LiveTrace live() {
        return live;
    }

    Patience patience() {
        return patience;
    }

    /** Returns the sighting by which the check was decided, and how. */
    Outcome judge(Check check) {
        Sighting sighting = live.look();
        Duration begin = sighting.watchedFor();
        boolean over = patience.timeout().isZero();
        while (true) {
            Duration left = patience.timeout().minus(sighting.watchedFor().minus(begin));
            boolean interrupted = Thread.currentThread().isInterrupted();
            over |= interrupted || !isPositive(left);
            watch.look(sighting);
            Optional<Failure> failure = check.rule().apply(sighting);
            Duration next = left;
            if (failure.isEmpty() && check.ofWholeTrace().test(sighting)) {
                failure = unsettled(sighting, over);
                if (failure.isPresent() && isComplete(sighting)) {
                    next = shorter(left, untilQuiet(sighting, quietTimeOf(sighting)));
                }
            } else if (failure.isPresent() && failure.get().isLasting()) {
                next = shorter(left, untilQuiet(sighting, quietTime()));
                over |= !isPositive(next);
            }
            if (failure.isEmpty() || over) {
                return new Outcome(
                        check,
                        failure,
                        sighting,
                        sighting.watchedFor().minus(begin),
                        interrupted,
                        patience,
                        quietTimeOf(sighting),
                        live.isSampled());
            }
            Sighting then = live.awaitChange(sighting, next);
            over = then.version() == sighting.version() && then.watchedFor().compareTo(sighting.watchedFor()) <= 0;
            sighting = then;
        }
    }

    /** Returns why a rule that holds for now may not hold for good. */
    private Optional<Failure> unsettled(Sighting sighting, boolean over) {
        if (patience.timeout().isZero()) {
            return Optional.empty();
        }
        if (!isComplete(sighting)) {
            List<Missing> missing = sighting.completeness().missing();
            return Optional.of(Failure.found("the trace is not complete, so that it cannot be told")
                    .details(missing.stream().map(Missing::describe).toList())
                    .absence());
        }
        Duration quietTime = over ? quietTime() : quietTimeOf(sighting);
        return isPositive(untilQuiet(sighting, quietTime))
                ? Optional.of(Failure.found("spans of the trace keep arriving, so that it cannot be told"))
                : Optional.empty();
    }

    private boolean isComplete(Sighting sighting) {
        return evenIfIncomplete || sighting.completeness().isComplete();
    }

    /** Returns how much longer nothing must arrive; the quiet counts from the first look at the earliest. */
    private Duration untilQuiet(Sighting sighting, Duration quietTime) {
        Duration looking = watch.sinceLastChange(sighting);
        return quietTime.minus(shorter(looking, sighting.sinceLastSpan().orElse(looking)));
    }

    private Duration quietTime() {
        return shorter(patience.quietTime(), patience.timeout());
    }

    /** Returns the quiet time, or the export delay of an involved service if that is longer. */
    private Duration quietTimeOf(Sighting sighting) {
        if (patience.timeout().isZero()) {
            return Duration.ZERO;
        }
        KnownServices known = sighting.known();
        Set<String> involved = new LinkedHashSet<>(sighting.trace().services());
        sighting.linked().forEach(linked -> involved.addAll(linked.services()));
        for (SpanNode span : sighting.trace().spans()) {
            known.calledBy(span).ifPresent(involved::add);
        }
        return involved.stream().map(known::exportDelay).reduce(quietTime(), Waiting::longer);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static boolean isPositive(Duration duration) {
        return duration.compareTo(Duration.ZERO) > 0;
    }
}
