// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.assertions.diagnosis.Words;
import dev.spanhound.assertions.tree.Similarity;
import dev.spanhound.collector.tailsampling.Decision;
import dev.spanhound.collector.tailsampling.Vote;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Names of policies, for who may have misspelt one. */
final class PolicyNames {
    private PolicyNames() {}

    /** Returns that no policy of this name was asked, and which one may be meant; empty if it was asked. */
    static Optional<String> problem(String name, Collection<Decision> decisions) {
        Set<String> asked = new LinkedHashSet<>();
        decisions.stream()
                .flatMap(decision -> all(decision.votes()))
                .map(Vote::policy)
                .forEach(asked::add);
        if (asked.contains(name)) {
            return Optional.empty();
        }
        if (asked.isEmpty()) {
            return Optional.of("no policy was asked");
        }
        String nearest = asked.stream()
                .filter(other -> Similarity.of(name, other) >= Similarity.NEAR)
                .max(Comparator.comparingDouble(other -> Similarity.of(name, other)))
                .map(other -> "; did you mean " + other + "?")
                .orElse("");
        return Optional.of("no policy of that name was asked (asked: " + Words.list(asked) + nearest + ")");
    }

    /** Returns the votes, each before those of its parts. */
    static Stream<Vote> all(List<Vote> votes) {
        return votes.stream().flatMap(vote -> Stream.concat(Stream.of(vote), all(vote.parts())));
    }
}
