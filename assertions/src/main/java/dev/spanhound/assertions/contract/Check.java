// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

import dev.spanhound.trace.propagation.ExtractedContext;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A rule for the calls of a case. */
interface Check {

    /** Returns where it does not hold; nothing if it holds. */
    List<Finding> judge(Exchange exchange);

    /** Returns a rule for each call. */
    static Check ofEach(BiFunction<Exchange, OutgoingCall, Optional<Finding>> rule) {
        return exchange -> exchange.calls().stream()
                .flatMap(call -> rule.apply(exchange, call).stream())
                .toList();
    }

    /**
     * Returns a rule for the context of each call. A call without a context that can be read is not judged: that it has none
     * is a finding of {@link ValidContext}.
     *
     * @param expected what is expected, as it follows "expected"
     * @param fault what a call carries instead; empty if the rule holds
     */
    static Check ofContext(String expected, Function<ExtractedContext, Optional<String>> fault) {
        return ofEach((exchange, call) ->
                exchange.context(call).flatMap(fault).map(actual -> Finding.of(call, expected, "carries " + actual)));
    }
}
