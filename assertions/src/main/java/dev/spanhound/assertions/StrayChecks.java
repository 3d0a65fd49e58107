// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static dev.spanhound.assertions.SpanChecks.TRACE;

import dev.spanhound.assertions.diagnosis.Words;
import dev.spanhound.assertions.tree.ExpectedSpan;
import dev.spanhound.assertions.tree.Marks;
import dev.spanhound.trace.SpanNode;
import java.util.List;
import java.util.Optional;

/** Traces that began while another was watched and belong to nobody. */
final class StrayChecks {
    private StrayChecks() {}

    static Check noneBegan(Optional<ExpectedSpan> root) {
        String noun =
                root.map(expected -> " with the root " + expected.headline()).orElse("");
        return Check.ofWholeTrace(TRACE, "to be the only one that began" + noun, sighting -> {
            List<SpanNode> begun = sighting.strays().stream()
                    .flatMap(stray -> stray.roots().stream())
                    .filter(SpanNode::isRoot)
                    .filter(span -> root.isEmpty() || root.get().matches(span))
                    .toList();
            if (begun.isEmpty()) {
                return Optional.empty();
            }
            Failure failure = Failure.found(Words.count(begun.size(), "other") + " did")
                    .marks(Marks.wrong(begun, "not expected"))
                    .absenceFrom(begun.stream().map(SpanNode::service).toList());
            begun.forEach(span -> failure.inWords(List.of(span + ": not expected")));
            return Optional.of(failure.lasting());
        });
    }
}
