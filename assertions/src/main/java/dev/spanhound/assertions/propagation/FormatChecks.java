// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.propagation;

import dev.spanhound.assertions.diagnosis.Words;
import dev.spanhound.trace.propagation.Extraction;
import dev.spanhound.trace.propagation.HeaderLine;
import dev.spanhound.trace.propagation.HeaderLines;
import dev.spanhound.trace.propagation.PropagationFormat;
import dev.spanhound.trace.propagation.Violation;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges whether a format is there as it should be, or not there. */
final class FormatChecks {
    private FormatChecks() {}

    /** Returns why this is no valid context. {@code tracestate} is an assertion of its own. */
    static Optional<HeaderReport> failure(HeaderLines lines, Extraction extraction) {
        PropagationFormat format = extraction.format();
        String expectation = "to have a valid " + Spots.noun(format);
        List<Violation> violations = extraction.violations().stream()
                .filter(each -> !each.header().equals("tracestate"))
                .toList();
        if (extraction.isAbsent()) {
            return Optional.of(absent(expectation, format, PropagationFormat.in(lines)));
        }
        return violations.isEmpty() ? Optional.empty() : Optional.of(HeaderReport.broken(expectation, violations));
    }

    private static HeaderReport absent(String expectation, PropagationFormat format, Set<PropagationFormat> others) {
        String header = format.headers().get(0);
        if (others.isEmpty()) {
            return new HeaderReport(expectation, "there is no trace context").missing(header);
        }
        String found = Words.list(others);
        return new HeaderReport(expectation, "there is only " + found)
                .missing(header)
                .comparing(format.toString(), found)
                .cause("the caller propagates " + found + " and not " + format
                        + ": its propagators (OTEL_PROPAGATORS for OpenTelemetry) lack it");
    }

    /** Returns the report of formats that should not be there. */
    static HeaderReport unwanted(String where, HeaderLines lines, Collection<PropagationFormat> formats) {
        String expectation = where.isEmpty() ? "to have no trace context" : "to have a trace context " + where;
        HeaderReport report = new HeaderReport(expectation, "there is " + Words.list(formats));
        for (HeaderLine line : lines.lines()) {
            formats.stream()
                    .filter(format -> format.headers().stream().anyMatch(line::isNamed))
                    .findFirst()
                    .ifPresent(format -> report.mark(line, -1, "not expected: " + format));
        }
        return report;
    }
}
