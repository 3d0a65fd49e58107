// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.propagation;

import static dev.spanhound.trace.propagation.Contexts.describe;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaggageEntriesTest {
    private static final String ENCODED = "%09%20%22%27%3B%3Dasdf%21%40%23%24%25%5E%26%2A%28%29";
    private static final String DECODED = "\t \"';=asdf!@#$%^&*()";

    /** Returns entries as {@code [key|value|property|property=value]}, decoded. */
    private static String show(BaggageEntries baggage) {
        return baggage.entries().stream()
                .map(entry -> "[" + entry.key() + "|" + entry.value()
                        + entry.properties().stream()
                                .map(property -> "|" + property.key()
                                        + property.value()
                                                .map(value -> "=" + value)
                                                .orElse(""))
                                .collect(Collectors.joining())
                        + "]")
                .collect(Collectors.joining());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
        one member,                      'SomeKey=SomeValue', '[SomeKey|SomeValue]'
        properties bare and valued,      'a=1;p,b=2;q=3', '[a|1|p][b|2|q=3]'
        white space around delimiters,   'a \t = \t 1 \t ; \t p \t , \t b \t = \t 2 \t ; \t q \t = \t 3', '[a|1|p][b|2|q=3]'
        only the first equals sign splits, 'a=1=2', '[a|1=2]'
        properties of one name are kept, 'a=1;p;p=2;p=3', '[a|1|p|p=2|p=3]'
        an encoded equals sign makes a bare property, 'a=1;p%20%3D%202', '[a|1|p%20%3D%202]'
        a value may be empty,            'a=', '[a|]'
        a plus is a plus,                'a=1+1', '[a|1+1]'
        UTF-8 is decoded,                'a=Am%C3%A9lie', '[a|Amélie]'
        no UTF-8 becomes U+FFFD,         'a=%FFx', '[a|\uFFFDx]'
        a key may have these,            '!#$%&''*+-.^_`|~aZ9=1', '[!#$%&''*+-.^_`|~aZ9|1]'
        """)
    void reads(String sentence, String header, String entries) {
        BaggageEntries baggage = BaggageEntries.read(HeaderLines.of("Baggage", header));

        assertThat(show(baggage)).isEqualTo(entries);
        assertThat(baggage.violations()).isEmpty();
        assertThat(BaggageEntries.read(baggage.write())).isEqualTo(baggage);
    }

    @Test
    void decodesValuesOfEntriesAndProperties() {
        BaggageEntries baggage = BaggageEntries.read(HeaderLines.of("baggage", "a= " + ENCODED + " ;p=" + ENCODED));

        assertThat(show(baggage)).isEqualTo("[a|" + DECODED + "|p=" + DECODED + "]");
        assertThat(BaggageEntries.read(baggage.write())).isEqualTo(baggage);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '~', textBlock = """
        a member has an equals sign   ~ a,b=1     ~ [b|1] ~ baggage at 0: the list-member a has no '='
        a key is a token              ~ a b=1     ~ ''    ~ baggage at 1: the key a b has ' '
        a key is ASCII                ~ é=1       ~ ''    ~ baggage at 0: the key é has 'é'
        a key is not empty            ~ =1        ~ ''    ~ baggage at 0: a key is empty
        a space must be encoded       ~ a=1 2,b=2 ~ [b|2] ~ baggage at 3: the value 1 2 has ' '
        non-ASCII must be encoded     ~ a=é       ~ ''    ~ baggage at 2: the value é has 'é'
        a percent sign begins an octet ~ a=50%    ~ ''    ~ baggage at 4: the value 50% has '%' without two hex digits
        so does one in a property     ~ a=1;p=%g1 ~ ''    ~ baggage at 6: the value %g1 has '%' without two hex digits
        a property is not empty       ~ a=1;      ~ ''    ~ baggage at 4: a key is empty
        a member is not empty         ~ a=1,      ~ [a|1] ~ baggage at 4: a list-member is empty
        a header is not empty         ~ ''        ~ ''    ~ baggage at 0: a list-member is empty
        a key should be there once    ~ a=1,a=2   ~ [a|1][a|2] ~ baggage at 4: the key a again
        """)
    void saysWhatIsWrong(String sentence, String header, String entries, String violations) {
        BaggageEntries baggage = BaggageEntries.read(HeaderLines.of("baggage", header));

        assertThat(show(baggage)).isEqualTo(entries);
        assertThat(describe(baggage.violations())).isEqualTo(violations);
    }

    @Test
    void takesAllLinesAsOneList() {
        BaggageEntries baggage = BaggageEntries.read(HeaderLines.of("baggage", "a=1", "BAGGAGE", "b=2,a=3"));

        assertThat(baggage.value("a")).contains("1");
        assertThat(baggage.value("b")).contains("2");
        assertThat(baggage.value("c")).isEmpty();
        assertThat(describe(baggage.violations())).isEqualTo("baggage at 4: the key a again");
    }

    @Test
    void writesWhatItReads() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("userId", "Amélie");
        values.put("serverNode", "DF 28, 50%");

        assertThat(BaggageEntries.of(values).write())
                .hasToString("baggage: userId=Am%C3%A9lie,serverNode=DF%2028%2C%2050%25");
        assertThat(BaggageEntries.of(Map.of()).write().isEmpty()).isTrue();
    }

    @Test
    void allowsOneHundredAndEightyMembers() {
        String most = IntStream.range(0, 180).mapToObj(i -> "k" + i + "=v").collect(Collectors.joining(","));

        assertThat(BaggageEntries.read(HeaderLines.of("baggage", most)).violations())
                .isEmpty();
        assertThat(describe(BaggageEntries.read(HeaderLines.of("baggage", most, "baggage", "a=1"))
                        .violations()))
                .isEqualTo("baggage at 0: a 181st list-member");
    }
}
