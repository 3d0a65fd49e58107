// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static dev.spanhound.assertions.SpanChecks.TRACE;

import dev.spanhound.assertions.tree.ExpectedTree;
import dev.spanhound.assertions.tree.Marks;
import dev.spanhound.assertions.tree.TreeMatch;
import dev.spanhound.assertions.tree.TreeMatcher;
import dev.spanhound.assertions.tree.TreeMatcher.Mode;
import dev.spanhound.assertions.tree.TreePrinter;
import dev.spanhound.trace.Trace;
import java.util.Optional;

/** Which trees a trace must contain or be. */
final class TreeChecks {
    private TreeChecks() {}

    static Check contains(ExpectedTree tree) {
        return Check.eventually(TRACE, "to contain this tree", sighting -> judge(tree, sighting.trace(), Mode.LENIENT));
    }

    static Check exactly(ExpectedTree tree) {
        return Check.ofWholeTrace(
                TRACE, "to be exactly this tree", sighting -> judge(tree, sighting.trace(), Mode.EXACT));
    }

    /** Returns the failure of a tree that is not found, all that is wrong with it marked. */
    private static Optional<Failure> judge(ExpectedTree tree, Trace trace, Mode mode) {
        TreeMatch match = TreeMatcher.match(tree, trace, mode);
        if (match.matched()) {
            return Optional.empty();
        }
        Failure failure = Failure.found(match.describe())
                .marks(Marks.of(match))
                .comparing(() -> new Failure.Difference(tree.toString(), TreePrinter.printCompact(trace)));
        if (!match.missing().isEmpty()) {
            failure.absence();
        }
        return Optional.of(failure);
    }
}
