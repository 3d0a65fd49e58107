// SPDX-License-Identifier: Apache-2.0

package ottl

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"go.opentelemetry.io/collector/component/componenttest"
	"go.opentelemetry.io/collector/pdata/pcommon"

	"github.com/open-telemetry/opentelemetry-collector-contrib/pkg/ottl"
	"github.com/open-telemetry/opentelemetry-collector-contrib/pkg/ottl/contexts/ottlspan"
	"github.com/open-telemetry/opentelemetry-collector-contrib/pkg/ottl/ottlfuncs"
)

// predicates give a boolean, the rest gives a value.
var predicates = []string{"IsString", "IsInt", "IsDouble", "IsBool", "IsMap", "IsList", "IsEmpty", "IsValidLuhn"}

var unary = []string{
	"Int", "Double", "String", "Bool", "Len", "ToLowerCase", "ToUpperCase", "ToCamelCase", "ToSnakeCase", "Trim", "FNV", "MD5", "SHA1", "SHA256", "SHA512", "Murmur3Hash", "Murmur3Hash128", "XXH3", "XXH128", "Hex", "Base64Encode", "ParseJSON", "Keys", "Values", "Sort",
	"Hours", "Minutes", "Seconds", "Milliseconds", "Microseconds", "Nanoseconds", "UnixNano", "UnixMicro", "UnixMilli", "UnixSeconds", "Year", "Month", "Day", "Hour", "Minute", "Second", "Nanosecond", "Weekday", "Unix", "Duration", "TraceID", "SpanID", "Log", "ParseKeyValue", "ToKeyValueString", "URL", "SliceToMap",
}

var calls = []string{
	`ToLowerCase("ÄÖ İI")`, `ToUpperCase("straße äö")`, `ToCamelCase("hello_world-foo bar")`, `ToSnakeCase("HelloWorldHTTP2 x-y")`, `ConvertCase("Hello World", "upper")`, `ConvertCase("Hello World", "lower")`, `ConvertCase("helloWorld", "snake")`, `ConvertCase("hello_world", "camel")`, `ConvertCase("x", "nope")`,
	`IsMatch("abc", "b")`, `IsMatch("abc", "^b")`, `IsMatch("abc", "(")`, `IsMatch("abc", "(?i)B")`, `IsMatch(5, "5")`, `IsMatch(5.5, "5.5")`, `IsMatch(true, "true")`, `IsMatch(nil, "")`, `IsMatch(attributes["l"], "x")`, `IsMatch(attributes["m"], "k")`, `IsMatch(attributes["y"], "0102")`, `IsMatch(attributes["missing"], ".*")`, `IsMatch(attributes["i"], "^5$")`, `IsMatch(attributes["s"], "l+")`, `IsMatch(attributes["blank"], "^$")`, `IsMatch(attributes["d"], "^5$")`, `IsMatch("a", attributes["s"])`, `IsMatch("Hello!", attributes["s"])`, `IsMatch("a\nb", "a.b")`, `IsMatch("a", 5)`, `IsMatch("a", nil)`, `IsMatch(0x0102, "AQI")`, `IsMatch(["a"], "a")`, `IsMatch(kind, "2")`, `IsMatch(start_time, "2023")`, `IsMatch(trace_id, "0102")`, `IsMatch("x", "\\d")`, `IsMatch("5", "\\d")`, `IsMatch("a.b", "a\\.b")`,
	`Concat(["a", "b"], "-")`, `Concat([], "-")`, `Concat(["a"], "-")`, `Concat(["a", 1, 1.5, true, nil], ",")`, `Concat([attributes["s"], attributes["i"], attributes["missing"]], ":")`, `Concat([attributes["l"], attributes["m"]], " ")`, `Concat("a", "b")`, `Concat(["a", "b"], 1)`, `Concat(attributes["ls"], "+")`, `Concat(["a", "b"])`, `Concat([0x01, attributes["y"]], ",")`, `Concat([Duration("1s")], ",")`, `Concat([1.0, 1e21, 0.1], ",")`,
	`Split("a,b,c", ",")`, `Split("abc", "")`, `Split("", ",")`, `Split("a,b", ";")`, `Split(5, ",")`, `Split(nil, ",")`, `Split(attributes["s"], "l")`, `Split("a,b", 1)`, `Split("a||b", "||")`, `Split("äb", "")`,
	`Substring("hello", 0, 2)`, `Substring("hello", 1, 4)`, `Substring("hello", 0, 5)`, `Substring("hello", 0, 6)`, `Substring("hello", 5, 1)`, `Substring("hello", -1, 2)`, `Substring("hello", 0, 0)`, `Substring("hello", 0, -1)`, `Substring("hello", 5, 0)`, `Substring("", 0, 1)`, `Substring(5, 0, 1)`, `Substring(nil, 0, 1)`, `Substring(attributes["i"], 0, 1)`, `Substring(attributes["uni"], 0, 3)`, `Substring(attributes["uni"], 0, 3, true)`, `Substring(attributes["uni"], 0, 4, true)`, `Substring(attributes["uni"], 3, 2, utf8_safe = true)`, `Substring("hello", 1.5, 2)`, `Substring("hello", "1", 2)`, `Substring("hello", attributes["zero"], 2)`, `Substring("hello", 4, 1)`, `Substring("hello", 9223372036854775807, 1)`, `Substring("hello", 1, 9223372036854775807)`,
	`HasPrefix("hello", "he")`, `HasPrefix("hello", "")`, `HasPrefix("hello", "lo")`, `HasPrefix(5, "5")`, `HasPrefix(nil, "")`, `HasPrefix(attributes["s"], "He")`, `HasPrefix(attributes["missing"], "He")`, `HasPrefix("x", 5)`, `HasSuffix("hello", "lo")`, `HasSuffix("hello", "")`, `HasSuffix("hello", "he")`, `HasSuffix(5, "5")`, `HasSuffix(nil, "")`, `HasSuffix(attributes["s"], "lo")`,
	`ContainsValue([1, 2], 1)`, `ContainsValue([1, 2], 3)`, `ContainsValue([1, 2], 1.0)`, `ContainsValue(["a"], "a")`, `ContainsValue(["1"], 1)`, `ContainsValue([], nil)`, `ContainsValue([nil], nil)`, `ContainsValue(attributes["l"], 2)`, `ContainsValue(attributes["l"], "x")`, `ContainsValue(attributes["l"], "2")`, `ContainsValue(attributes["s"], "H")`, `ContainsValue(attributes["missing"], 1)`, `ContainsValue(nil, 1)`, `ContainsValue("abc", "a")`, `ContainsValue(attributes["m"], "v")`, `ContainsValue([true], true)`, `ContainsValue([1.5], 1.5)`, `ContainsValue(attributes["nested"], [1])`, `ContainsValue([[1]], [1])`, `ContainsValue(Split("a,b", ","), "b")`, `ContainsValue([0x01], 0x01)`,
	`Coalesce([nil, "a", "b"])`, `Coalesce([attributes["missing"], attributes["i"]])`, `Coalesce([])`, `Coalesce([nil])`, `Coalesce([attributes["e"], "x"])`, `Coalesce(["", "x"])`, `Coalesce(nil)`, `Coalesce([0, 1])`, `Coalesce([attributes["missing"], Concat(["a"], "")])`,
	`Duration("1h2m3.5s")`, `Duration("-1ms")`, `Duration("1d")`, `Duration("")`, `Duration("1")`, `Duration("0")`, `Duration(5)`, `Duration("1.5us")`, `Duration("1µs")`, `Duration("100ns")`, `Duration(nil)`,
	`Hours(Duration("90m"))`, `Minutes(Duration("90s"))`, `Seconds(Duration("1500ms"))`, `Milliseconds(Duration("1.9999s"))`, `Microseconds(Duration("1.5ms"))`, `Nanoseconds(Duration("1us"))`, `Hours(5)`, `Seconds(end_time - start_time)`, `Milliseconds(end_time - start_time)`, `Nanoseconds(Duration("-1.5s"))`, `Milliseconds(Duration("-1.9999s"))`, `Seconds("1s")`,
	`Time("2023-11-14", "%Y-%m-%d")`, `Time("2023-11-14 22:13:20", "%Y-%m-%d %H:%M:%S")`, `Time("2023-11-14T22:13:20Z", "%Y-%m-%dT%H:%M:%SZ")`, `Time("2023-11-14T22:13:20+0100", "%Y-%m-%dT%H:%M:%S%z")`, `Time("14/Nov/2023", "%d/%b/%Y")`, `Time("Nov 14 2023 10:13PM", "%b %d %Y %I:%M%p")`, `Time("2023-11-14 22:13:20.123456789", "%Y-%m-%d %H:%M:%S.%L")`, `Time("2023-11-14 22:13:20.123", "%Y-%m-%d %H:%M:%S.%f")`, `Time("1700000000", "%s")`, `Time("2023-11-14", "%Y/%m/%d")`, `Time("", "%Y")`, `Time("2023", "")`, `Time("x", "%Q")`, `Time("2023-11-14", "%Y-%m-%d", "Europe/Berlin")`, `Time("2023-11-14", "%Y-%m-%d", location="America/New_York")`, `Time("2023-11-14", "%Y-%m-%d", "Nowhere/Else")`, `Time(5, "%Y")`, `Time(nil, "%Y")`, `Time("14 novembre 2023", "%d %B %Y", locale="fr")`, `Time("2023-13-14", "%Y-%m-%d")`, `Time("2023-11-14", "%F")`, `Time("11/14/23", "%D")`, `Time("22:13:20", "%T")`, `Time("Tue Nov 14 2023", "%a %b %d %Y")`, `Time("2023-318", "%Y-%j")`,
	`Unix(1700000000)`, `Unix(1700000000, 5)`, `Unix(-1)`, `Unix("1")`, `Unix(1.5)`, `UnixNano(Unix(1, 5))`, `UnixMicro(start_time)`, `UnixMilli(start_time)`, `UnixSeconds(start_time)`, `UnixSeconds(Unix(-1, 0))`, `UnixMilli(Unix(-1, 500000000))`, `UnixNano("x")`, `UnixNano(nil)`, `UnixSeconds(end_time)`,
	`FormatTime(Unix(1700000000), "%Y-%m-%d")`, `FormatTime(start_time, "%H:%M:%S")`, `FormatTime(start_time, "%Y-%m-%dT%H:%M:%S.%L")`, `FormatTime(start_time, "%A %B %d %y %j %p %I %f %s")`, `FormatTime(start_time, "%F %T")`, `FormatTime(start_time, "%z %Z")`, `FormatTime(start_time, "x")`, `FormatTime(start_time, "")`, `FormatTime("x", "%Y")`, `FormatTime(start_time, "%Q")`, `FormatTime(start_time, "%%")`, `FormatTime(nil, "%Y")`, `FormatTime(start_time, "%e|%k|%l|%D|%R|%r|%n|%t|%c|%v|%h|%g")`,
	`TruncateTime(start_time, Duration("1s"))`, `TruncateTime(start_time, Duration("1h"))`, `TruncateTime(start_time, Duration("0s"))`, `Year(start_time)`, `Month(start_time)`, `Day(start_time)`, `Hour(start_time)`, `Minute(start_time)`, `Second(start_time)`, `Nanosecond(start_time)`, `Weekday(start_time)`, `Weekday(Unix(0))`,
	`Index("hello", "l")`, `Index("hello", "x")`, `Index("hello", "")`, `Index([1, 2, 3], 2)`, `Index([1, 2], 5)`, `Index(attributes["l"], "x")`, `Index(attributes["ls"], "c")`, `Index(attributes["uni"], "世")`, `Index(5, 5)`, `Index(nil, 1)`, `Index("a", 1)`, `Index([1.0], 1)`, `Index([], 1)`, `Index(attributes["missing"], "x")`, `Index(["a", "b", "a"], "a")`, `Index([nil], nil)`,
	`Keys(attributes["m"])`, `Keys({})`, `Values({"a": 1})`, `Values(attributes["m"])`, `Values(attributes["em"])`, `Keys({"a": 1})`, `Len(attributes)`, `Len(Keys(attributes["m"]))`, `Len("äö")`, `Len([])`, `Len({})`, `Len(nil)`, `Len(5)`, `Len(events)`, `Len(links)`, `Len(0x0102)`,
	`Sort([3, 1, 2])`, `Sort([3, 1, 2], "desc")`, `Sort([3, 1, 2], "asc")`, `Sort([3, 1, 2], "up")`, `Sort(["b", "a"])`, `Sort(attributes["ls"])`, `Sort(attributes["ls"], "desc")`, `Sort([1, "a", true])`, `Sort([1.5, 1])`, `Sort([true, false])`, `Sort([])`, `Sort("ba")`, `Sort(5)`, `Sort(attributes["l"])`, `Sort([3, 1, 2], order="desc")`, `Sort(["10", "9"])`, `Sort([2, 1.5, 1])`, `Sort(Split("c,a,b", ","))`,
	`Format("%s-%d", ["a", 1])`, `Format("%05d", [5])`, `Format("%.2f", [1.5])`, `Format("%s", [])`, `Format("%d", ["a"])`, `Format("x", [])`, `Format("x", [1])`, `Format("%v %v", [true, nil])`, `Format("%x", [255])`, `Format("%s", [attributes["s"]])`, `Format("%5s|%-5s|", ["a", "b"])`, `Format("%q", ["a"])`, `Format("%t", [true])`, `Format("%%", [])`, `Format("%e", [1.5])`, `Format("%X %o %b", [255, 8, 5])`, `Format("%v", [1.0])`, `Format("%v", [[1, 2]])`, `Format(5, [])`, `Format("%s", "a")`, `Format("%+d", [5])`, `Format("%6.2f|", [3.14159])`, `Format("%g", [0.1])`, `Format("%c", [65])`, `Format("%d %d", [1])`,
	`Trim("  a b ")`, `Trim("xxaxx", "x")`, `Trim("xyaxy", "xy")`, `Trim("", "x")`, `Trim(5)`, `Trim(nil)`, `Trim("\t a \n")`, `TrimPrefix("hello", "he")`, `TrimPrefix("hello", "x")`, `TrimPrefix("hehello", "he")`, `TrimPrefix(5, "5")`, `TrimSuffix("hello", "lo")`, `TrimSuffix("hello", "x")`, `TrimSuffix(nil, "x")`, `TrimPrefix("hello", "")`, `TrimPrefix(attributes["s"], "H")`,
	`IsInCIDR("10.1.2.3", ["10.0.0.0/8"])`, `IsInCIDR("11.1.2.3", ["10.0.0.0/8"])`, `IsInCIDR("10.1.2.3", ["192.168.0.0/16", "10.1.0.0/16"])`, `IsInCIDR(attributes["ip"], ["10.1.2.3/32"])`, `IsInCIDR("x", ["10.0.0.0/8"])`, `IsInCIDR("10.1.2.3", ["x"])`, `IsInCIDR("10.1.2.3", [])`, `IsInCIDR("::1", ["::/0"])`, `IsInCIDR("10.1.2.3", ["::/0"])`, `IsInCIDR("::ffff:10.1.2.3", ["10.0.0.0/8"])`, `IsInCIDR("fe80::1", ["fe80::/10"])`, `IsInCIDR(5, ["10.0.0.0/8"])`, `IsInCIDR("10.1.2.3", ["10.0.0.0"])`, `IsInCIDR("", ["10.0.0.0/8"])`, `IsInCIDR("10.1.2.3", ["10.1.2.3/0"])`, `IsInCIDR(nil, ["10.0.0.0/8"])`, `IsInCIDR("010.1.2.3", ["10.0.0.0/8"])`, `IsInCIDR("10.1.2.3", "10.0.0.0/8")`,
	`FNV("hello")`, `FNV("")`, `FNV("Grüße")`, `MD5("hello")`, `MD5("")`, `SHA1("hello")`, `SHA256("hello")`, `SHA512("hello")`, `SHA256("Grüße")`, `Murmur3Hash("hello")`, `Murmur3Hash("")`, `Murmur3Hash128("hello")`, `Murmur3Hash128("")`, `XXH3("hello")`, `XXH3("")`, `XXH128("hello")`, `XXH128("")`, `Hex("hello")`, `Hex(5)`, `Hex(1.5)`, `Hex(true)`, `Hex(0x0102)`, `Hex(-1)`, `Hex(attributes["y"])`, `Hex("")`, `Hex(trace_id)`,
	`Base64Encode("hello")`, `Base64Encode("hello?>~~", "base64")`, `Base64Encode("hello?>~~", "base64-raw")`, `Base64Encode("hello?>~~", "base64-url")`, `Base64Encode("hello?>~~", "base64-raw-url")`, `Base64Encode("x", "nope")`, `Base64Encode("")`, `Base64Decode("aGVsbG8=")`, `Decode("aGVsbG8=", "base64")`, `Decode("aGVsbG8", "base64-raw")`, `Decode("aGVsbG8_", "base64-url")`, `Decode("aGVsbG8", "base64-raw-url")`, `Decode("aGVsbG8", "base64")`, `Decode("!", "base64")`, `Decode("hello", "utf8")`, `Decode("hello", "utf-8")`, `Decode("hello", "us-ascii")`, `Decode("hello", "iso-8859-1")`, `Decode("hello", "nope")`, `Decode(5, "base64")`, `Decode(attributes["y"], "utf8")`, `Decode("68656c6c6f", "hex")`,
	`ParseJSON("{\"a\":1}")`, `ParseJSON("{\"a\":1.5}")["a"]`, `ParseJSON("{\"a\":1}")["a"]`, `ParseJSON("{\"a\":null}")["a"]`, `ParseJSON("[1,\"b\"]")`, `ParseJSON("5")`, `ParseJSON("\"x\"")`, `ParseJSON("{")`, `ParseJSON("")`, `ParseJSON(5)`, `ParseJSON("null")`, `ParseJSON("true")`, `ParseJSON(attributes["json"])["a"]["b"][0]`, `ParseJSON(attributes["json"])["a"]["b"][1]`, `ParseJSON(attributes["json"])["a"]["b"][3]`, `ParseJSON("{\"a\":1} x")`, `ParseJSON("{\"a\":1,\"a\":2}")["a"]`, `ParseJSON("{\"a\":9007199254740993}")["a"]`, `ParseJSON("[]")`, `ParseJSON("{}")`, `ParseJSON("{\"a\":true}")["a"]`, `ParseJSON("{\"a\":[{\"b\":\"c\"}]}")["a"][0]["b"]`,
	`ParseInt("42", 10)`, `ParseInt("ff", 16)`, `ParseInt("0xff", 16)`, `ParseInt("0xff", 0)`, `ParseInt("-101", 2)`, `ParseInt("zz", 36)`, `ParseInt("9", 8)`, `ParseInt("", 10)`, `ParseInt("1", 1)`, `ParseInt("1", 37)`, `ParseInt("1", -1)`, `ParseInt("9223372036854775808", 10)`, `ParseInt(42, 10)`, `ParseInt(" 1", 10)`, `ParseInt("+5", 10)`, `ParseInt("010", 0)`, `ParseInt("1_000", 0)`, `ParseInt("1_000", 10)`, `ParseInt(attributes["num"], 10)`, `ParseInt("0b11", 0)`, `ParseInt("0o17", 0)`,
	`ParseCSV("1,2", "a,b")["b"]`, `ParseCSV("1;2", "a;b", ";")["b"]`, `ParseCSV("1;2", "a,b", delimiter=";", headerDelimiter=",")["b"]`, `ParseCSV("1;2", "a,b", delimiter=";", header_delimiter=",")["b"]`, `ParseCSV("1", "a,b")`, `ParseCSV("1,2,3", "a,b")`, `ParseCSV("\"1,2\",3", "a,b")["a"]`, `ParseCSV("1,\"2", "a,b")`, `ParseCSV("1,\"2", "a,b", mode="lazyQuotes")["b"]`, `ParseCSV("1,\"2", "a,b", mode="ignoreQuotes")["b"]`, `ParseCSV("1,2", "a,b", mode="strict")["a"]`, `ParseCSV("1,2", "a,b", mode="nope")`, `ParseCSV("", "a")`, `ParseCSV("1,2", "")`, `ParseCSV(5, "a")`, `ParseCSV("1,2", "a,b", ",,")`, `ParseCSV("1\n2", "a")`,
	`ParseKeyValue("a=1 b=2")["b"]`, `ParseKeyValue("a=1 b=2")`, `ParseKeyValue("a:1,b:2", ":", ",")["b"]`, `ParseKeyValue("a=\"x y\" b=2")["a"]`, `ParseKeyValue("a='x y'")["a"]`, `ParseKeyValue("a")`, `ParseKeyValue("")`, `ParseKeyValue("a=1=2")["a"]`, `ParseKeyValue("a=1", "=", "=")`, `ParseKeyValue("a=\"x")`, `ParseKeyValue(5)`, `ParseKeyValue("  a=1   b=2 ")["a"]`, `ParseKeyValue("a=")["a"]`, `ParseKeyValue("=1")`, `ParseKeyValue("a=1 a=2")["a"]`, `ParseKeyValue("a=1", "")`, `ParseKeyValue("a!!1&&b!!2", "!!", "&&")["b"]`, `ParseKeyValue("a=\"x\\\"y\"")["a"]`,
	`ToKeyValueString({"a": 1})`, `ToKeyValueString({"a": "x y"})`, `ToKeyValueString({"a": 1}, ":", ",")`, `ToKeyValueString({"b": 1, "a": 2}, "=", " ", true)`, `ToKeyValueString({"a": {"b": 1}})`, `ToKeyValueString({})`, `ToKeyValueString({"a": "="})`, `ToKeyValueString({"a": "\""})`, `ToKeyValueString({"a": 1}, "=", "=")`, `ToKeyValueString(5)`, `ToKeyValueString(attributes["m"], "=", " ", true)`,
	`URL(attributes["url"])["url.domain"]`, `URL(attributes["url"])["url.port"]`, `URL(attributes["url"])["url.scheme"]`, `URL(attributes["url"])["url.path"]`, `URL(attributes["url"])["url.query"]`, `URL(attributes["url"])["url.fragment"]`, `URL(attributes["url"])["url.extension"]`, `URL(attributes["url"])["url.original"]`, `URL(attributes["url"])["url.username"]`, `URL(attributes["url"])["url.password"]`, `URL("http://h")["url.port"]`, `URL("http://h")["url.path"]`, `URL("/a/b?c")["url.path"]`, `URL("::")`, `URL("")`, `URL("http://[::1]:80/")["url.domain"]`, `URL("a b")`, `URL("http://h/%zz")`, `URL(5)`, `Len(URL("http://h/a.tar.gz"))`, `URL("http://h/a.tar.gz")["url.extension"]`, `URL("http://h:x/")`, `URL("mailto:a@b")["url.scheme"]`,
	`ExtractPatterns("a=1 b=2", "a=(?P<a>\\d) b=(?P<b>\\d)")["b"]`, `ExtractPatterns("x", "(?P<a>y)")`, `ExtractPatterns("x", "(y)")`, `ExtractPatterns("x", "(")`, `ExtractPatterns("ab", "(?P<first>a)(b)")`, `ExtractPatterns("ab", "(?<first>a)")["first"]`, `ExtractPatterns(5, "(?P<a>x)")`, `ExtractPatterns("ab", "(?P<one>a)|(?P<two>c)")["two"]`,
	`SliceToMap([{"k": "a", "v": 1}], ["k"], ["v"])["a"]`, `SliceToMap([{"k": "a"}], ["k"])["a"]["k"]`, `SliceToMap(["a", "b"])["1"]`, `SliceToMap([1], ["k"])`, `SliceToMap([], ["k"])`,
	`TraceID(0x0102030405060708090a0b0c0d0e0f10)`, `TraceID("0102030405060708090a0b0c0d0e0f10")`, `TraceID(0x01)`, `TraceID("x")`, `TraceID(5)`, `SpanID(0x0102030405060708)`, `SpanID("0102030405060708")`, `SpanID(0x01)`, `SpanID("xx")`, `SpanID("")`, `SpanID(nil)`,
	`Int("5")`, `Int("5.9")`, `Int("x")`, `Int("")`, `Int(5.9)`, `Int(-5.9)`, `Int(true)`, `Int(false)`, `Int(nil)`, `Int("0x10")`, `Int(" 5")`, `Int(1.0e300)`, `Int([1])`, `Int(Duration("1s"))`, `Int("9223372036854775808")`, `Int("1e3")`, `Double("1.5")`, `Double("x")`, `Double("1e3")`, `Double(5)`, `Double(true)`, `Double(nil)`, `Double("NaN")`, `Double("inf")`, `Double("0x1p4")`, `Double("")`, `Double("1_0")`,
	`String(5)`, `String(5.0)`, `String(1.5)`, `String(1e21)`, `String(1.0e21)`, `String(0.000001)`, `String(0.0000001)`, `String(123456789.0)`, `String(true)`, `String(nil)`, `String(0x0102)`, `String([1, "a", 1.5, true, nil])`, `String({"a": 1})`, `String({"b": 1, "a": "x"})`, `String(attributes["l"])`, `String(attributes["m"])`, `String(attributes["y"])`, `String(attributes["d"])`, `String(attributes["nested"])`, `String(Duration("1.5s"))`, `String(start_time)`, `String(kind)`, `String(trace_id)`, `String("a\"b")`, `String(attributes["e"])`, `String(attributes["em"])`, `String(attributes["el"])`, `String(["<a>&"])`, `String(attributes["s"])`,
	`Bool("true")`, `Bool("false")`, `Bool("1")`, `Bool("0")`, `Bool("T")`, `Bool("yes")`, `Bool("")`, `Bool(1)`, `Bool(0)`, `Bool(2)`, `Bool(1.5)`, `Bool(0.0)`, `Bool(nil)`, `Bool([true])`, `Bool("TRUE")`, `Bool("tRUE")`, `Bool(attributes["b"])`,
	`Log(1)`, `Log(2.718281828459045)`, `Log(0)`, `Log(-1)`, `Log("10")`, `Log(nil)`, `Len(UUID())`, `Len(UUIDv7())`, `IsMatch(UUID(), "^[0-9a-f-]{36}$")`, `UnixSeconds(Now()) > 1`, `Now() > start_time`,
	`IsValidLuhn("4539578763621486")`, `IsValidLuhn("4539578763621487")`, `IsValidLuhn("")`, `IsValidLuhn("a")`, `IsValidLuhn(0)`, `IsValidLuhn(" 59 ")`, `IsValidLuhn(59)`, `CommunityID("10.0.0.1", 80, "10.0.0.2", 90, "TCP")`, `CommunityID("10.0.0.1", 80, "10.0.0.2", 90)`, `CommunityID("x", 80, "10.0.0.2", 90)`, `ParseSeverity("err", {"error": ["err"]})`, `IsEmpty(" ")`, `IsEmpty([])`, `IsEmpty({})`, `IsEmpty(0)`, `IsEmpty(nil)`, `IsEmpty("")`, `IsEmpty(0x)`, `IsEmpty(false)`,
}

// functions asks for each call whether it is what it gives for the first span, and is not something else.
func functions() (all []string) {
	for _, name := range predicates {
		for _, operand := range operands {
			all = append(all, name+"("+operand+")")
		}
		all = append(all, name+"()", name+"(1, 2)")
	}
	valued := append([]string{}, calls...)
	for _, name := range unary {
		for _, operand := range operands {
			valued = append(valued, name+"("+operand+")")
		}
		all = append(all, name+"()", name+"() == 1", name+"(1, 2, 3, 4, 5) == 1")
	}
	values := valueParser()
	first := spanContexts(parsed())[0]
	for _, call := range valued {
		all = append(all, call+" == nil", call)
		expression, err := values.ParseValueExpression(call)
		if err != nil {
			continue
		}
		value, err := eval(expression, first)
		if err != nil {
			continue
		}
		if fixed(values, call, first, value) {
			all = append(all, equalities(call, value)...)
		}
	}
	return all
}

// fixed tells whether the value is the same each time, which the order of a map is not.
func fixed(values ottl.Parser[*ottlspan.TransformContext], call string, of *ottlspan.TransformContext, value any) bool {
	text, _ := literal(value)
	for range 3 * repeats {
		expression, err := values.ParseValueExpression(call)
		check(err)
		again, _ := eval(expression, of)
		if other, _ := literal(again); other != text {
			return false
		}
	}
	return true
}

func eval(expression *ottl.ValueExpression[*ottlspan.TransformContext], of *ottlspan.TransformContext) (value any, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("%v", cause)
		}
	}()
	return expression.Eval(context.Background(), of)
}

func valueParser() ottl.Parser[*ottlspan.TransformContext] {
	functions := ottlfuncs.StandardConverters[*ottlspan.TransformContext]()
	made, err := ottlspan.NewParser(functions, componenttest.NewNopTelemetrySettings())
	check(err)
	return made
}

func equalities(call string, value any) []string {
	switch v := value.(type) {
	case time.Time:
		return []string{fmt.Sprintf("UnixNano(%s) == %d", call, v.UnixNano())}
	case time.Duration:
		return []string{fmt.Sprintf("Nanoseconds(%s) == %d", call, v.Nanoseconds())}
	}
	text, ok := literal(value)
	if !ok {
		return nil
	}
	return []string{call + " == " + text, call + " != " + text, call + " < " + text, `String(` + call + `) == "?"`}
}

// literal writes a value as OTTL would be given it.
func literal(value any) (string, bool) {
	switch v := value.(type) {
	case string:
		return quote(v), true
	case int64:
		return strconv.FormatInt(v, 10), v >= 0 || v > -1<<63
	case float64:
		text := strconv.FormatFloat(v, 'f', -1, 64)
		if !strings.Contains(text, ".") {
			text += ".0"
		}
		return text, v-v == 0
	case bool:
		return strconv.FormatBool(v), true
	case []byte:
		return fmt.Sprintf("0x%x", v), true
	case pcommon.Map:
		return literal(v.AsRaw())
	case pcommon.Slice:
		return literal(v.AsRaw())
	case pcommon.Value:
		return literal(v.AsRaw())
	case []string:
		var all []any
		for _, each := range v {
			all = append(all, each)
		}
		return literal(all)
	case nil:
		return "nil", true
	case []any:
		var all []string
		for _, each := range v {
			text, ok := literal(each)
			if !ok {
				return "", false
			}
			all = append(all, text)
		}
		return "[" + strings.Join(all, ", ") + "]", true
	}
	return "", false
}

func quote(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`, "\r", `\r`).Replace(text) + `"`
}
