// SPDX-License-Identifier: Apache-2.0

package ottl

import (
	"encoding/json"

	"go.opentelemetry.io/collector/pdata/ptrace"
)

// theSpans are twelve spans with every type of attribute, with and without everything a path reads.
const theSpans = `{"resourceSpans": [
 {"resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "shop"}}, {"key": "n", "value": {"intValue": "7"}}, {"key": "os", "value": {"kvlistValue": {"values": [{"key": "type", "value": {"stringValue": "linux"}}]}}}], "droppedAttributesCount": 3},
  "schemaUrl": "https://example.org/resource", "scopeSpans": [
  {"scope": {"name": "lib", "version": "1.2", "attributes": [{"key": "a", "value": {"stringValue": "scoped"}}], "droppedAttributesCount": 4}, "schemaUrl": "https://example.org/scope", "spans": [
   {"traceId": "0102030405060708090a0b0c0d0e0f10", "spanId": "0102030405060708", "name": "GET /cart", "kind": 2, "traceState": "k=v,ot=th:8;rv:0123456789abcd", "flags": 257,
    "startTimeUnixNano": "1700000000123456789", "endTimeUnixNano": "1700000001623456789", "droppedAttributesCount": 1, "droppedEventsCount": 2, "droppedLinksCount": 3, "status": {"code": 2, "message": "boom"},
    "attributes": [
     {"key": "s", "value": {"stringValue": "Hello"}}, {"key": "blank", "value": {"stringValue": ""}}, {"key": "i", "value": {"intValue": "5"}}, {"key": "neg", "value": {"intValue": "-3"}}, {"key": "zero", "value": {"intValue": "0"}},
     {"key": "d", "value": {"doubleValue": 5.0}}, {"key": "half", "value": {"doubleValue": 2.5}}, {"key": "b", "value": {"boolValue": true}}, {"key": "no", "value": {"boolValue": false}}, {"key": "y", "value": {"bytesValue": "AQID"}},
     {"key": "e", "value": {}}, {"key": "num", "value": {"stringValue": "42"}}, {"key": "fnum", "value": {"stringValue": "4.5"}},
     {"key": "l", "value": {"arrayValue": {"values": [{"intValue": "1"}, {"intValue": "2"}, {"stringValue": "x"}]}}}, {"key": "ls", "value": {"arrayValue": {"values": [{"stringValue": "b"}, {"stringValue": "a"}, {"stringValue": "c"}]}}},
     {"key": "nested", "value": {"arrayValue": {"values": [{"arrayValue": {"values": [{"intValue": "1"}]}}, {"kvlistValue": {"values": [{"key": "k", "value": {"stringValue": "deep"}}]}}]}}},
     {"key": "m", "value": {"kvlistValue": {"values": [{"key": "k", "value": {"stringValue": "v"}}, {"key": "n", "value": {"intValue": "1"}}, {"key": "in", "value": {"kvlistValue": {"values": [{"key": "x", "value": {"boolValue": true}}]}}}]}}},
     {"key": "em", "value": {"kvlistValue": {}}}, {"key": "el", "value": {"arrayValue": {}}}, {"key": "uni", "value": {"stringValue": "Grüße, 世界"}}, {"key": "key", "value": {"stringValue": "k"}},
     {"key": "json", "value": {"stringValue": "{\"a\":{\"b\":[1,2.5,\"x\",null,true]}}"}}, {"key": "http.status_code", "value": {"intValue": "500"}}, {"key": "url", "value": {"stringValue": "https://u:p@example.org:8443/a/b.txt?x=1&y=2#f"}}, {"key": "ip", "value": {"stringValue": "10.1.2.3"}}],
    "events": [{"timeUnixNano": "1700000000500000000", "name": "exception", "attributes": [{"key": "type", "value": {"stringValue": "IOException"}}, {"key": "n", "value": {"intValue": "1"}}], "droppedAttributesCount": 5}, {"timeUnixNano": "1700000000600000000", "name": "retry"}],
    "links": [{"traceId": "100f0e0d0c0b0a090807060504030201", "spanId": "0807060504030201"}]},
   {"traceId": "0102030405060708090a0b0c0d0e0f10", "spanId": "0000000000000002", "parentSpanId": "0102030405060708", "name": "charge", "kind": 3, "startTimeUnixNano": "1700000000200000000", "endTimeUnixNano": "1700000000300000000", "status": {"code": 1},
    "attributes": [{"key": "i", "value": {"intValue": "50"}}, {"key": "s", "value": {"stringValue": "World"}}, {"key": "b", "value": {"boolValue": false}}, {"key": "d", "value": {"doubleValue": -1.25}}]},
   {"traceId": "0102030405060708090a0b0c0d0e0f10", "spanId": "0000000000000003", "parentSpanId": "0102030405060708", "name": "", "startTimeUnixNano": "0", "endTimeUnixNano": "0"}]}]},
 {"resource": {}, "scopeSpans": [{"scope": {}, "spans": [
   {"traceId": "00000000000000000000000000000001", "spanId": "0000000000000004", "name": "types-swapped", "kind": 1, "status": {},
    "attributes": [{"key": "s", "value": {"intValue": "5"}}, {"key": "i", "value": {"stringValue": "5"}}, {"key": "d", "value": {"stringValue": "5.0"}}, {"key": "b", "value": {"stringValue": "true"}}, {"key": "l", "value": {"stringValue": "[1]"}}, {"key": "m", "value": {"arrayValue": {"values": [{"stringValue": "k"}]}}}, {"key": "y", "value": {"stringValue": "010203"}}]},
   {"traceId": "00000000000000000000000000000001", "spanId": "0000000000000005", "name": "doubles", "kind": 4, "attributes": [{"key": "i", "value": {"doubleValue": 5.5}}, {"key": "s", "value": {"doubleValue": 1e21}}, {"key": "d", "value": {"doubleValue": 0.1}}, {"key": "num", "value": {"doubleValue": 42.0}}]},
   {"traceId": "00000000000000000000000000000001", "spanId": "0000000000000006", "name": "booleans", "kind": 5, "attributes": [{"key": "i", "value": {"boolValue": true}}, {"key": "s", "value": {"boolValue": false}}, {"key": "num", "value": {"boolValue": true}}]},
   {"traceId": "00000000000000000000000000000001", "spanId": "0000000000000007", "name": "lists", "attributes": [{"key": "i", "value": {"arrayValue": {"values": [{"intValue": "5"}]}}}, {"key": "s", "value": {"arrayValue": {"values": [{"stringValue": "Hello"}]}}}, {"key": "l", "value": {"arrayValue": {"values": [{"intValue": "1"}]}}}]},
   {"traceId": "00000000000000000000000000000001", "spanId": "0000000000000008", "name": "maps", "attributes": [{"key": "i", "value": {"kvlistValue": {"values": [{"key": "v", "value": {"intValue": "5"}}]}}}, {"key": "s", "value": {"kvlistValue": {"values": [{"key": "v", "value": {"stringValue": "Hello"}}]}}}, {"key": "m", "value": {"kvlistValue": {"values": [{"key": "n", "value": {"intValue": "1"}}, {"key": "k", "value": {"stringValue": "v"}}]}}}]},
   {"traceId": "00000000000000000000000000000001", "spanId": "0000000000000009", "name": "bytes", "attributes": [{"key": "i", "value": {"bytesValue": "BQ=="}}, {"key": "s", "value": {"bytesValue": "SGVsbG8="}}, {"key": "y", "value": {"bytesValue": ""}}]},
   {"traceId": "00000000000000000000000000000000", "spanId": "0000000000000000", "name": "empties", "traceState": "malformed", "kind": 9, "status": {"code": 7}, "attributes": [{"key": "i", "value": {}}, {"key": "s", "value": {}}, {"key": "d", "value": {}}, {"key": "m", "value": {}}]},
   {"traceId": "ffffffffffffffffffffffffffffffff", "spanId": "ffffffffffffffff", "name": "extremes", "startTimeUnixNano": "1", "endTimeUnixNano": "9223372036854775807", "flags": 4294967295, "attributes": [{"key": "i", "value": {"intValue": "9223372036854775807"}}, {"key": "neg", "value": {"intValue": "-9223372036854775808"}}, {"key": "d", "value": {"doubleValue": 1e300}}, {"key": "zero", "value": {"doubleValue": 0}}, {"key": "s", "value": {"stringValue": "a\nb\t\"c\" \\d"}}],
    "events": [{"name": "exception", "attributes": [{"key": "type", "value": {"intValue": "3"}}]}]},
   {"traceId": "00000000000000000000000000000001", "spanId": "000000000000000c", "name": "bare"}]}]}]}`

func parsed() ptrace.Traces {
	traces, err := (&ptrace.JSONUnmarshaler{}).UnmarshalTraces([]byte(theSpans))
	check(err)
	return traces
}

// written gives the spans one by one, each as a request with its resource and scope.
func written() subjects {
	traces := parsed()
	var requests []json.RawMessage
	for _, resource := range traces.ResourceSpans().All() {
		for _, scope := range resource.ScopeSpans().All() {
			for _, span := range scope.Spans().All() {
				one := ptrace.NewTraces()
				of := one.ResourceSpans().AppendEmpty()
				resource.Resource().CopyTo(of.Resource())
				of.SetSchemaUrl(resource.SchemaUrl())
				in := of.ScopeSpans().AppendEmpty()
				scope.Scope().CopyTo(in.Scope())
				in.SetSchemaUrl(scope.SchemaUrl())
				span.CopyTo(in.Spans().AppendEmpty())
				text, err := (&ptrace.JSONMarshaler{}).MarshalTraces(one)
				check(err)
				requests = append(requests, text)
			}
		}
	}
	text, err := json.Marshal(requests)
	check(err)
	return subjects{text}
}
