// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

import java.util.ArrayList;
import java.util.List;

/**
 * A rule of a case.
 *
 * @param check the rule
 * @param isBeyondHarness whether the W3C's harness does not check it
 */
record Expectation(Check check, boolean isBeyondHarness) {

    /** Returns all rules of a case: that the context is valid, and those that are written. */
    static List<Expectation> all(ContractCase contractCase, CaseText text) {
        List<Expectation> all = new ArrayList<>();
        if (contractCase.suite() != ContractSuite.BAGGAGE) {
            all.add(new Expectation(new ValidContext(), false));
        }
        text.all("expect").forEach(words -> all.add(new Expectation(Checks.read(words, text.place()), false)));
        text.all("beyond").forEach(words -> all.add(new Expectation(Checks.read(words, text.place()), true)));
        return List.copyOf(all);
    }

    List<Finding> judge(Exchange exchange) {
        List<Finding> findings = check.judge(exchange);
        return isBeyondHarness ? findings.stream().map(Finding::beyondHarness).toList() : findings;
    }
}
