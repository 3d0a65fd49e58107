// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.assertions.tree.TreePrinter;
import dev.spanhound.collector.tailsampling.Decision;
import dev.spanhound.collector.tailsampling.Decisions;
import dev.spanhound.collector.tailsampling.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What became of many traces, as a table: a line for each policy that decided, then those that none kept. */
final class DecisionTable {
    private static final String LINE = "%-24s %8s %9s %9s";

    private DecisionTable() {}

    static String print(Decisions decisions) {
        Map<String, Decisions> rows = new LinkedHashMap<>();
        for (String policy : decisions.byPolicy().keySet()) {
            Decisions own = decisions.that(
                    decision -> decision.policy().filter(policy::equals).isPresent());
            Outcome outcome = own.asList().get(0).outcome();
            rows.put(outcome.words() + " by " + policy, own);
        }
        for (Outcome outcome : Outcome.values()) {
            Decisions own = decisions.that(decision ->
                    decision.outcome() == outcome && decision.policy().isEmpty());
            if (own.size() > 0) {
                rows.put(outcome.words(), own);
            }
        }
        String table = String.format(LINE, "", "traces", "share", "spans")
                + rows.entrySet().stream()
                        .map(row -> "\n" + line(row.getKey(), row.getValue(), decisions.size()))
                        .collect(Collectors.joining());
        return decisions.origin().isEmpty() ? table : table + "\nof " + decisions.origin();
    }

    private static String line(String name, Decisions decisions, int all) {
        Binomial share = new Binomial(decisions.size(), all);
        return String.format(LINE, name, decisions.size(), Share.percent(share.share()), decisions.spans());
    }

    /** Returns the whole story of a decision, that of its trace included. */
    static String story(Decision decision) {
        return decision.explain()
                + decision.trace().map(trace -> "\n" + TreePrinter.print(trace)).orElse("");
    }
}
