// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

import dev.spanhound.trace.propagation.ExtractedContext;
import dev.spanhound.trace.propagation.PropagationFormat;
import dev.spanhound.trace.propagation.SamplingState;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Rules for trace ID, parent ID, flags and decision. */
final class ContextChecks {
    private ContextChecks() {}

    static Check traceId(String id) {
        return Check.ofContext(
                "trace " + id + " to go on",
                context -> isWhole(id, context) ? Optional.empty() : Optional.of("trace " + traceIdOf(context)));
    }

    /** An ID of 128 bits goes on whole, but in OT trace, which has 64 bits. */
    private static boolean isWhole(String id, ExtractedContext context) {
        boolean hasBothHalves = id.length() == 32 && context.format() != PropagationFormat.OT_TRACE;
        return hasBothHalves ? context.traceId().equals(id) : context.isOfTrace(id);
    }

    /** None of the IDs goes on; they need not be valid. */
    static Check traceIdNot(List<String> ids) {
        return Check.ofContext(
                "a new trace",
                context -> ids.stream()
                        .filter(id -> goesOn(id, context))
                        .findFirst()
                        .map(id -> "trace " + traceIdOf(context) + ", which came in"));
    }

    private static boolean goesOn(String id, ExtractedContext context) {
        boolean isComparable = id.length() == 32 || id.length() == 16;
        return isComparable ? context.isOfTrace(id) : context.traceId().equals(id);
    }

    static Check traceIdWithout(String digits) {
        return Check.ofContext(
                "a new trace",
                context -> context.traceId().contains(digits)
                        ? Optional.of("trace " + context.traceId() + ", which has " + digits + " of what came in")
                        : Optional.empty());
    }

    static Check parentIdNot(List<String> ids) {
        return Check.ofContext(
                "a parent ID of the service's own",
                context -> ids.contains(context.spanId())
                        ? Optional.of("parent ID " + context.spanId() + ", which came in")
                        : Optional.empty());
    }

    static Check distinctParentIds() {
        return exchange -> {
            Set<String> ids = exchange.calls().stream()
                    .flatMap(call -> exchange.context(call).stream())
                    .map(ExtractedContext::spanId)
                    .collect(Collectors.toCollection(TreeSet::new));
            int calls = exchange.calls().size();
            return ids.isEmpty() || ids.size() == calls
                    ? List.of()
                    : List.of(Finding.ofAll(
                            "a parent ID of its own for each of " + calls + " calls",
                            "they carry " + ids.size() + ": " + String.join(", ", ids)));
        };
    }

    static Check flagsSet(String mask) {
        int bits = HexFormat.fromHexDigits(mask);
        return Check.ofContext(
                "flag " + mask + " to go on",
                context -> (context.flags() & bits) == bits ? Optional.empty() : Optional.of(flags(context)));
    }

    static Check flagsClear(String mask) {
        int bits = HexFormat.fromHexDigits(mask);
        String expected = Integer.bitCount(bits) == 1 ? "flag " + mask + " not to be set" : "no flag of " + mask;
        return Check.ofContext(
                expected, context -> (context.flags() & bits) == 0 ? Optional.empty() : Optional.of(flags(context)));
    }

    private static String flags(ExtractedContext context) {
        return "flags " + HexFormat.of().toHexDigits((byte) context.flags());
    }

    /** The decision is one of these. Formats that cannot say debug or defer are asked for sampled or not. */
    static Check state(List<String> names) {
        List<SamplingState> states = names.stream()
                .map(name -> SamplingState.valueOf(name.toUpperCase(Locale.ROOT)))
                .toList();
        String expected = "the decision \"" + String.join(" or ", names) + "\" to go on";
        return Check.ofEach((exchange, call) -> exchange.context(call)
                .filter(context -> !isOneOf(states, context.sampling(), exchange.sending()))
                .map(context -> Finding.of(
                        call, expected, "carries \"" + context.sampling().name().toLowerCase(Locale.ROOT) + "\"")));
    }

    private static boolean isOneOf(List<SamplingState> states, SamplingState state, SentFormats sending) {
        if (sending.knowDebugAndDefer()) {
            return states.contains(state);
        }
        return states.contains(state) || states.stream().anyMatch(each -> each.isSampled() == state.isSampled());
    }

    /** The format's own baggage, or what else it carries. */
    static Check carries(String key, String value) {
        return Check.ofContext(key + "=" + value + " to go on", context -> {
            String actual = context.baggage().getOrDefault(key, context.extras().getOrDefault(key, ""));
            return actual.equals(value)
                    ? Optional.empty()
                    : Optional.of(actual.isEmpty() ? "no " + key : key + "=" + actual);
        });
    }

    private static String traceIdOf(ExtractedContext context) {
        return !context.hasTraceId()
                ? "none"
                : context.isTraceIdShort() ? context.traceId().substring(16) : context.traceId();
    }
}
