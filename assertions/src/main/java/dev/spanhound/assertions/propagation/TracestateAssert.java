// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.propagation;

import dev.spanhound.assertions.diagnosis.Words;
import dev.spanhound.trace.propagation.Tracestate;
import java.util.List;
import java.util.Optional;

/**
 * Assertions on a valid {@code tracestate}, and on the other headers beside it.
 *
 * <pre>{@code assertThat(request).hasTracestate().with("vendor", "1").inOrder("ours", "vendor");}</pre>
 */
public class TracestateAssert extends HeadersAssert {
    private final Optional<Tracestate> state;

    TracestateAssert(HeadersAssert headers, Optional<Tracestate> state) {
        super(headers);
        this.state = state;
    }

    /** Verifies the value of a member. */
    public TracestateAssert with(String key, String value) {
        return state.isEmpty() ? this : check(state.get(), key, value);
    }

    private TracestateAssert check(Tracestate found, String key, String value) {
        Optional<String> other = found.value(key);
        if (other.filter(value::equals).isPresent()) {
            return this;
        }
        String expectation = "to have the tracestate member " + key + "=" + value;
        return other.map(has -> fail(expectation, "it is " + key + "=" + has, key + " has another value", value, has))
                .orElseGet(() -> fail(expectation, only(found), key + " is missing", key, found.toString()));
    }

    /** Verifies that there is a member with this key. */
    public TracestateAssert with(String key) {
        return state.filter(found -> found.value(key).isEmpty())
                .map(found -> fail(
                        "to have the tracestate member " + key,
                        only(found),
                        key + " is missing",
                        key,
                        found.toString()))
                .orElse(this);
    }

    /** Verifies that there is no member with this key. */
    public TracestateAssert without(String key) {
        return state.flatMap(found -> found.value(key))
                .map(value -> fail(
                        "not to have the tracestate member " + key,
                        "it is " + key + "=" + value,
                        key + " is not expected",
                        "no " + key,
                        key + "=" + value))
                .orElse(this);
    }

    /**
     * Verifies that these members are there in this order, from the left. Others may be between them. A vendor that adds or
     * changes its member puts it at the left (W3C Trace Context level 2, 3.5).
     */
    public TracestateAssert inOrder(String... keys) {
        if (state.isEmpty()) {
            return this;
        }
        List<String> wanted = List.of(keys);
        List<String> found =
                state.get().keys().stream().filter(wanted::contains).toList();
        if (found.equals(wanted)) {
            return this;
        }
        String list = Words.list(wanted);
        return fail(
                "to have the tracestate members " + list + " in this order",
                found.size() < wanted.size() ? only(state.get()) : "the order is " + Words.list(found),
                found.size() < wanted.size() ? "members are missing" : "another order",
                list,
                Words.list(found));
    }

    private static String only(Tracestate found) {
        return found.members().isEmpty() ? "it is empty" : "there is only " + Words.list(found.keys());
    }

    private TracestateAssert fail(String expectation, String finding, String mark, String expected, String found) {
        fail(new HeaderReport(expectation, finding)
                .mark(actual.lines("tracestate"), mark)
                .comparing(expected, found));
        return this;
    }
}
