// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The words for rules in a file of cases: the first word is the rule, what follows is what it asks for. */
final class Checks {
    private static final Map<String, Function<Words, Check>> BY_WORD = Map.ofEntries(
            Map.entry("trace-id", words -> ContextChecks.traceId(words.rest())),
            Map.entry("trace-id-not", words -> ContextChecks.traceIdNot(words.each())),
            Map.entry("trace-id-without", words -> ContextChecks.traceIdWithout(words.rest())),
            Map.entry("parent-id-not", words -> ContextChecks.parentIdNot(words.each())),
            Map.entry("distinct-parent-ids", words -> ContextChecks.distinctParentIds()),
            Map.entry("flags-set", words -> ContextChecks.flagsSet(words.rest())),
            Map.entry("flags-clear", words -> ContextChecks.flagsClear(words.rest())),
            Map.entry("state", words -> ContextChecks.state(words.each())),
            Map.entry("carries", words -> ContextChecks.carries(words.first(), words.afterFirst())),
            Map.entry("tracestate-has", words -> TracestateChecks.hasAnyOf(List.of(Escapes.read(words.rest())))),
            Map.entry("tracestate-has-any-of", words -> TracestateChecks.hasAnyOf(words.each())),
            Map.entry("tracestate-lacks", words -> TracestateChecks.lacks(Escapes.read(words.rest()))),
            Map.entry("tracestate-order", words -> TracestateChecks.order(words.each())),
            Map.entry("tracestate-members", words -> TracestateChecks.members(Integer.parseInt(words.rest()))),
            Map.entry("tracestate-members-as", words -> new TracestateChecks.MembersAs(words.rest())),
            Map.entry("tracestate-not-inherited", words -> TracestateChecks.notInherited()),
            Map.entry("baggage", words -> BaggageChecks.entry(words.first(), Escapes.read(words.afterFirst()))),
            Map.entry("baggage-property", words -> BaggageChecks.property(words.first(), words.afterFirst())),
            Map.entry("baggage-lacks", words -> BaggageChecks.lacks(words.rest())),
            Map.entry("baggage-whole", words -> BaggageChecks.whole()),
            Map.entry("baggage-unbroken", words -> BaggageChecks.unbroken()));

    private Checks() {}

    /** Reads a rule. */
    static Check read(String text, String place) {
        Words words = new Words(text);
        Function<Words, Check> check = BY_WORD.get(words.first());
        if (check == null) {
            throw new IllegalArgumentException(place + ": " + text + " (expected: one of " + BY_WORD.keySet() + ")");
        }
        return check.apply(new Words(words.afterFirst()));
    }

    /** Text whose words are apart by one space. */
    private record Words(String rest) {
        String first() {
            return rest.split(" ", 2)[0];
        }

        String afterFirst() {
            int space = rest.indexOf(' ');
            return space < 0 ? "" : rest.substring(space + 1);
        }

        List<String> each() {
            return List.of(rest.split(" ", -1));
        }
    }
}
