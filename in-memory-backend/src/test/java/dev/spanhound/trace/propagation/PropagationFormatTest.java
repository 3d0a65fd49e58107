// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.propagation;

import static dev.spanhound.trace.propagation.Contexts.SPAN_ID;
import static dev.spanhound.trace.propagation.Contexts.TRACE_ID;
import static dev.spanhound.trace.propagation.Contexts.describe;
import static dev.spanhound.trace.propagation.Contexts.lines;
import static dev.spanhound.trace.propagation.PropagationFormat.B3_MULTI;
import static dev.spanhound.trace.propagation.PropagationFormat.B3_SINGLE;
import static dev.spanhound.trace.propagation.PropagationFormat.DATADOG;
import static dev.spanhound.trace.propagation.PropagationFormat.JAEGER;
import static dev.spanhound.trace.propagation.PropagationFormat.OT_TRACE;
import static dev.spanhound.trace.propagation.PropagationFormat.W3C;
import static dev.spanhound.trace.propagation.PropagationFormat.XRAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PropagationFormatTest {
    private static final SpanContext CONTEXT = SpanContext.create(
            TRACE_ID,
            SPAN_ID,
            TraceFlags.fromByte((byte) 0xff),
            TraceState.builder().put("b", "2").put("a", "1").build());

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        W3C       | traceparent: 00-T-S-03 // tracestate: a=1,b=2
        B3_SINGLE | b3: T-S-1
        B3_MULTI  | X-B3-TraceId: T // X-B3-SpanId: S // X-B3-Sampled: 1
        JAEGER    | uber-trace-id: T:S:0:1
        XRAY      | X-Amzn-Trace-Id: Root=1-0af76519-16cd43dd8448eb211c80319c;Parent=S;Sampled=1
        DATADOG   | x-datadog-trace-id: 9532127138774266268 // x-datadog-parent-id: 13235353014750950193 // x-datadog-sampling-priority: 1 // x-datadog-tags: _dd.p.tid=0af7651916cd43dd
        OT_TRACE  | ot-tracer-traceid: T64 // ot-tracer-spanid: S // ot-tracer-sampled: true
        """)
    void writes(PropagationFormat format, String expected) {
        assertThat(format.write(CONTEXT)).isEqualTo(lines(expected));
    }

    @ParameterizedTest
    @EnumSource
    void readsWhatItWrites(PropagationFormat format) {
        for (TraceFlags flags : new TraceFlags[] {TraceFlags.getSampled(), TraceFlags.getDefault()}) {
            SpanContext context = SpanContext.create(TRACE_ID, SPAN_ID, flags, TraceState.getDefault());
            Extraction extraction = format.read(format.write(context));

            assertThat(extraction.isValid()).as("%s", extraction).isTrue();
            assertThat(extraction.context().orElseThrow().isOfTrace(TRACE_ID)).isTrue();
            assertThat(extraction.context().orElseThrow().spanId()).isEqualTo(SPAN_ID);
            assertThat(extraction.context().orElseThrow().sampling().isSampled())
                    .isEqualTo(flags.isSampled());
        }
    }

    @ParameterizedTest
    @EnumSource
    void writesNothingForNoContext(PropagationFormat format) {
        assertThat(format.write(SpanContext.getInvalid()).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void ownsTheHeadersItWrites(PropagationFormat format) {
        assertThat(format.write(CONTEXT).lines())
                .isNotEmpty()
                .allMatch(line ->
                        format.owns(line.name()) && format.owns(line.name().toUpperCase()));
        assertThat(format.owns("baggage")).isFalse();
    }

    @Test
    void ownsBaggageOfItsOwn() {
        assertThat(JAEGER.owns("UberCtx-user")).isTrue();
        assertThat(JAEGER.owns("jaeger-baggage")).isTrue();
        assertThat(OT_TRACE.owns("OT-Baggage-user")).isTrue();
        assertThat(W3C.owns("uberctx-user")).isFalse();
        assertThat(W3C.owns("jaeger-baggage")).isFalse();
    }

    @Test
    void areFoundValidOrNot() {
        HeaderLines lines = lines("Accept: * // B3: x // traceparent: 1 // x-b3-flags: 1 // uberctx-user: a");

        assertThat(PropagationFormat.in(lines)).containsExactly(W3C, B3_SINGLE, B3_MULTI);
        assertThat(PropagationFormat.in(HeaderLines.none())).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        single wins over multi             | b3: T-S-1 // X-B3-TraceId: T64 // X-B3-SpanId: P // X-B3-Sampled: 0 | T S ACCEPT
        a state alone in single wins too   | b3: 0 // X-B3-TraceId: T // X-B3-SpanId: S // X-B3-Sampled: 1       | - - DENY
        multi serves if single is bad      | b3: x // X-B3-TraceId: T // X-B3-SpanId: S // X-B3-Sampled: 1       | T S ACCEPT
        multi serves if single is missing  | X-B3-Sampled: 0                                                     | - - DENY
        both bad are none                  | b3: x // X-B3-TraceId: x                                            | -
        no B3 is none                      | traceparent: 00-T-S-01                                              | -
        """)
    void readsB3(String sentence, String row, String context) {
        assertThat(PropagationFormat.readB3(lines(row))
                        .context()
                        .map(Contexts::describe)
                        .orElse(null))
                .isEqualTo(context);
    }

    @Test
    void saysWhatIsWrongWithBadSingleB3IfThereIsNoOther() {
        assertThat(describe(PropagationFormat.readB3(lines("b3: x")).violations()))
                .isEqualTo("b3 at 0: SamplingState is x");
        assertThat(PropagationFormat.readB3(HeaderLines.none()).isAbsent()).isTrue();
    }

    @Test
    void giveTheContextToContinueInTheOrderAskedFor() {
        HeaderLines lines = lines("b3: T-P-0 // traceparent: 00-T-S-01 // uber-trace-id: x");

        assertThat(PropagationFormat.firstIn(lines).map(ExtractedContext::format))
                .contains(W3C);
        assertThat(PropagationFormat.firstIn(lines, B3_MULTI, B3_SINGLE, W3C).map(ExtractedContext::format))
                .contains(B3_SINGLE);
        assertThat(PropagationFormat.firstIn(lines, JAEGER)).isEmpty();
        assertThat(PropagationFormat.firstIn(lines("b3: 0"))).isEmpty();
    }

    @ParameterizedTest(name = "{0} is of {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
        b3: T-S-1    | 0af7651916cd43dd8448eb211c80319c | true
        b3: T-S-1    | 0AF7651916CD43DD8448EB211C80319C | true
        b3: T-S-1    | 1af7651916cd43dd8448eb211c80319c | false
        b3: T-S-1    | 8448eb211c80319c                 | true
        b3: T64-S-1  | 0af7651916cd43dd8448eb211c80319c | true
        b3: T64-S-1  | 00000000000000008448eb211c80319c | true
        b3: T64-S-1  | 8448eb211c80319c                 | true
        b3: T64-S-1  | 8448eb211c80319d                 | false
        b3: 1        | 00000000000000000000000000000000 | false
        b3: T-S-1    | ''                               | false
        """)
    void compareIdsOf64BitsByTheRightHalf(String row, String traceId, boolean expected) {
        assertThat(B3_SINGLE.read(lines(row)).context().orElseThrow().isOfTrace(traceId))
                .isEqualTo(expected);
    }

    @Test
    void giveARemoteParent() {
        SpanContext read = W3C.read(W3C.write(CONTEXT)).context().orElseThrow().spanContext();

        assertThat(read)
                .isEqualTo(SpanContext.createFromRemoteParent(
                        TRACE_ID, SPAN_ID, TraceFlags.fromByte((byte) 3), CONTEXT.getTraceState()));
        assertThat(B3_SINGLE
                        .read(lines("b3: T-S-d"))
                        .context()
                        .orElseThrow()
                        .spanContext()
                        .isSampled())
                .isTrue();
        assertThat(B3_SINGLE
                        .read(lines("b3: 1"))
                        .context()
                        .orElseThrow()
                        .spanContext()
                        .isValid())
                .isFalse();
    }

    @Test
    void haveNamesForMessages() {
        assertThat(PropagationFormat.values())
                .extracting(PropagationFormat::toString)
                .containsExactly(
                        "W3C Trace Context",
                        "B3 single",
                        "B3 multi",
                        "Jaeger",
                        "AWS X-Ray",
                        "Datadog",
                        "OT trace",
                        "gRPC binary");
        assertThat(XRAY.headers()).containsExactly("X-Amzn-Trace-Id", "AWSTraceHeader");
        assertThat(DATADOG.headers()).startsWith("x-datadog-trace-id");
    }

    @Test
    void sayTheRuleAndItsSource() {
        assertThat(W3C.read(lines("traceparent: 00-T-0000000000000000-01")).violations())
                .hasToString("[traceparent \"00-" + TRACE_ID
                        + "-0000000000000000-01\": parent-id is all zeros, at character 37"
                        + " (W3C Trace Context level 2, 3.2.2.4: parent-id must not be all zeros)]");
        assertThat(B3_MULTI.read(lines("X-B3-SpanId: S")).violations())
                .hasToString(
                        "[X-B3-TraceId: missing (B3, Multiple Headers: X-B3-TraceId and X-B3-SpanId are required, unless"
                                + " only a sampling state is sent)]");
    }
}
