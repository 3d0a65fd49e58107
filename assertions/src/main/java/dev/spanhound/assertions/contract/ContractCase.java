// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

import dev.spanhound.trace.propagation.HeaderLines;
import java.util.List;
import java.util.Optional;

/** One request with a context, and what the calls that follow must carry. */
public final class ContractCase {
    private final ContractSuite suite;
    private final String id;
    private final String why;
    private final String rule;
    private final int level;
    private final boolean strict;
    private final int calls;
    private final Optional<String> harnessStep;
    private final HeaderLines headers;
    private final List<Expectation> expectations;

    ContractCase(ContractSuite suite, CaseText text) {
        this.suite = suite;
        id = text.id();
        why = text.only("why");
        rule = text.only("rule");
        level = Integer.parseInt(text.first("level").orElse("1"));
        strict = text.first("strict").isPresent();
        calls = Integer.parseInt(text.first("calls").orElse("1"));
        harnessStep = text.first("harness");
        headers = text.headers();
        expectations = Expectation.all(this, text);
    }

    /** Returns the format that it is about. */
    public ContractSuite suite() {
        return suite;
    }

    /** Returns its name, {@code group/variant}, which is unique in all suites. */
    public String id() {
        return id;
    }

    /** Returns what comes before the slash in its name. */
    public String group() {
        return id.substring(0, id.indexOf('/'));
    }

    /** Returns in a sentence what is expected and why. */
    public String why() {
        return why;
    }

    /** Returns which specification says so, and where. */
    public String rule() {
        return rule;
    }

    /** Returns the level of the specification that asks for it; 1 where a format has no levels. */
    public int level() {
        return level;
    }

    /** Returns whether the W3C's harness checks it only if it is told to be strict, as it is by default. */
    public boolean isStrict() {
        return strict;
    }

    /** Returns how many calls the service has to make. */
    public int calls() {
        return calls;
    }

    /** Returns the test of the W3C's harness that this comes from, and its step; empty if the harness has no such test. */
    public Optional<String> harnessStep() {
        return harnessStep;
    }

    /** Returns the header lines that are sent, in order. */
    public HeaderLines headers() {
        return headers;
    }

    List<Expectation> expectations() {
        return expectations;
    }

    /** Returns the case that this one is compared with, if there is one. */
    Optional<ContractCase> reference() {
        return expectations.stream()
                .map(Expectation::check)
                .filter(TracestateChecks.MembersAs.class::isInstance)
                .map(check -> ((TracestateChecks.MembersAs) check).caseId())
                .flatMap(other -> suite.cases().stream().filter(each -> each.id.equals(other)))
                .findFirst();
    }

    /** Returns the name and why. */
    @Override
    public String toString() {
        return id + ": " + why;
    }
}
