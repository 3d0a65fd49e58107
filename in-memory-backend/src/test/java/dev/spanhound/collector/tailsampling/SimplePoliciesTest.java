// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import static dev.spanhound.collector.tailsampling.Policies.policy;
import static dev.spanhound.collector.tailsampling.Traces.span;
import static dev.spanhound.collector.tailsampling.Traces.spans;
import static dev.spanhound.collector.tailsampling.Traces.trace;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimplePoliciesTest {

    @Test
    void alwaysSample() {
        assertThat(Policies.only("{name: it, type: always_sample}").vote(trace(span("a"))))
                .hasToString("it: SAMPLED, keeps every trace");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                         | 1 | SAMPLED, 1 >= 0 spans
            min_spans: 3               | 2 | NOT_SAMPLED, 2 < 3 spans
            min_spans: 3               | 3 | SAMPLED, 3 >= 3 spans
            min_spans: 2, max_spans: 3 | 1 | NOT_SAMPLED, 1 < 2 spans
            min_spans: 2, max_spans: 3 | 2 | SAMPLED, 2 >= 2 spans, and <= 3
            min_spans: 2, max_spans: 3 | 3 | SAMPLED, 3 >= 2 spans, and <= 3
            min_spans: 2, max_spans: 3 | 4 | NOT_SAMPLED, 4 > 3 spans, the maximum
            max_spans: -1              | 1 | NOT_SAMPLED, 1 > -1 spans, the maximum
            min_spans: 4294967296      | 1 | SAMPLED, 1 >= 0 spans
            """)
    void spanCount(String keys, int count, String expected) {
        assertThat(policy("span_count", keys).vote(spans(count, 0))).hasToString("it: " + expected);
    }

    @Test
    void spanCountIsThatOfAllSpansReceived() {
        TraceView some = spans(1, 0);

        assertThat(policy("span_count", "min_spans: 5").vote(new TraceView(some.traceId(), some.chunks(), 5, 0)))
                .hasToString("it: SAMPLED, 5 >= 5 spans");
    }

    @Test
    void spanCountIsStatefulWithAMaximum() {
        assertThat(policy("span_count", "min_spans: 1").policy().isStateful()).isFalse();
        assertThat(policy("span_count", "max_spans: 1").policy().isStateful()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ERROR     | SAMPLED, span orders/b has status ERROR
            OK        | NOT_SAMPLED, no span has status OK (3 spans: 2 UNSET, 1 ERROR)
            OK, ERROR | SAMPLED, span orders/b has status ERROR
            UNSET     | SAMPLED, span orders/a has status UNSET
            """)
    void statusCode(String codes, String expected) {
        assertThat(policy("status_code", "status_codes: [%s]".formatted(codes))
                        .vote(trace(span("a"), span("b").failed(), span("c"))))
                .hasToString("it: " + expected);
    }

    @Test
    void traceFlags() {
        NamedPolicy policy = Policies.only("{name: it, type: trace_flags}");

        assertThat(policy.vote(trace(span("a").withoutFlags(), span("b"))))
                .hasToString("it: SAMPLED, span orders/b has the sampled flag");
        assertThat(policy.vote(trace(span("a").withoutFlags())))
                .hasToString("it: NOT_SAMPLED, no span has the sampled flag (of 1)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            tenant=gold         | SAMPLED, tenant=gold in the trace state of span orders/a
            a=b,tenant=silver   | SAMPLED, tenant=silver in the trace state of span orders/a
            tenant=bronze       | NOT_SAMPLED, tenant=bronze in the trace state of span orders/a, not one of [gold, silver]
            tenant=goldfish     | NOT_SAMPLED, tenant=goldfish in the trace state of span orders/a, not one of [gold, silver]
            other=gold          | NOT_SAMPLED, no span has tenant in its trace state
            ``                  | NOT_SAMPLED, no span has tenant in its trace state
            """)
    void traceState(String header, String expected) {
        TraceView trace = withState(header);

        assertThat(policy("trace_state", "key: tenant, values: [gold, silver]").vote(trace))
                .hasToString("it: " + expected);
    }

    @Test
    void traceStateIgnoresValuesThatCannotBe() {
        NamedPolicy fits = policy("trace_state", "key: k, values: [%s]".formatted("v".repeat(254)));
        NamedPolicy tooLong = policy("trace_state", "key: k, values: [%s]".formatted("v".repeat(255)));

        assertThat(fits.vote(withState("k=" + "v".repeat(254))).verdict()).isEqualTo(Verdict.SAMPLED);
        assertThat(tooLong.vote(withState("k=" + "v".repeat(255))).verdict()).isEqualTo(Verdict.NOT_SAMPLED);
    }

    private static TraceView withState(String header) {
        TraceStateBuilder state = TraceState.builder();
        for (String member : header.isEmpty() ? new String[0] : header.split(",")) {
            state.put(member.substring(0, member.indexOf('=')), member.substring(member.indexOf('=') + 1));
        }
        List<Chunk> chunks = new ArrayList<>();
        for (Chunk chunk : trace(span("a")).chunks()) {
            chunks.add(new Chunk(
                    chunk.resource(),
                    chunk.spans().stream()
                            .map(span -> withState(span, state.build()))
                            .toList()));
        }
        return new TraceView("01", chunks, 1, 0);
    }

    private static SpanData withState(SpanData span, TraceState state) {
        SpanContext context = SpanContext.create(span.getTraceId(), span.getSpanId(), TraceFlags.getDefault(), state);
        return new DelegatingSpanData(span) {
            @Override
            public SpanContext getSpanContext() {
                return context;
            }
        };
    }
}
