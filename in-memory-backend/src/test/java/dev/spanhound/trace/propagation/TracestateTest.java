// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.propagation;

import static dev.spanhound.trace.propagation.Contexts.describe;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracestateTest {

    private static Tracestate read(String... lines) {
        HeaderLines headers = HeaderLines.none();
        for (String line : lines) {
            headers = headers.with("TraceState", line);
        }
        return Tracestate.read(headers);
    }

    private static String members(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> String.format("bar%02d=%02d", i, i))
                .collect(Collectors.joining(","));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        members are kept in order              | foo=1,bar=2               | foo=1,bar=2             | ''
        white space around commas goes         | 'foo=1 \t , \t bar=2, \t baz=3' | foo=1,bar=2,baz=3  | ''
        outer white space goes                 | '\t foo=1 \t'             | foo=1                   | ''
        empty members are allowed              | 'foo=1,,bar=2, ,baz=3'    | foo=1,bar=2,baz=3       | ''
        nothing is allowed                     | ''                        | ''                      | ''
        a space inside of a value stays        | 'foo= a b'                | 'foo= a b'              | ''
        a key may begin with a digit           | 1foo=1                    | 1foo=1                  | ''
        a key may have these                   | a-z0_9*/@=1               | a-z0_9*/@=1             | ''
        an at sign is where it will since 2026 | foo@=1,foo@@bar=2,a@b@c=3 | foo@=1,foo@@bar=2,a@b@c=3 | ''
        a key does not begin with an at sign   | @foo=1,bar=2              | bar=2                   | tracestate at 0: the key @foo has '@'
        a key has no space                     | foo =1                    | ''                      | tracestate at 3: the key foo  has ' '
        a key has no upper case                | FOO=1                     | ''                      | tracestate at 0: the key FOO has 'F'
        a key has no dot                       | foo.bar=1                 | ''                      | tracestate at 3: the key foo.bar has '.'
        a key is not empty                     | =1                        | ''                      | tracestate at 0: a key is empty
        a value has no equals sign             | foo=bar=baz               | ''                      | tracestate at 7: the value bar=baz has '='
        a value is not empty                   | foo=,bar=3                | bar=3                   | tracestate at 4: a value is empty
        a value is ASCII                       | foo=ü                     | ''                      | tracestate at 4: the value ü has 'ü'
        a member has an equals sign            | foo                       | ''                      | tracestate at 0: the list-member foo has no '='
        a key is there once                    | foo=1,foo=2               | foo=1,foo=2             | tracestate at 6: the key foo again
        """)
    void readsMembers(String sentence, String header, String members, String violations) {
        Tracestate state = read(header);

        assertThat(state).hasToString(members);
        assertThat(describe(state.violations())).isEqualTo(violations);
    }

    @Test
    void takesAllLinesAsOneList() {
        Tracestate state = read("foo=1,bar=2", "", "rojo=1,congo=2", "bar=3");

        assertThat(state.keys()).containsExactly("foo", "bar", "rojo", "congo");
        assertThat(state.value("bar")).contains("2");
        assertThat(state.value("baz")).isEmpty();
        assertThat(describe(state.violations())).isEqualTo("tracestate at 0: the key bar again");
        assertThat(state.violations().get(0).line()).contains(new HeaderLine(3, "TraceState", "bar=3"));
    }

    @Test
    void hasThirtyTwoMembersAtMost() {
        assertThat(read(members(32)).violations()).isEmpty();
        assertThat(describe(read(members(31), "a=1", "b=1,c=1").violations()))
                .isEqualTo("tracestate at 0: a 33rd list-member");
    }

    @Test
    void hasKeysAndValuesOf256Characters() {
        String most = "z".repeat(256);

        assertThat(read(most + "=" + most).violations()).isEmpty();
        assertThat(describe(read(most + "z=1").violations())).isEqualTo("tracestate at 0: a key has 257 characters");
        assertThat(describe(read("z=" + most + "z").violations()))
                .isEqualTo("tracestate at 2: a value has 257 characters");
    }

    @Test
    void saysTheRuleAndItsSource() {
        assertThat(read("ok=1", "FOO=1").violations())
                .hasToString(
                        "[tracestate \"FOO=1\": the key FOO has 'F', at character 1 (W3C Trace Context level 2, 3.3.2.2.1:"
                                + " a key is 1 to 256 of a-z, 0-9 and _-*/@, the first one of a-z and 0-9)]");
    }
}
