// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

import dev.spanhound.trace.propagation.BaggageEntries;
import dev.spanhound.trace.propagation.BaggageEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Rules for W3C Baggage: all lines of it together, values as they are when decoded. */
final class BaggageChecks {
    private BaggageChecks() {}

    private static Check ofBaggage(String expected, Function<BaggageEntries, Optional<String>> fault) {
        return Check.ofEach((exchange, call) -> fault.apply(BaggageEntries.read(call.headers()))
                .map(actual -> Finding.of(call, expected, "carries " + actual)));
    }

    static Check entry(String key, String value) {
        return ofBaggage("baggage " + HeaderText.visible(key + "=" + value), baggage -> {
            Optional<String> actual = baggage.value(key);
            return actual.filter(value::equals).isPresent()
                    ? Optional.empty()
                    : Optional.of(actual.map(other -> HeaderText.visible(key + "=" + other))
                            .orElse("no " + key));
        });
    }

    static Check lacks(String key) {
        return ofBaggage("no baggage " + key, baggage -> baggage.value(key).map(value -> key + "=" + value));
    }

    /** Checks for a property of the entry of that key: a key, or a key, a space and a value. */
    static Check property(String key, String text) {
        int space = text.indexOf(' ');
        BaggageEntry.Property property = space < 0
                ? new BaggageEntry.Property(text, Optional.empty())
                : new BaggageEntry.Property(
                        text.substring(0, space), Optional.of(Escapes.read(text.substring(space + 1))));
        return ofBaggage("baggage " + key + " with the property " + property, baggage -> {
            List<BaggageEntry> entries = baggage.entries().stream()
                    .filter(entry -> entry.key().equals(key))
                    .toList();
            if (entries.stream().anyMatch(entry -> entry.properties().contains(property))) {
                return Optional.empty();
            }
            return Optional.of(entries.isEmpty() ? "no " + key : entries.get(0).toString());
        });
    }

    /** All that came in goes on. */
    static Check whole() {
        return Check.ofEach((exchange, call) -> {
            List<BaggageEntry> sent = BaggageEntries.read(exchange.sent()).entries();
            List<BaggageEntry> missing = new ArrayList<>(sent);
            missing.removeAll(BaggageEntries.read(call.headers()).entries());
            return missing.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Finding.of(
                            call,
                            "all " + sent.size() + " members of baggage to go on",
                            "lacks " + missing.size() + ", the first is "
                                    + HeaderText.shortened(missing.get(0).toString())));
        });
    }

    /** What goes on is as it came in; members may be missing. */
    static Check unbroken() {
        return Check.ofEach((exchange, call) -> {
            List<BaggageEntry> broken =
                    new ArrayList<>(BaggageEntries.read(call.headers()).entries());
            broken.removeAll(BaggageEntries.read(exchange.sent()).entries());
            return broken.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Finding.of(
                            call,
                            "each member of baggage to go on as it came in, if it does",
                            "carries " + HeaderText.shortened(broken.get(0).toString())));
        });
    }
}
