// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.collector.ottl.function.Converters;
import dev.spanhound.trace.SpanBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One sentence or more for each function; the recordings of the Collector hold the corners. */
class ConvertersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "IsString(name) and not IsInt(name)",
                "IsEmpty(\"\") and IsEmpty(nil) and IsEmpty(0) and not IsEmpty(name)",
                "Len(\"Gr\u00fc\u00dfe\") == 7",
                "String(5) == \"5\" and String(1.0) == \"1\" and String(0x0aff) == \"0aff\"",
                "Int(\"12\") == 12 and Int(2.9) == 2 and Double(\"1.5\") == 1.5 and Bool(\"t\")",
                "Coalesce([nil, attributes[\"no\"], 3]) == 3",
                "ToLowerCase(\"A\") == \"a\" and ToUpperCase(\"a\") == \"A\"",
                "ToSnakeCase(\"someName\") == \"some_name\" and ToCamelCase(\"some_name\") == \"SomeName\"",
                "ConvertCase(\"AbC\", \"lower\") == \"abc\"",
                "HasPrefix(\"abc\", \"ab\") and HasSuffix(\"abc\", \"bc\")",
                "Trim(\"  a \") == \"a\" and Trim(\"xax\", \"x\") == \"a\"",
                "TrimPrefix(\"abc\", \"a\") == \"bc\" and TrimSuffix(\"abc\", \"c\") == \"ab\"",
                "Split(\"a|b\", \"|\")[1] == \"b\" and Len(Split(\"a|b\", \"|\")) == 2",
                "Concat([\"a\", 1, nil], \"-\") == \"a-1-<nil>\"",
                "Substring(\"abcd\", 1, 2) == \"bc\"",
                "ExtractPatterns(\"id=5\", \"id=(?P<id>[0-9]+)\")[\"id\"] == \"5\"",
                "ContainsValue([1, 2.0], 2) and Index([\"a\", \"b\"], \"b\") == 1 and Index(\"abc\", \"c\") == 2",
                "Keys({\"a\": 1}) == [\"a\"] and Values({\"a\": 1}) == [1]",
                "Sort([3, 1, 2], \"desc\") == [3, 2, 1]",
                "SliceToMap([\"x\"])[\"0\"] == \"x\"",
                "Duration(\"1h30m\") == Duration(\"90m\") and Minutes(Duration(\"90s\")) == 1.5",
                "Milliseconds(Duration(\"1.5s\")) == 1500 and Nanoseconds(Duration(\"1us\")) == 1000",
                "UnixSeconds(Unix(5)) == 5 and UnixMilli(Unix(5, 7000000)) == 5007",
                "Year(Unix(0)) == 1970 and Month(Unix(0)) == 1 and Day(Unix(0)) == 1 and Weekday(Unix(0)) == 4",
                "Hour(Unix(3661)) == 1 and Minute(Unix(3661)) == 1 and Second(Unix(3661)) == 1",
                "UnixSeconds(TruncateTime(Unix(3661), Duration(\"1h\"))) == 3600",
                "Time(\"2023-11-14T22:13:20Z\", \"%Y-%m-%dT%H:%M:%SZ\") == Unix(1700000000)",
                "Time(\"14/Nov/2023 23:13:20 +0100\", \"%d/%b/%Y %H:%M:%S %z\") == Unix(1700000000)",
                "FormatTime(Unix(1700000000), \"%A %F %T\") == \"Tuesday 2023-11-14 22:13:20\"",
                "TraceID(\"00000000000000000000000000000001\") == trace_id and SpanID(0x0000000000000001) == span_id",
                "Len(UUID()) == 36 and Len(UUIDv7()) == 36 and Now() > Unix(0)",
                "MD5(\"a\") == \"0cc175b9c0f1b6a831c399e269772661\"",
                "SHA1(\"a\") == \"86f7e437faa5a7fce15d1ddcb9eaeaea377667b8\" and Len(SHA512(\"a\")) == 128",
                "SHA256(\"a\") == \"ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb\"",
                "FNV(\"a\") == -5808556873153909620 and Hex(255) == \"00000000000000ff\"",
                "Len(Murmur3Hash(\"a\")) == 8 and Len(Murmur3Hash128(\"a\")) == 32",
                "XXH3(\"5\") == \"dedb980100c87e72\" and XXH128(\"\") == \"99aa06d3014798d86001c324468d497f\"",
                "Base64Encode(\"a?\") == \"YT8=\" and Decode(\"YT8=\", \"base64\") == \"a?\"",
                "ParseInt(\"ff\", 16) == 255 and Log(1) == 0 and IsValidLuhn(\"17893729974\")",
                "ParseJSON(\"{\\\"a\\\": [1, {\\\"b\\\": null}]}\")[\"a\"][0] == 1",
                "ParseKeyValue(\"a=1 b='2 3'\")[\"b\"] == \"2 3\"",
                "ToKeyValueString({\"b\": 2, \"a\": \"x y\"}, \"=\", \" \", true) == \"a=\\\"x y\\\" b=2\"",
                "ParseCSV(\"1,\\\"2,3\\\"\", \"a,b\")[\"b\"] == \"2,3\"",
                "ParseXML(\"<a k='1'><b>x</b></a>\")[\"children\"][0][\"content\"] == \"x\"",
                "ParseSeverity(404, {\"warn\": [{\"range\": \"4xx\"}]}) == \"warn\"",
                "Format(\"%s is %05.1f%%\", [\"it\", 2.25]) == \"it is 002.2%\"",
                "IsInCIDR(\"10.1.2.3\", [\"10.0.0.0/8\"]) and not IsInCIDR(\"::1\", [\"10.0.0.0/8\", \"fe80::/10\"])",
                "CommunityID(\"128.232.110.120\", 34855, \"66.35.250.204\", 80) == \"1:LQU9qZlK+B5F3KDmev6m5PMibrg=\"",
                "URL(\"https://u:p@example.org:8443/a.txt?q=1#f\")[\"url.domain\"] == \"example.org\"",
                "URL(\"http://example.org:80/\")[\"url.port\"] != 80"
            })
    void holds(String condition) {
        assertThat(OttlCondition.parse(condition, OttlContext.SPAN)
                        .matches(SpanBuilder.span("charge", 1).build()))
                .isTrue();
    }

    @Test
    void knowsWhatTheCollectorHas() {
        assertThat(Converters.names()).hasSize(88).allMatch(Converters::isKnown);
        assertThat(Converters.isKnown("UserAgent")).isTrue();
        assertThat(Converters.isSupported("UserAgent")).isFalse();
    }
}
