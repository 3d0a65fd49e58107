// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.propagation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spanhound.assertions.diagnosis.Words;
import dev.spanhound.trace.propagation.BaggageEntries;
import dev.spanhound.trace.propagation.BaggageEntry;
import dev.spanhound.trace.propagation.HeaderLine;
import dev.spanhound.trace.propagation.HeaderLines;
import java.util.List;
import java.util.Optional;

/** Judges {@code baggage}. */
final class BaggageChecks {
    private BaggageChecks() {}

    static Optional<HeaderReport> missing(HeaderLines lines, String key, String value) {
        String expectation = "to have the baggage " + key + "=" + value;
        List<HeaderLine> sent = lines.lines(BaggageEntries.HEADER);
        if (sent.isEmpty()) {
            return Optional.of(new HeaderReport(expectation, "there is no baggage")
                    .missing(BaggageEntries.HEADER)
                    .cause(
                            "the caller has no baggage propagator (OTEL_PROPAGATORS=tracecontext,baggage), or the baggage was"
                                    + " not in the context that was current at the call"));
        }
        BaggageEntries baggage = BaggageEntries.read(lines);
        if (!baggage.violations().isEmpty()) {
            return Optional.of(HeaderReport.broken(expectation, baggage.violations()));
        }
        Optional<String> found = baggage.value(key);
        if (found.filter(value::equals).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                found.isPresent()
                        ? new HeaderReport(expectation, "it is " + key + "=" + found.get())
                                .mark(sent, key + " has another value")
                                .comparing(value, found.get())
                        : new HeaderReport(expectation, "there is only " + keys(baggage))
                                .mark(sent, key + " is missing")
                                .comparing(key, keys(baggage)));
    }

    private static String keys(BaggageEntries baggage) {
        return Words.list(
                baggage.entries().stream().map(BaggageEntry::key).distinct().toList());
    }

    static Optional<HeaderReport> present(HeaderLines lines, String key) {
        return BaggageEntries.read(lines)
                .value(key)
                .map(found -> new HeaderReport("not to have the baggage " + key, "it is " + key + "=" + found)
                        .mark(lines.lines(BaggageEntries.HEADER), key + " is not expected"));
    }

    static Optional<HeaderReport> tooMuch(HeaderLines lines) {
        List<HeaderLine> sent = lines.lines(BaggageEntries.HEADER);
        String expectation = "to have baggage that each platform sends on";
        BaggageEntries baggage = BaggageEntries.read(lines);
        if (!baggage.violations().isEmpty()) {
            return Optional.of(HeaderReport.broken(expectation, baggage.violations()));
        }
        String whole = String.join(",", lines.values(BaggageEntries.HEADER));
        int members = baggage.entries().size();
        int bytes = whole.getBytes(UTF_8).length;
        if (members <= BaggageEntries.MEMBERS_SENT_ON && bytes <= BaggageEntries.BYTES_SENT_ON) {
            return Optional.empty();
        }
        String size = Words.count(members, "list-member") + " of " + Words.count(bytes, "byte");
        return Optional.of(new HeaderReport(expectation, "it has " + size)
                .mark(sent, "too much")
                .rule(
                        "W3C Baggage, 3.3.2: up to 64 list-members and 8192 bytes must be sent on, and more may be dropped")
                .comparing("at most 64 list-members of 8192 bytes", size));
    }
}
