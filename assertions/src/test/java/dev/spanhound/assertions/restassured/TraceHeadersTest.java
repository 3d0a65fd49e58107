// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.restassured;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.trace.propagation.HeaderLines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceHeadersTest {
    private static final String ID = "12345678901234567890123456789012";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            traceresponse   | 00-12345678901234567890123456789012-1234567890123456-01
            TraceResponse   | 00-12345678901234567890123456789012-1234567890123456-01
            traceresponse   | 00-12345678901234567890123456789012--01
            traceresponse   | 00-12345678901234567890123456789012
            traceresponse   | 00-12345678901234567890123456789012-1234567890123456-01-more
            X-Trace-Id      | 12345678901234567890123456789012
            X-B3-TraceId    | 12345678901234567890123456789012
            Server-Timing   | traceparent;desc="00-12345678901234567890123456789012-1234567890123456-01"
            Server-Timing   | trace;desc=00-12345678901234567890123456789012-1234567890123456-01
            server-timing   | db;dur=53, traceparent;desc="00-12345678901234567890123456789012-1234567890123456-01"
            Server-Timing   | cache;desc="a, trace;desc=b",trace ; dur=1 ; desc = "00-12345678901234567890123456789012-1234567890123456-01"
            X-Amzn-Trace-Id | Root=1-12345678-901234567890123456789012
            uber-trace-id   | 12345678901234567890123456789012:1234567890123456:0:1
            b3              | 12345678901234567890123456789012-1234567890123456-1
            X-Any           | 12345678901234567890123456789012
            """)
    void areReadInTheFormThatTheyHave(String name, String value) {
        NamedTrace trace =
                TraceHeaders.of(name).find(HeaderLines.of(name, value)).orElseThrow();

        assertThat(trace.traceId()).isEqualTo(ID);
        assertThat(trace.isShort()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            traceresponse   | ``
            traceresponse   | 00-00000000000000000000000000000000-1234567890123456-01
            traceresponse   | 00-1234567890123456-1234567890123456-01
            X-Trace-Id      | 1234567890123456789012345678901
            X-Trace-Id      | order 42
            Server-Timing   | db;dur=53
            Server-Timing   | traced;desc="00-12345678901234567890123456789012-1234567890123456-01"
            Server-Timing   | db;desc="trace;desc=00-12345678901234567890123456789012-1234567890123456-01"
            Server-Timing   | trace;dur=1, db;desc="00-12345678901234567890123456789012-1234567890123456-01"
            """)
    void nameNoTraceInAnyOther(String name, String value) {
        assertThat(TraceHeaders.of(name).find(HeaderLines.of(name, value))).isEmpty();
    }

    @Test
    void areLookedAtInTheirOrder() {
        HeaderLines lines = HeaderLines.of(
                "X-Trace-Id",
                "f".repeat(32),
                "traceresponse",
                "gone",
                "traceresponse",
                "00-" + ID + "-1234567890123456-01");

        assertThat(TraceHeaders.USUAL.find(lines).orElseThrow().traceId()).isEqualTo(ID);
        assertThat(TraceHeaders.of("X-Trace-Id", "traceresponse")
                        .find(lines)
                        .orElseThrow()
                        .traceId())
                .isEqualTo("f".repeat(32));
    }

    @Test
    void mayHaveTheRightHalfOfAnId() {
        NamedTrace trace = TraceHeaders.USUAL
                .find(HeaderLines.of("X-B3-TraceId", "ABCDEF0123456789"))
                .orElseThrow();

        assertThat(trace.traceId()).isEqualTo("0000000000000000abcdef0123456789");
        assertThat(trace.is("1111111111111111abcdef0123456789")).isTrue();
        assertThat(trace.is("abcdef0123456789")).isTrue();
        assertThat(trace.is("abcdef01234567891111111111111111")).isFalse();
    }
}
