// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit.mock;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How a mock server treats its requests: those of one trace as is said for that, else as is said for all. */
final class Conducts {
    private final Map<Scope, Turn> turns = new HashMap<>();

    /** A conduct, and for how many requests. */
    private record Turn(Conduct conduct, int requests) {}

    synchronized void set(Scope scope, Conduct conduct, int requests) {
        turns.put(scope, new Turn(conduct, requests));
    }

    synchronized void clear(Scope scope) {
        turns.remove(scope);
    }

    /** Returns how to treat the next request of this caller, which counts. */
    synchronized Conduct next(Caller caller) {
        Optional<Scope> ofTrace = turns.keySet().stream()
                .filter(scope -> scope.isOfOneTrace() && scope.contains(caller))
                .findFirst();
        Scope scope = ofTrace.orElse(Scope.ALL);
        Turn turn = turns.get(scope);
        if (turn == null) {
            return Conduct.GOOD;
        }
        if (turn.requests() <= 1) {
            turns.remove(scope);
        } else if (turn.requests() != FOR_GOOD) {
            turns.put(scope, new Turn(turn.conduct(), turn.requests() - 1));
        }
        return turn.conduct();
    }

    static final int FOR_GOOD = Integer.MAX_VALUE;
}
