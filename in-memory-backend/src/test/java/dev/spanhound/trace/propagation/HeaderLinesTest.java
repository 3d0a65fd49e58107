// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.propagation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeaderLinesTest {

    /** What Kafka's header looks like from outside: an interface that a class nobody sees implements. */
    public interface Header {
        String key();

        byte[] value();
    }

    private record HiddenHeader(String key, byte[] value) implements Header {}

    /** What Apache's name and value look like. */
    public static class NameValuePair {
        public String getName() {
            return "b3";
        }

        public String getValue() {
            return "0";
        }
    }

    /** What Kotlin's pair looks like, of which {@code okhttp3.Headers} is an iterable. */
    public record Pair(String first, String second) {}

    public static class Failing {
        public String key() {
            throw new IllegalStateException("closed");
        }

        public String value() {
            return "";
        }
    }

    @Test
    void keepOrderSpellingAndRepeats() {
        HeaderLines lines = HeaderLines.of("Accept", "*/*", "TraceParent", "a", "accept", "text/html");

        assertThat(lines).hasToString("Accept: */*\nTraceParent: a\naccept: text/html");
        assertThat(lines.values("ACCEPT")).containsExactly("*/*", "text/html");
        assertThat(lines.first("traceparent")).contains("a");
        assertThat(lines.first("tracestate")).isEmpty();
        assertThat(lines.contains("traceparent")).isTrue();
        assertThat(lines.lines().get(2)).isEqualTo(new HeaderLine(2, "accept", "text/html"));
    }

    @Test
    void comeFromAMapOfStringsBytesListsAndArrays() {
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put(null, List.of("HTTP/1.1 200 OK"));
        headers.put("one", "1");
        headers.put("two", List.of("a", "b"));
        headers.put("three", new String[] {"c", "d"});
        headers.put("bytes", "é".getBytes(UTF_8));
        headers.put("buffer", ByteBuffer.wrap("ü".getBytes(UTF_8)));
        headers.put("several bytes", List.of("x".getBytes(UTF_8)));
        headers.put("number", 7);
        headers.put("nothing", null);
        headers.put("holes", Arrays.asList("e", null));

        assertThat(HeaderLines.from(headers))
                .hasToString(
                        "one: 1\ntwo: a\ntwo: b\nthree: c\nthree: d\nbytes: é\nbuffer: ü\nseveral bytes: x\nnumber: 7\n"
                                + "holes: e");
    }

    @Test
    void comeFromWhateverALibraryHasForAnEntry() {
        List<Object> entries = List.of(
                Map.entry("entry", "1"),
                new HeaderLine(9, "line", "2"),
                List.of("list", "3"),
                new Object[] {"array", "4".getBytes(UTF_8)},
                new HiddenHeader("kafka", "5".getBytes(UTF_8)),
                new NameValuePair(),
                new Pair("pair", "6"));

        assertThat(HeaderLines.from(entries))
                .hasToString("entry: 1\nline: 2\nlist: 3\narray: 4\nkafka: 5\nb3: 0\npair: 6");
    }

    @Test
    void comeFromAnIterableThatCanBeReadOnce() {
        Iterator<Map.Entry<String, String>> iterator =
                Map.of("traceparent", "a").entrySet().iterator();
        Iterable<Map.Entry<String, String>> once = () -> iterator;

        assertThat(HeaderLines.from(once).values("traceparent")).containsExactly("a");
    }

    @Test
    void refuseWhatHasNoNameAndValueAndSayWhere() {
        assertThatThrownBy(() -> HeaderLines.from(List.of(Map.entry("a", "b"), "traceparent: 00")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "entries[1]: java.lang.String (expected: a Map.Entry, a list or an array of a name and a value, or"
                                + " an object with key() or name() and value())");
        List<Object> nothing = new ArrayList<>();
        nothing.add(null);
        assertThatThrownBy(() -> HeaderLines.from(nothing))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("entries[0]: null (expected: ");
        assertThatThrownBy(() -> HeaderLines.from(List.of(new Failing())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("Failing.key() failed (expected: a name or a value)")
                .hasRootCauseMessage("closed");
        assertThatThrownBy(() -> HeaderLines.of("traceparent"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "namesAndValues: 1 strings, the last is traceparent (expected: each name followed by its value)");
    }

    @Test
    void areAddedToAndTakenFromWithoutBeingChanged() {
        HeaderLines lines = HeaderLines.of("a", "1", "A", "2");

        assertThat(lines.with("b", "3")).hasToString("a: 1\nA: 2\nb: 3");
        assertThat(lines.with("b", "3").without("a")).isEqualTo(HeaderLines.of("b", "3"));
        assertThat(lines.and(HeaderLines.none())).isEqualTo(lines).hasSameHashCodeAs(lines);
        assertThat(lines.without("A")).isEqualTo(HeaderLines.none());
        assertThat(lines.without("A").isEmpty()).isTrue();
    }
}
