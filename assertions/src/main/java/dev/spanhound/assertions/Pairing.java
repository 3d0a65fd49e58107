// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.assertions.diagnosis.Words;
import dev.spanhound.trace.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Traces and the requirements that they meet, one each: a maximum matching. */
final class Pairing {
    private static final int NONE = -1;

    private final List<Trace> traces;
    private final List<List<List<String>>> problems;
    private final int[] traceOf;
    private final int[] requirementOf;

    private Pairing(List<Trace> traces, List<List<List<String>>> problems) {
        this.traces = traces;
        this.problems = problems;
        this.traceOf = new int[problems.size()];
        this.requirementOf = new int[traces.size()];
        Arrays.fill(traceOf, NONE);
        Arrays.fill(requirementOf, NONE);
    }

    static Pairing of(List<Trace> traces, List<Trace> around, List<Consumer<? super TraceAssert>> requirements) {
        List<List<List<String>>> problems = new ArrayList<>();
        for (Consumer<? super TraceAssert> requirement : requirements) {
            problems.add(traces.stream()
                    .map(trace -> TracesAssert.problems(trace, around, requirement))
                    .toList());
        }
        Pairing pairing = new Pairing(traces, problems);
        for (int i = 0; i < problems.size(); i++) {
            pairing.pair(i, new boolean[traces.size()]);
        }
        return pairing;
    }

    /** Finds a trace for a requirement; one that is taken is asked for if its requirement finds another. */
    private boolean pair(int requirement, boolean[] asked) {
        for (int trace = 0; trace < traces.size(); trace++) {
            if (asked[trace] || !problems.get(requirement).get(trace).isEmpty()) {
                continue;
            }
            asked[trace] = true;
            if (requirementOf[trace] == NONE || pair(requirementOf[trace], asked)) {
                requirementOf[trace] = requirement;
                traceOf[requirement] = trace;
                return true;
            }
        }
        return false;
    }

    boolean isWhole() {
        return unmet().isEmpty() && unused().isEmpty();
    }

    String finding() {
        List<String> findings = new ArrayList<>();
        if (traces.size() != problems.size()) {
            findings.add("there " + (traces.size() == 1 ? "is " : "are ") + traces.size());
        }
        if (!unmet().isEmpty()) {
            findings.add(
                    unmet().size() == 1
                            ? "requirement " + (unmet().get(0) + 1) + " is not met"
                            : "requirements " + Words.list(numbers(unmet())) + " are not met");
        }
        return findings.isEmpty() ? "some are left over" : Words.list(findings);
    }

    /** Returns each trace that is left over, with what keeps it from meeting the requirements that nobody meets. */
    List<String> details() {
        List<String> details = new ArrayList<>();
        for (int trace : unused().isEmpty() ? all() : unused()) {
            List<String> lines = new ArrayList<>();
            lines.add(TracesAssert.picture(traces.get(trace)));
            for (int requirement : unmet()) {
                for (String problem : problems.get(requirement).get(trace)) {
                    lines.add(Words.indent("requirement " + (requirement + 1) + ": " + problem));
                }
            }
            details.add(String.join("\n", lines));
        }
        return details;
    }

    private List<Integer> all() {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < traces.size(); i++) {
            all.add(i);
        }
        return all;
    }

    private List<Integer> unmet() {
        return unpaired(traceOf);
    }

    private List<Integer> unused() {
        return unpaired(requirementOf);
    }

    private static List<Integer> unpaired(int[] partners) {
        List<Integer> unpaired = new ArrayList<>();
        for (int i = 0; i < partners.length; i++) {
            if (partners[i] == NONE) {
                unpaired.add(i);
            }
        }
        return unpaired;
    }

    private static List<Integer> numbers(List<Integer> indexes) {
        return indexes.stream().map(index -> index + 1).toList();
    }
}
