// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.propagation;

import static dev.spanhound.assertions.Failures.assertFails;
import static dev.spanhound.assertions.TraceAssertions.assertThat;

import dev.spanhound.trace.propagation.HeaderLines;
import org.junit.jupiter.api.Test;

class TracestateAssertTest {
    private final HeaderLines lines = HeaderLines.of("tracestate", "ours=1,theirs=a b", "Tracestate", "old=2");

    @Test
    void passesOverAllLines() {
        assertThat(lines)
                .hasTracestate()
                .with("ours", "1")
                .with("theirs", "a b")
                .with("old")
                .without("new")
                .inOrder("ours", "old");
        assertThat(HeaderLines.of("traceparent", "x")).hasNoTracestate();
    }

    @Test
    void failsForAnotherValue() {
        assertFails(() -> assertThat(lines).hasTracestate().with("old", "3"), """
                expected the headers to have the tracestate member old=3, but it is old=2:

                  tracestate: ours=1,theirs=a b   ✗ old has another value
                  Tracestate: old=2   ✗ old has another value""");
    }

    @Test
    void failsForAMissingMember() {
        assertFails(() -> assertThat(lines).hasTracestate().with("new", "3"), """
                expected the headers to have the tracestate member new=3, but there is only ours, theirs and old:

                  tracestate: ours=1,theirs=a b   ✗ new is missing
                  Tracestate: old=2   ✗ new is missing""");
        assertFails(
                () -> assertThat(HeaderLines.of("tracestate", ""))
                        .hasTracestate()
                        .with("new"),
                """
                expected the headers to have the tracestate member new, but it is empty:

                  tracestate:    ✗ new is missing""");
    }

    @Test
    void failsForAMemberThatShouldNotBeThere() {
        assertFails(() -> assertThat(lines).hasTracestate().without("old"), """
                expected the headers not to have the tracestate member old, but it is old=2:

                  tracestate: ours=1,theirs=a b   ✗ old is not expected
                  Tracestate: old=2   ✗ old is not expected""");
    }

    @Test
    void failsForAnotherOrder() {
        assertFails(() -> assertThat(lines).hasTracestate().inOrder("old", "ours"), """
                expected the headers to have the tracestate members old and ours in this order, but the order is ours and old:

                  tracestate: ours=1,theirs=a b   ✗ another order
                  Tracestate: old=2   ✗ another order""");
        assertFails(() -> assertThat(lines).hasTracestate().inOrder("new", "ours"), """
                expected the headers to have the tracestate members new and ours in this order, but there is only ours, theirs and old:

                  tracestate: ours=1,theirs=a b   ✗ members are missing
                  Tracestate: old=2   ✗ members are missing""");
    }

    @Test
    void failsIfThereIsNone() {
        assertFails(() -> assertThat(HeaderLines.of("Host", "a")).hasTracestate(), """
                expected the headers to have a tracestate, but there is none:

                  Host: a
                  (missing) tracestate""");
    }

    @Test
    void failsIfThereIsOneAlthoughItShouldNot() {
        assertFails(() -> assertThat(lines).hasNoTracestate(), """
                expected the headers to have no tracestate, but there is one:

                  tracestate: ours=1,theirs=a b   ✗ not expected
                  Tracestate: old=2   ✗ not expected""");
    }

    @Test
    void failsForADoubledLineByItsKeys() {
        assertFails(
                () -> assertThat(HeaderLines.of("tracestate", "a=1", "tracestate", "a=1,B=2"))
                        .hasTracestate(),
                """
                expected the headers to have a valid tracestate, but it is not valid (the key a again; the key B has 'B'):

                  tracestate: a=1
                  tracestate: a=1,B=2   ✗ the key a again; the key B has 'B'
                              ^   ^

                  rule: W3C Trace Context level 2, 3.5: a key must not be there several times
                  rule: W3C Trace Context level 2, 3.3.2.2.1: a key is 1 to 256 of a-z, 0-9 and _-*/@, the first one of a-z and 0-9""");
    }
}
