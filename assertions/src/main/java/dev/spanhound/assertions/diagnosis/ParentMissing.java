// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.diagnosis;

import dev.spanhound.trace.SpanNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The parent of a span never came: its service has not exported it, or a proxy passes headers on and exports nothing. */
final class ParentMissing implements Suspicion {

    @Override
    public Optional<Diagnosis> examine(Evidence evidence) {
        List<SpanNode> orphans = evidence.trace().orphans();
        if (orphans.isEmpty()) {
            return Optional.empty();
        }
        SpanNode orphan = orphans.get(0);
        return Optional.of(new Diagnosis(
                "nobody has exported span " + orphan.parentSpanId() + ", the parent of " + orphan
                        + others(orphans.size()),
                suspects(evidence),
                "Its service has not exported it yet, never ended it, dropped it, or is a proxy that passes headers on"
                        + " but exports nothing."));
    }

    private static String others(int orphans) {
        return orphans == 1 ? "" : ", nor the parents of " + Words.count(orphans - 1, "other span");
    }

    private static String suspects(Evidence evidence) {
        Set<String> silent = new TreeSet<>(evidence.known().names());
        silent.addAll(evidence.services());
        silent.removeAll(evidence.trace().services());
        return silent.isEmpty()
                ? "All services known to send spans have spans here: "
                        + Words.list(new TreeSet<>(evidence.trace().services())) + "."
                : "Known to send spans, but silent here: " + Words.list(silent) + ".";
    }
}
