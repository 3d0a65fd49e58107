// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.propagation;

import static dev.spanhound.trace.propagation.PropagationFormat.GRPC_BINARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrpcBinaryFormatTest {
    private static final String TRACE_ID = "404142434445464748494a4b4c4d4e4f";
    private static final String SPAN_ID = "6162636465666768";
    private static final String WHOLE = "0000" + TRACE_ID + "01" + SPAN_ID + "0201";

    private static Extraction read(String hex) {
        return GRPC_BINARY.read(HeaderLines.of(
                "grpc-trace-bin",
                Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex))));
    }

    @Test
    void readsTheExampleOfItsSpecification() {
        ExtractedContext context = read(WHOLE).context().orElseThrow();
        assertThat(context.traceId()).isEqualTo(TRACE_ID);
        assertThat(context.spanId()).isEqualTo(SPAN_ID);
        assertThat(context.sampling()).isEqualTo(SamplingState.ACCEPT);
        assertThat(context.isTraceIdShort()).isFalse();
    }

    @Test
    void leavesOpenWhatHasNoFlags() {
        Extraction extraction = read(WHOLE.substring(0, WHOLE.length() - 4));
        assertThat(extraction.isValid()).isTrue();
        assertThat(extraction.context().orElseThrow().sampling()).isEqualTo(SamplingState.DEFER);
    }

    @Test
    void ignoresLaterFields() {
        assertThat(read(WHOLE + "03ff").isValid()).isTrue();
    }

    @Test
    void readsWhatItWrites() {
        SpanContext context = SpanContext.create(TRACE_ID, SPAN_ID, TraceFlags.getSampled(), TraceState.getDefault());
        HeaderLines lines = GRPC_BINARY.write(context);
        assertThat(lines).hasToString("grpc-trace-bin: AABAQUJDREVGR0hJSktMTU5PAWFiY2RlZmdoAgE");
        assertThat(GRPC_BINARY.read(lines).context().orElseThrow().traceId()).isEqualTo(TRACE_ID);
        assertThat(PropagationFormat.in(lines)).containsExactly(GRPC_BINARY);
    }

    @ParameterizedTest
    @CsvSource({
        "01, unknown version",
        "'', empty",
        "00, has no trace ID",
        "000040, has no trace ID",
        "0000404142434445464748494a4b4c4d4e4f, has no span ID",
        "000000000000000000000000000000000000016162636465666768, trace ID is all zeros",
        "0000404142434445464748494a4b4c4d4e4f010000000000000000, span ID is all zeros",
    })
    void saysWhatIsWrong(String hex, String problem) {
        Extraction extraction = read(hex);
        assertThat(extraction.context()).isEmpty();
        assertThat(extraction.violations()).extracting(Violation::problem).containsExactly(problem);
    }

    @Test
    void namesTheRuleThatIsBroken() {
        assertThat(GRPC_BINARY
                        .read(HeaderLines.of("grpc-trace-bin", "%"))
                        .violations()
                        .get(0))
                .hasToString("grpc-trace-bin \"%\": is no Base64"
                        + " (gRPC over HTTP2: the value of metadata ending in -bin is Base64)");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 17, 18, 19, 26})
    void neverThrowsOnWhatIsCutOff(int bytes) {
        assertThat(read(WHOLE.substring(0, 2 * bytes)).context()).isEmpty();
    }
}
