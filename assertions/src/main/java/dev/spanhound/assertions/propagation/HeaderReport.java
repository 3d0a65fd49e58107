// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.propagation;

import dev.spanhound.assertions.diagnosis.Words;
import dev.spanhound.trace.propagation.HeaderLine;
import dev.spanhound.trace.propagation.HeaderLines;
import dev.spanhound.trace.propagation.Violation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Why headers are not as expected: a headline, marks beside lines, and the rules that are broken. */
final class HeaderReport {
    private final String headline;
    private final List<HeaderListing.Mark> marks = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final Set<String> rules = new LinkedHashSet<>();
    private String cause = "";
    private String expected;
    private String found;

    /**
     * Begins a report.
     *
     * @param expectation in the words that follow "expected the headers"
     * @param finding in the words that follow "but"
     */
    HeaderReport(String expectation, String finding) {
        this("headers", expectation, finding);
    }

    /** Begins a report on a part of the headers. */
    HeaderReport(String subject, String expectation, String finding) {
        this.headline = "expected the " + subject + " " + expectation + ", but " + finding + ":";
        this.expected = expectation;
        this.found = finding;
    }

    /** Returns the report of a thing that breaks rules. */
    static HeaderReport broken(String expectation, Collection<Violation> violations) {
        String problems = violations.stream().map(Violation::problem).distinct().collect(Collectors.joining("; "));
        return new HeaderReport(expectation, "it is not valid (" + problems + ")").violations(violations);
    }

    HeaderReport violations(Collection<Violation> violations) {
        for (Violation violation : violations) {
            violation.line().ifPresentOrElse(line -> mark(line, violation.at(), violation.problem()), () -> {
                missing.add(violation.header());
            });
            rules.add(violation.rule());
        }
        return this;
    }

    /** Says what is wrong with a line, at a character of its value if that is not negative. */
    HeaderReport mark(HeaderLine line, int at, String problem) {
        marks.add(new HeaderListing.Mark(line, at, problem));
        return this;
    }

    HeaderReport mark(Collection<HeaderLine> lines, String problem) {
        lines.forEach(line -> mark(line, -1, problem));
        return this;
    }

    /** Shows a header that is not there. */
    HeaderReport missing(String header) {
        missing.add(header);
        return this;
    }

    HeaderReport rule(String broken) {
        rules.add(broken);
        return this;
    }

    HeaderReport cause(String likely) {
        cause = likely;
        return this;
    }

    /** Gives two texts for the IDE to compare. */
    HeaderReport comparing(String expectedText, String foundText) {
        expected = expectedText;
        found = foundText;
        return this;
    }

    String expected() {
        return expected;
    }

    String found() {
        return found;
    }

    String message(HeaderLines lines) {
        List<String> blocks = new ArrayList<>();
        blocks.add(headline);
        blocks.add(Words.indent(HeaderListing.show(lines, marks, missing)));
        if (!rules.isEmpty()) {
            blocks.add(rules.stream().map(rule -> "  rule: " + rule).collect(Collectors.joining("\n")));
        }
        if (!cause.isEmpty()) {
            blocks.add(Words.indent("likely cause: " + cause));
        }
        return String.join("\n\n", blocks);
    }
}
