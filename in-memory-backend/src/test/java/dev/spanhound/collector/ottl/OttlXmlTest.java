// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.spanhound.collector.ottl.function.Arguments;
import dev.spanhound.collector.ottl.function.Converters;
import dev.spanhound.collector.ottl.value.EvaluationException;
import dev.spanhound.collector.ottl.value.Item;
import dev.spanhound.collector.ottl.value.Json;
import dev.spanhound.collector.ottl.value.Literal;
import dev.spanhound.trace.SpanBuilder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ParseXML, with the Collector's answers. */
class OttlXmlTest {
    static Stream<org.junit.jupiter.params.provider.Arguments> documents() {
        return Stream.of(
                arguments("<a/>", "{\"tag\":\"a\"}"),
                arguments("<a></a>", "{\"tag\":\"a\"}"),
                arguments("<a>x</a>", "{\"content\":\"x\",\"tag\":\"a\"}"),
                arguments("<a> x </a>", "{\"content\":\"x\",\"tag\":\"a\"}"),
                arguments("<a k='v' l=\"w\"/>", "{\"attributes\":{\"k\":\"v\",\"l\":\"w\"},\"tag\":\"a\"}"),
                arguments("<a k=' v '/>", "{\"attributes\":{\"k\":\" v \"},\"tag\":\"a\"}"),
                arguments(
                        "<a><b/><c>2</c></a>",
                        "{\"children\":[{\"tag\":\"b\"},{\"content\":\"2\",\"tag\":\"c\"}],\"tag\":\"a\"}"),
                arguments("<a>1<b/>2</a>", "{\"children\":[{\"tag\":\"b\"}],\"content\":\"12\",\"tag\":\"a\"}"),
                arguments("<a> 1 <b/> 2 </a>", "{\"children\":[{\"tag\":\"b\"}],\"content\":\"12\",\"tag\":\"a\"}"),
                arguments("<a> x &lt; y &amp; z </a>", "{\"content\":\"x < y & z\",\"tag\":\"a\"}"),
                arguments("<a>&#65;&#x42; </a>", "{\"content\":\"AB\",\"tag\":\"a\"}"),
                arguments("<a>x <![CDATA[ y ]]> z</a>", "{\"content\":\"xyz\",\"tag\":\"a\"}"),
                arguments("<a><![CDATA[<b>]]></a>", "{\"content\":\"<b>\",\"tag\":\"a\"}"),
                arguments("<a><![CDATA[ 1 ]]><![CDATA[ 2 ]]></a>", "{\"content\":\"12\",\"tag\":\"a\"}"),
                arguments("<a><![CDATA[]]></a>", "{\"tag\":\"a\"}"),
                arguments("<a>x <!-- c --> y</a>", "{\"content\":\"xy\",\"tag\":\"a\"}"),
                arguments("<a>x <?p i?> y</a>", "{\"content\":\"xy\",\"tag\":\"a\"}"),
                arguments("<!-- c --><a/>", "{\"tag\":\"a\"}"),
                arguments("<?xml version=\"1.0\"?><a/>", "{\"tag\":\"a\"}"),
                arguments("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a/>", "{\"tag\":\"a\"}"),
                arguments("<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>\n<a/>", "{\"tag\":\"a\"}"),
                arguments("<p:a xmlns:p='u' p:k='v'/>", "{\"attributes\":{\"k\":\"v\",\"p\":\"u\"},\"tag\":\"a\"}"),
                arguments(
                        "<a xmlns='u'><b/></a>",
                        "{\"attributes\":{\"xmlns\":\"u\"},\"children\":[{\"tag\":\"b\"}],\"tag\":\"a\"}"),
                arguments(
                        "<p:a k='1'><q:b/></p:a>",
                        "{\"attributes\":{\"k\":\"1\"},\"children\":[{\"tag\":\"b\"}],\"tag\":\"a\"}"),
                arguments(" <a/>", "{\"tag\":\"a\"}"),
                arguments("\n<?xml version=\"1.0\"?><a/>", "{\"tag\":\"a\"}"),
                arguments("text<a/>", "{\"tag\":\"a\"}"),
                arguments("\ufeff<a/>", "{\"tag\":\"a\"}"),
                arguments("<a k='>'/>", "{\"attributes\":{\"k\":\">\"},\"tag\":\"a\"}"),
                arguments("<a>></a>", "{\"content\":\">\",\"tag\":\"a\"}"),
                arguments("<!DOCTYPE a><a/>", "{\"tag\":\"a\"}"),
                arguments("<!DOCTYPE a SYSTEM 'file:///none.dtd'><a>1</a>", "{\"content\":\"1\",\"tag\":\"a\"}"),
                arguments("<a>1\r\n2</a>", "{\"content\":\"1\\n2\",\"tag\":\"a\"}"),
                arguments("<a k='1&#10;2'/>", "{\"attributes\":{\"k\":\"1\\n2\"},\"tag\":\"a\"}"),
                arguments("<a>\u00a0x\u3000</a>", "{\"content\":\"x\",\"tag\":\"a\"}"),
                arguments(
                        "<a>Gr\u00fc\u00dfe \ud83d\ude00</a>",
                        "{\"content\":\"Gr\u00fc\u00dfe \ud83d\ude00\",\"tag\":\"a\"}"),
                arguments("<\u00e4>1</\u00e4>", "{\"content\":\"1\",\"tag\":\"\u00e4\"}"),
                arguments("<a.b-c_d/>", "{\"tag\":\"a.b-c_d\"}"),
                arguments(
                        "<a><b><c k='v'>x</c></b><b/></a>",
                        "{\"children\":[{\"children\":[{\"attributes\":{\"k\":\"v\"},\"content\":\"x\",\"tag\":\"c\"}],\"tag\":\"b\"},{\"tag\":\"b\"}],\"tag\":\"a\"}"),
                arguments("<a:/>", "{\"tag\":\"a:\"}"),
                arguments("<:a/>", "{\"tag\":\":a\"}"),
                arguments("<a  k = 'v' ></a >", "{\"attributes\":{\"k\":\"v\"},\"tag\":\"a\"}"),
                arguments(
                        "<a k='&quot;&apos;&lt;&gt;&amp;'>&quot;&apos;</a>",
                        "{\"attributes\":{\"k\":\"\\\"'<>&\"},\"content\":\"\\\"'\",\"tag\":\"a\"}"),
                arguments(
                        "<a k=\"it's\">\"</a>", "{\"attributes\":{\"k\":\"it's\"},\"content\":\"\\\"\",\"tag\":\"a\"}"),
                arguments("<a k=''/>", "{\"attributes\":{\"k\":\"\"},\"tag\":\"a\"}"),
                arguments(
                        "<a>x<b>y</b>z<!-- c --></a>",
                        "{\"children\":[{\"content\":\"y\",\"tag\":\"b\"}],\"content\":\"xz\",\"tag\":\"a\"}"),
                arguments("<a>\u0085x\u2028</a>", "{\"content\":\"x\",\"tag\":\"a\"}"),
                arguments(
                        "<?xml version='1.0'?><!DOCTYPE a><!-- c -->\n<a>x</a>", "{\"content\":\"x\",\"tag\":\"a\"}"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void makesMapsOfElements(String xml, String json) {
        assertThat(parsed(xml)).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?xml version=\"1.1\"?><a/>",
                "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a/>",
                "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>",
                "<p:q:a/>",
                "<a p:q:k='v'/>",
                "<a/> ",
                "<a/>\n",
                "<a/><b/>",
                "<a/>x",
                "<a/><!-- c -->",
                "<a></a><?p i?>",
                "",
                "x",
                "<",
                "<a",
                "<a>",
                "<a><b></a>",
                "<a></b>",
                "</a>",
                "<a k/>",
                "<a k=v/>",
                "<a k='<'/>",
                "<a>&nbsp;</a>",
                "<a>&x</a>",
                "<a>& </a>",
                "<a k='&x;'/>",
                "<a>]]></a>",
                "<!-- -- --><a/>",
                "<1/>",
                "< a/>",
                "<a>\u0001</a>",
                "<a>&#0;</a>",
                "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>",
                "<!DOCTYPE a [<!ENTITY x 'y'>]><a k='&x;'/>",
                "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><a>&x;</a>",
                "<a>x</a",
                "<!-- c -->",
                "<?xml version=\"1.0\"?>"
            })
    void refusesWhatTheCollectorRefuses(String xml) {
        assertThatExceptionOfType(EvaluationException.class).isThrownBy(() -> parsed(xml));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a k='v' k='w'/>",
                "<a><?xml version='1.0'?></a>",
                "<?xml version='1.0'?>text<a/>",
                "<a k='v'l='w'/>"
            })
    void refusesWhatXmlForbidsThoughTheCollectorTakesIt(String xml) {
        assertThatExceptionOfType(EvaluationException.class).isThrownBy(() -> parsed(xml));
    }

    @Test
    void hasSpacesForLineEndsInAttributesThoughTheCollectorKeepsThem() {
        assertThat(parsed("<a k='1\n2\t3'/>")).isEqualTo("{\"attributes\":{\"k\":\"1 2 3\"},\"tag\":\"a\"}");
    }

    @Test
    void saysWhere() {
        assertThatExceptionOfType(EvaluationException.class)
                .isThrownBy(() -> parsed("<a>\n<b></a>"))
                .withMessageStartingWith("no XML at line 2, column ");
    }

    @Test
    void refusesWhatIsNestedTooDeeply() {
        assertThat(parsed("<a>".repeat(500) + "</a>".repeat(500))).contains("children");
        assertThatExceptionOfType(EvaluationException.class)
                .isThrownBy(() -> parsed("<a>".repeat(501) + "</a>".repeat(501)))
                .withMessage("XML is nested too deeply (expected: at most 500 levels)");
    }

    private static String parsed(String xml) {
        Arguments target = new Arguments(List.of(new Literal(xml)));
        Item item = new Item(SpanBuilder.span("charge", 1).build(), null, -1);
        return Json.writePlain(
                Converters.named("ParseXML").maker().apply(target).of(item));
    }
}
