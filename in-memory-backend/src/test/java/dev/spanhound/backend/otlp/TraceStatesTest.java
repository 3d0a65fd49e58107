// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.opentelemetry.api.trace.TraceState;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceStatesTest {

    @Test
    void keepsTheOrderOfTheMembers() {
        assertThat(TraceStates.parse("foo=1,bar=2,t@v=a b").asMap())
                .containsExactly(entry("foo", "1"), entry("bar", "2"), entry("t@v", "a b"));
    }

    @Test
    void allowsSpacesAroundMembersAndEmptyMembers() {
        assertThat(TraceStates.parse(" foo=1 \t,, \t bar=2,").asMap())
                .containsExactly(entry("foo", "1"), entry("bar", "2"));
    }

    @Test
    void takesTheFirstOfARepeatedKey() {
        assertThat(TraceStates.parse("foo=1,bar=2,foo=3").asMap())
                .containsExactly(entry("foo", "1"), entry("bar", "2"));
    }

    @Test
    void takesThirtyTwoMembersAndNotOneMore() {
        assertThat(TraceStates.parse(members(32)).size()).isEqualTo(32);
        assertThat(TraceStates.parse(members(33))).isEqualTo(TraceState.getDefault());
        assertThat(TraceStates.parse(members(200_000))).isEqualTo(TraceState.getDefault());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "foo",
                "foo=1,bar",
                "=1",
                "FOO=1",
                "foo=1,FOO=1",
                "foo=a=b",
                "foo=,bar=1",
                "größe=1",
                "foo =1",
                "\nfoo=1",
                "foo=1\u001f"
            })
    void isEmptyIfAMemberIsNotValid(String header) {
        assertThat(TraceStates.parse(header)).isEqualTo(TraceState.getDefault());
    }

    private static String members(int count) {
        return IntStream.range(0, count).mapToObj(i -> "k" + i + "=" + i).collect(Collectors.joining(","));
    }
}
