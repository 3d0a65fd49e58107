// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.query;

import dev.spanhound.trace.Patience;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Set;

/** What can be set of a source. */
record Settings(Connection connection, Search search, Watching watching) {

    static Settings at(URI base) {
        return new Settings(Connection.to(base), Search.DEFAULT, Watching.DEFAULT);
    }

    Settings with(Connection other) {
        return new Settings(other, search, watching);
    }

    Settings with(Search other) {
        return new Settings(connection, other, watching);
    }

    Settings with(Watching other) {
        return new Settings(connection, search, other);
    }

    static Duration positive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + ": " + duration + " (expected: > 0)");
        }
        return duration;
    }

    /**
     * How far a search goes.
     *
     * @param lookback age of the eldest traces that it sees
     * @param limit number of traces that one request asks for
     */
    record Search(Duration lookback, int limit) {
        static final Search DEFAULT = new Search(Duration.ofHours(1), 100);

        /** How far a sender's clock may be ahead of ours: its spans start in our future. */
        private static final Duration AHEAD = Duration.ofMinutes(1);

        Search {
            positive("lookback", lookback);
            if (limit < 1) {
                throw new IllegalArgumentException("limit: " + limit + " (expected: > 0)");
            }
        }

        /** Returns when the latest traces of a search that begins now may start, in whole seconds. */
        Instant end() {
            return Instant.now().plus(AHEAD).truncatedTo(ChronoUnit.SECONDS);
        }

        /** Returns the time before {@link #end()} in which a trace may start. */
        Duration length() {
            return lookback.plus(AHEAD);
        }
    }

    /**
     * How a trace is watched.
     *
     * @param pollInterval time between two requests
     * @param patience how long assertions wait
     * @param remoteParents IDs of spans outside of the product that are parents of spans in it
     */
    record Watching(Duration pollInterval, Patience patience, Set<String> remoteParents) {
        static final Watching DEFAULT = new Watching(
                Duration.ofMillis(100), new Patience(Duration.ofSeconds(30), Duration.ofSeconds(1)), Set.of());

        Watching {
            positive("pollInterval", pollInterval);
            remoteParents = Set.copyOf(remoteParents);
        }

        Watching withRemoteParents(Set<String> spanIds) {
            Set<String> more = new LinkedHashSet<>(remoteParents);
            more.addAll(spanIds);
            return new Watching(pollInterval, patience, more);
        }
    }
}
