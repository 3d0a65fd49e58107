// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

import dev.spanhound.trace.propagation.Tracestate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Rules for {@code tracestate}: all lines of it together, the first of a repeated key counts. */
final class TracestateChecks {
    private TracestateChecks() {}

    private static Check ofTracestate(String expected, Function<Tracestate, Optional<String>> fault) {
        return Check.ofEach((exchange, call) -> fault.apply(Tracestate.read(call.headers()))
                .map(actual -> Finding.of(call, expected, "carries " + actual)));
    }

    /** Checks for one of the members, each {@code key=value}. */
    static Check hasAnyOf(List<String> members) {
        return ofTracestate(
                HeaderText.shortened(String.join(" or ", members)) + " in tracestate",
                tracestate -> members.stream().anyMatch(member -> has(tracestate, member))
                        ? Optional.empty()
                        : Optional.of(instead(tracestate, members.get(0))));
    }

    private static boolean has(Tracestate tracestate, String member) {
        int equals = member.indexOf('=');
        return tracestate
                .value(member.substring(0, equals))
                .filter(member.substring(equals + 1)::equals)
                .isPresent();
    }

    private static String instead(Tracestate tracestate, String member) {
        String key = member.substring(0, member.indexOf('='));
        return HeaderText.shortened(
                tracestate.value(key).map(value -> key + "=" + value).orElse("no " + key));
    }

    static Check lacks(String key) {
        return ofTracestate(
                "no " + HeaderText.shortened(key) + " in tracestate",
                tracestate -> tracestate.value(key).map(value -> HeaderText.shortened(key + "=" + value)));
    }

    static Check order(List<String> keys) {
        return ofTracestate(String.join(", ", keys) + " in this order in tracestate", tracestate -> {
            List<String> actual =
                    tracestate.keys().stream().filter(keys::contains).toList();
            boolean isOrdered = actual.equals(keys) || actual.size() < keys.size();
            return isOrdered ? Optional.empty() : Optional.of(String.join(", ", actual));
        });
    }

    static Check members(int count) {
        return ofTracestate(
                count + " members in tracestate",
                tracestate -> tracestate.keys().size() == count
                        ? Optional.empty()
                        : Optional.of(String.valueOf(tracestate.keys().size())));
    }

    /** None of the keys that came in goes on, whether they were valid or not. */
    static Check notInherited() {
        return Check.ofEach((exchange, call) -> {
            Set<String> keys = exchange.sent().values("tracestate").stream()
                    .flatMap(line -> Arrays.stream(line.split(",", -1)))
                    .map(member -> member.split("=", 2)[0].strip())
                    .collect(Collectors.toSet());
            return Tracestate.read(call.headers()).members().stream()
                    .filter(member -> keys.contains(member.key()))
                    .findFirst()
                    .map(member -> Finding.of(
                            call,
                            "nothing of the tracestate that came in",
                            "carries " + HeaderText.shortened(member.toString())));
        });
    }

    /** As many members as the calls of another case carry: the service may add its own. */
    record MembersAs(String caseId) implements Check {
        @Override
        public List<Finding> judge(Exchange exchange) {
            Optional<Integer> reference = exchange.reference().stream()
                    .flatMap(other -> other.calls().stream())
                    .map(MembersAs::count)
                    .findFirst();
            return reference
                    .map(count -> members(count).judge(exchange))
                    .orElseGet(
                            () -> List.of(Finding.ofAll("a call of " + caseId + " to compare with", "there is none")));
        }

        private static int count(OutgoingCall call) {
            return Tracestate.read(call.headers()).keys().size();
        }
    }
}
