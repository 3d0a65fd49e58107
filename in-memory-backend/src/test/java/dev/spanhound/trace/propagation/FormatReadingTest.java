// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.propagation;

import static dev.spanhound.trace.propagation.Contexts.describe;
import static dev.spanhound.trace.propagation.Contexts.lines;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows: a sentence, the lines, the context that they give, and what is wrong with them. {@link Contexts} has T, S and P. */
class FormatReadingTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        other headers carry nothing                      | accept: */*                          | - | ''
        a sampled one is read                            | traceparent: 00-T-S-01               | T S ACCEPT version=00 | ''
        a name has no case                               | TraceParent: 00-T-S-00               | T S DENY version=00 | ''
        outer space and tab are no part of it            | traceparent: \t00-T-S-01 \t          | T S ACCEPT version=00 | ''
        a hyphen in the name makes it another header     | trace-parent: 00-T-S-01              | - | ''
        the random flag is read                          | traceparent: 00-T-S-03               | T S ACCEPT flags=3 version=00 | ''
        reserved flags are wrong, and the rest is read   | traceparent: 00-T-S-09               | T S ACCEPT flags=9 version=00 | traceparent at 53: trace-flags has unknown flags
        twice is none                                    | traceparent: 00-T-S-01 // Traceparent: 00-T-P-01 | - | traceparent: sent twice
        twice the same is none                           | traceparent: 00-T-S-01 // traceparent: 00-T-S-01 // traceparent: 00-T-S-01 | - | traceparent: sent 3 times; traceparent: sent 3 times
        joined by a comma is none                        | traceparent: 00-T-S-01,00-T-P-01     | - | traceparent at 55: several values joined by ','
        empty is none                                    | traceparent:                         | - | traceparent at 0: empty
        version 00 ends at 55 characters                 | traceparent: 00-T-S-01-              | - | traceparent at 55: goes on after trace-flags
        version 00 has no fifth field                    | traceparent: 00-T-S-01-what          | - | traceparent at 55: goes on after trace-flags
        version 00 has nothing after a dot               | traceparent: 00-T-S-01.              | - | traceparent at 55: trace-flags has '.'
        a higher version of the known shape is read      | traceparent: cc-T-S-01               | T S ACCEPT version=cc | ''
        a higher version may have more fields            | traceparent: cc-T-S-01-what-else     | T S ACCEPT version=cc | ''
        a higher version may end in a hyphen             | traceparent: cc-T-S-01-              | T S ACCEPT version=cc | ''
        a higher version may have other flags            | traceparent: cc-T-S-ff               | T S ACCEPT flags=3 version=cc | ''
        a higher version cannot go on with a dot         | traceparent: cc-T-S-01.what          | - | traceparent at 55: trace-flags has '.'
        a higher version cannot be shorter               | traceparent: cc-T-S-0                | - | traceparent at 53: trace-flags has 1 digit
        version ff is forbidden                          | traceparent: ff-T-S-01               | - | traceparent at 0: version is ff
        a version has two digits                         | traceparent: 000-T-S-01              | - | traceparent at 0: version has 3 digits
        a version is hex                                 | traceparent: .0-T-S-01               | - | traceparent at 0: version has '.'
        a trace ID is not all zeros                      | traceparent: 00-00000000000000000000000000000000-S-01 | - | traceparent at 3: trace-id is all zeros
        a trace ID has no 31 digits                      | traceparent: 00-af7651916cd43dd8448eb211c80319c-S-01 | - | traceparent at 3: trace-id has 31 digits
        a trace ID has no upper-case digit               | traceparent: 00-0af7651916cd43dd8448eb211c80319C-S-01 | - | traceparent at 34: trace-id has an upper-case 'C'
        a parent ID is not all zeros                     | traceparent: 00-T-0000000000000000-01 | - | traceparent at 36: parent-id is all zeros
        a parent ID has no 17 digits                     | traceparent: 00-T-12345678901234567-01 | - | traceparent at 36: parent-id has 17 digits
        flags are lower-case                             | traceparent: 00-T-S-0A               | - | traceparent at 54: trace-flags has an upper-case 'A'
        flags are two digits                             | traceparent: 00-T-S-1                | - | traceparent at 53: trace-flags has 1 digit
        four fields are needed                           | traceparent: 00-T-S                  | - | traceparent at 0: has 3 of 4 fields
        all that is wrong is said                        | traceparent: 00-x-y-z                | - | traceparent at 3: trace-id has 'x'; traceparent at 5: parent-id has 'y'; traceparent at 7: trace-flags has 'z'
        tracestate goes with it                          | traceparent: 00-T-S-01 // tracestate: a=1,b=2 | T S ACCEPT tracestate=a=1,b=2 version=00 | ''
        lines of tracestate are one list                 | traceparent: 00-T-S-01 // tracestate: a=1 // tracestate: b=2 | T S ACCEPT tracestate=a=1,b=2 version=00 | ''
        a bad tracestate leaves traceparent              | traceparent: 00-T-S-01 // tracestate: a=1,B=2 | T S ACCEPT version=00 | tracestate at 4: the key B has 'B'
        a repeated key is wrong, and can be read         | traceparent: 00-T-S-01 // tracestate: a=1,a=2 | T S ACCEPT tracestate=a=1,a=2 version=00 | tracestate at 4: the key a again
        tracestate alone is nothing                      | tracestate: a=1                      | - | traceparent: missing
        """)
    void w3c(String sentence, String row, String context, String violations) {
        check(PropagationFormat.W3C, row, context, violations);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        a sampled one is read                        | b3: T-S-1          | T S ACCEPT | ''
        deny is read                                 | b3: T-S-0          | T S DENY | ''
        debug is read                                | b3: T-S-d          | T S DEBUG | ''
        no state defers                              | b3: T-S            | T S DEFER | ''
        a parent is read                             | b3: T-S-1-P        | T S ACCEPT parent=P | ''
        64 bits are padded, and known to be so       | b3: T64-S-1        | T(64) S ACCEPT | ''
        deny alone is a context without IDs          | b3: 0              | - - DENY | ''
        accept alone is too                          | b3: 1              | - - ACCEPT | ''
        debug alone is too                           | b3: d              | - - DEBUG | ''
        a name has no case                           | B3: T-S-1          | T S ACCEPT | ''
        true is no state here                        | b3: T-S-true       | - | b3 at 50: SamplingState is true
        an empty state is none                       | b3: T-S-           | - | b3 at 50: SamplingState is empty
        empty is none                                | b3:                | - | b3 at 0: SamplingState is empty
        another letter alone is none                 | b3: x              | - | b3 at 0: SamplingState is x
        a trace ID alone is none                     | b3: T              | - | b3 at 0: has 1 field
        there is no fifth field                      | b3: T-S-1-P-       | - | b3 at 0: has 5 fields
        upper case is wrong                          | b3: 0AF7651916cd43dd8448eb211c80319c-S-1 | - | b3 at 1: TraceId has an upper-case 'A'
        zeros are none                               | b3: 00000000000000000000000000000000-S-1 | - | b3 at 0: TraceId is all zeros
        a trace ID has no 15 digits                  | b3: 123456789012345-S-1 | - | b3 at 0: TraceId has 15 digits
        a span ID has 16 digits                      | b3: T-12-1         | - | b3 at 33: SpanId has 2 digits
        a hyphen for an absent parent is wrong       | b3: T-S-1--        | - | b3 at 0: has 5 fields
        twice is none                                | b3: T-S-1 // B3: T-S-1 | - | b3: sent twice
        """)
    void b3Single(String sentence, String row, String context, String violations) {
        check(PropagationFormat.B3_SINGLE, row, context, violations);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        a sampled one is read                   | X-B3-TraceId: T // X-B3-SpanId: S // X-B3-Sampled: 1 | T S ACCEPT | ''
        deny is read                            | X-B3-TraceId: T // X-B3-SpanId: S // X-B3-Sampled: 0 | T S DENY | ''
        no state defers                         | X-B3-TraceId: T // X-B3-SpanId: S | T S DEFER | ''
        debug is read                           | X-B3-TraceId: T // X-B3-SpanId: S // X-B3-Flags: 1 | T S DEBUG | ''
        debug and accept agree                  | X-B3-TraceId: T // X-B3-SpanId: S // X-B3-Flags: 1 // X-B3-Sampled: 1 | T S DEBUG | ''
        debug and deny do not                   | X-B3-TraceId: T // X-B3-SpanId: S // X-B3-Flags: 1 // X-B3-Sampled: 0 | T S DEBUG | 'X-B3-Flags at 0: debug, and X-B3-Sampled denies'
        flags 0 say nothing                     | X-B3-TraceId: T // X-B3-SpanId: S // X-B3-Flags: 0 | T S DEFER | ''
        a parent is read                        | x-b3-traceid: T // x-b3-spanid: S // x-b3-parentspanid: P | T S DEFER parent=P | ''
        64 bits are padded, and known to be so  | X-B3-TraceId: T64 // X-B3-SpanId: S | T(64) S DEFER | ''
        true and false are understood           | X-B3-TraceId: T // X-B3-SpanId: S // X-B3-Sampled: true | T S ACCEPT | X-B3-Sampled at 0: neither 1 nor 0
        deny alone is a context without IDs     | X-B3-Sampled: 0   | - - DENY | ''
        debug alone is too                      | X-B3-Flags: 1     | - - DEBUG | ''
        an empty state is malformed             | X-B3-TraceId: T // X-B3-SpanId: S // X-B3-Sampled: | T S DEFER | X-B3-Sampled at 0: empty
        a hyphen for an absent parent is wrong  | X-B3-TraceId: T // X-B3-SpanId: S // X-B3-ParentSpanId: - | T S DEFER | X-B3-ParentSpanId at 0: parent span ID has '-'
        a span ID is needed                     | X-B3-TraceId: T   | - | X-B3-SpanId: missing
        a trace ID is needed                    | X-B3-SpanId: S // X-B3-Sampled: 1 | - | X-B3-TraceId: missing
        a parent alone is nothing               | X-B3-ParentSpanId: P | - | X-B3-TraceId: missing; X-B3-SpanId: missing
        zeros are none                          | X-B3-TraceId: T // X-B3-SpanId: 0000000000000000 | - | X-B3-SpanId at 0: span ID is all zeros
        a trace ID twice is none                | X-B3-TraceId: T // X-B3-TraceId: T // X-B3-SpanId: S | - | X-B3-TraceId: sent twice
        """)
    void b3Multi(String sentence, String row, String context, String violations) {
        check(PropagationFormat.B3_MULTI, row, context, violations);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        a sampled one is read                  | uber-trace-id: T:S:0:1     | T S ACCEPT | ''
        not sampled is read                    | uber-trace-id: T:S:0:0     | T S DENY | ''
        debug is read                          | uber-trace-id: T:S:0:3     | T S DEBUG | ''
        debug without sampled is wrong         | uber-trace-id: T:S:0:2     | T S DENY | uber-trace-id at 52: flags has debug without sampled
        a parent is read                       | uber-trace-id: T:S:P:01    | T S ACCEPT parent=P | ''
        short IDs are padded                   | uber-trace-id: 1:2:3:1     | 00000000000000000000000000000001(64) 0000000000000002 ACCEPT parent=0000000000000003 | ''
        URL-encoding is undone                 | uber-trace-id: T%3AS%3a0%3A1 | T S ACCEPT | ''
        upper case is hex too                  | uber-trace-id: 0AF7651916CD43DD8448EB211C80319C:S:0:1 | T S ACCEPT | ''
        baggage is read                        | uber-trace-id: T:S:0:1 // uberctx-User: ann // jaeger-baggage: a=1, b = 2,c | T S ACCEPT baggage.User=ann baggage.a=1 baggage.b=2 | ''
        other flags are left alone             | uber-trace-id: T:S:0:9     | T S ACCEPT | ''
        zeros are none                         | uber-trace-id: 0:S:0:1     | - | uber-trace-id at 0: trace-id is all zeros
        33 digits are too many                 | uber-trace-id: 10af7651916cd43dd8448eb211c80319c:S:0:1 | - | uber-trace-id at 0: trace-id has 33 digits
        four fields are needed                 | uber-trace-id: T:S:1       | - | uber-trace-id at 0: has 3 of 4 fields
        empty is none                          | uber-trace-id:             | - | uber-trace-id at 0: empty
        flags are hex                          | uber-trace-id: T:S:0:x     | - | uber-trace-id at 52: flags has 'x'
        a field is not empty                   | uber-trace-id: T::0:1      | - | uber-trace-id at 33: span-id has 0 digits
        baggage alone is no context            | uberctx-user: ann          | - | ''
        """)
    void jaeger(String sentence, String row, String context, String violations) {
        check(PropagationFormat.JAEGER, row.replace("%3AS%3a", "%3A" + Contexts.SPAN_ID + "%3a"), context, violations);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        a sampled one is read                  | X-Amzn-Trace-Id: Root=1-0af76519-16cd43dd8448eb211c80319c;Parent=S;Sampled=1 | T S ACCEPT | ''
        not sampled is read                    | X-Amzn-Trace-Id: Root=1-0af76519-16cd43dd8448eb211c80319c;Parent=S;Sampled=0 | T S DENY | ''
        a question mark defers                 | X-Amzn-Trace-Id: Root=1-0af76519-16cd43dd8448eb211c80319c;Parent=S;Sampled=? | T S DEFER | ''
        keys come in any order, with spaces    | X-Amzn-Trace-Id: Sampled=1; Parent=S; Root=1-0af76519-16cd43dd8448eb211c80319c | T S ACCEPT | ''
        a load balancer sends Root alone       | X-Amzn-Trace-Id: Root=1-0af76519-16cd43dd8448eb211c80319c | T - DEFER | ''
        unknown keys are kept                  | X-Amzn-Trace-Id: Self=1-x;Root=1-0af76519-16cd43dd8448eb211c80319c;Parent=S;Lineage=a:0 | T S DEFER Self=1-x Lineage=a:0 | ''
        SQS has it in an attribute             | AWSTraceHeader: Root=1-0af76519-16cd43dd8448eb211c80319c;Parent=S;Sampled=1 | T S ACCEPT | ''
        a bad Sampled is ignored               | X-Amzn-Trace-Id: Root=1-0af76519-16cd43dd8448eb211c80319c;Parent=S;Sampled=2 | T S DEFER | X-Amzn-Trace-Id at 73: Sampled is 2
        Root is needed                         | X-Amzn-Trace-Id: Parent=S;Sampled=1 | - | X-Amzn-Trace-Id at 0: has no Root
        Root has a version                     | X-Amzn-Trace-Id: Root=2-0af76519-16cd43dd8448eb211c80319c | - | X-Amzn-Trace-Id at 5: Root is 2-0af76519-16cd43dd8448eb211c80319c
        Root has 24 digits                     | X-Amzn-Trace-Id: Root=1-0af76519-16cd | - | X-Amzn-Trace-Id at 16: Root has 4 digits
        Root is not all zeros                  | X-Amzn-Trace-Id: Root=1-00000000-000000000000000000000000 | - | X-Amzn-Trace-Id at 7: Root is all zeros
        Parent has 16 digits                   | X-Amzn-Trace-Id: Root=1-0af76519-16cd43dd8448eb211c80319c;Parent=1 | - | X-Amzn-Trace-Id at 48: Parent has 1 digit
        a key comes once                       | X-Amzn-Trace-Id: Root=1-0af76519-16cd43dd8448eb211c80319c;Parent=S;Parent=P | T S DEFER | X-Amzn-Trace-Id at 65: Parent again
        what is no pair is skipped             | X-Amzn-Trace-Id: Root=1-0af76519-16cd43dd8448eb211c80319c;Parent=S;x | T S DEFER | X-Amzn-Trace-Id at 65: x is no pair
        empty is none                          | X-Amzn-Trace-Id:  | - | X-Amzn-Trace-Id at 0: empty
        """)
    void xRay(String sentence, String row, String context, String violations) {
        check(PropagationFormat.XRAY, row, context, violations);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        64 bits are known to be so             | x-datadog-trace-id: 9532127138774266268 // x-datadog-parent-id: 13235353014750950193 // x-datadog-sampling-priority: 1 | T(64) S ACCEPT sampling-priority=1 | ''
        the upper half is in the tags          | x-datadog-trace-id: 9532127138774266268 // x-datadog-parent-id: 13235353014750950193 // x-datadog-tags: _dd.p.dm=-1,_dd.p.tid=0af7651916cd43dd | T S DEFER tags=_dd.p.dm=-1,_dd.p.tid=0af7651916cd43dd | ''
        the user's keep is accept              | x-datadog-trace-id: 1 // x-datadog-parent-id: 2 // x-datadog-sampling-priority: 2 // x-datadog-origin: rum | 00000000000000000000000000000001(64) 0000000000000002 ACCEPT sampling-priority=2 origin=rum | ''
        the user's reject is deny              | x-datadog-trace-id: 1 // x-datadog-parent-id: 2 // x-datadog-sampling-priority: -1 | 00000000000000000000000000000001(64) 0000000000000002 DENY sampling-priority=-1 | ''
        another priority is wrong              | x-datadog-trace-id: 1 // x-datadog-parent-id: 2 // x-datadog-sampling-priority: 3 | 00000000000000000000000000000001(64) 0000000000000002 DEFER sampling-priority=3 | x-datadog-sampling-priority at 0: none of these
        a bad upper half is left out           | x-datadog-trace-id: 1 // x-datadog-parent-id: 2 // x-datadog-tags: _dd.p.tid=0AF | 00000000000000000000000000000001(64) 0000000000000002 DEFER tags=_dd.p.tid=0AF | x-datadog-tags at 11: _dd.p.tid has an upper-case 'A'
        an ID is decimal                       | x-datadog-trace-id: 1a // x-datadog-parent-id: 2 | - | x-datadog-trace-id at 1: has 'a'
        an ID has 64 bits                      | x-datadog-trace-id: 18446744073709551616 // x-datadog-parent-id: 2 | - | x-datadog-trace-id at 0: too great for 64 bits
        an ID is not zero                      | x-datadog-trace-id: 1 // x-datadog-parent-id: 0 | - | x-datadog-parent-id at 0: zero
        an ID is not empty                     | x-datadog-trace-id:  // x-datadog-parent-id: 2 | - | x-datadog-trace-id at 0: empty
        both IDs are needed                    | x-datadog-sampling-priority: 1 | - | x-datadog-trace-id: missing; x-datadog-parent-id: missing
        """)
    void datadog(String sentence, String row, String context, String violations) {
        check(PropagationFormat.DATADOG, row, context, violations);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        a sampled one is read                  | ot-tracer-traceid: T64 // ot-tracer-spanid: S // ot-tracer-sampled: true | T(64) S ACCEPT | ''
        128 bits are read too                  | ot-tracer-traceid: T // ot-tracer-spanid: S // ot-tracer-sampled: false | T S DENY | ''
        short IDs are padded                   | ot-tracer-traceid: 1 // ot-tracer-spanid: 2 | 00000000000000000000000000000001(64) 0000000000000002 DEFER | ''
        baggage is read                        | ot-tracer-traceid: T // ot-tracer-spanid: S // OT-Baggage-user: ann | T S DEFER baggage.user=ann | ''
        another state is wrong                 | ot-tracer-traceid: T // ot-tracer-spanid: S // ot-tracer-sampled: yes | T S DEFER | ot-tracer-sampled at 0: neither true nor false
        zeros are none                         | ot-tracer-traceid: 0 // ot-tracer-spanid: S | - | ot-tracer-traceid at 0: trace ID is all zeros
        33 digits are too many                 | ot-tracer-traceid: 10af7651916cd43dd8448eb211c80319c // ot-tracer-spanid: S | - | ot-tracer-traceid at 0: trace ID has 33 digits
        both IDs are needed                    | ot-tracer-sampled: true | - | ot-tracer-traceid: missing; ot-tracer-spanid: missing
        """)
    void otTrace(String sentence, String row, String context, String violations) {
        check(PropagationFormat.OT_TRACE, row, context, violations);
    }

    private static void check(PropagationFormat format, String row, String context, String violations) {
        Extraction extraction = format.read(lines(row));

        assertThat(extraction.context().map(Contexts::describe).orElse(null)).isEqualTo(context);
        assertThat(describe(extraction.violations())).isEqualTo(violations);
        assertThat(extraction.isAbsent()).isEqualTo(context == null && violations.isEmpty());
        assertThat(extraction.isValid()).isEqualTo(context != null && violations.isEmpty());
        assertThat(extraction.format()).isEqualTo(format);
    }
}
