// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import dev.spanhound.assertions.tree.TreePrinter;
import dev.spanhound.trace.Sighting;
import dev.spanhound.trace.Trace;
import java.util.ArrayList;
import java.util.List;

/** What was seen of a test's trace, as text: its tree, and those of traces that may belong to it. */
final class TraceText {
    private TraceText() {}

    /**
     * Returns the text.
     *
     * @param mostStrays traces that belong to nobody are shown up to this number, and counted above it
     */
    static String of(Sighting sighting, int mostStrays) {
        List<String> blocks = new ArrayList<>();
        blocks.add(own(sighting));
        for (Trace linked : sighting.linked()) {
            blocks.add("trace " + linked.traceId() + " links to it:\n" + tree(linked));
        }
        List<Trace> strays = sighting.strays();
        for (Trace stray : strays.subList(0, Math.min(mostStrays, strays.size()))) {
            blocks.add("trace " + stray.traceId() + " began meanwhile, and belongs to no test:\n" + tree(stray));
        }
        if (strays.size() > mostStrays) {
            blocks.add("traces that began meanwhile, and belong to no test: " + (strays.size() - mostStrays) + " more");
        }
        return String.join("\n\n", blocks);
    }

    private static String own(Sighting sighting) {
        Trace trace = sighting.trace();
        if (trace.isEmpty()) {
            return "no span of this test's trace " + trace.traceId() + " has arrived; spans of other traces meanwhile: "
                    + sighting.reception().spans();
        }
        return "this test's trace " + trace.traceId() + ":\n" + tree(trace);
    }

    private static String tree(Trace trace) {
        return TreePrinter.print(trace).indent(2).stripTrailing();
    }
}
