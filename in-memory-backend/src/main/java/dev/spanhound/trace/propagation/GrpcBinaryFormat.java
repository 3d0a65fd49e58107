// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.propagation;

import io.opentelemetry.api.trace.SpanContext;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The binary format that gRPC sends as metadata {@code grpc-trace-bin}: version 0, then fields that begin with their number,
 * 0 for 16 bytes of trace ID, 1 for 8 bytes of span ID, 2 for a byte of flags. A line has it as Base64, as HTTP/2 carries it.
 *
 * @see <a href="https://github.com/census-instrumentation/opencensus-specs/blob/master/encodings/BinaryEncoding.md">OpenCensus
 *     specifications, BinaryEncoding</a>
 */
final class GrpcBinaryFormat implements HeaderFormat {
    static final String HEADER = "grpc-trace-bin";

    private static final int WHOLE = 1 + 1 + 16 + 1 + 8 + 1 + 1;
    private static final String SOURCE = "OpenCensus BinaryEncoding: ";
    private static final String BASE64 = "gRPC over HTTP2: the value of metadata ending in -bin is Base64";
    private static final String VERSION = SOURCE + "the first byte is the version, 0";
    private static final String FIELDS = SOURCE + "field 0 is a trace ID of 16 bytes, field 1 a span ID of 8 bytes";
    private static final String ZERO = SOURCE + "an ID of zeros is invalid";
    private static final String ONCE = SOURCE + "the context is in one entry";

    @Override
    public Extraction read(HeaderLines lines) {
        Findings findings = new Findings();
        Optional<ContextDraft> draft = findings.only(lines, HEADER, ONCE).flatMap(value -> readValue(value, findings));
        return new Extraction(PropagationFormat.GRPC_BINARY, draft.map(ContextDraft::build), findings.violations());
    }

    private static Optional<ContextDraft> readValue(Part value, Findings findings) {
        Optional<ByteBuffer> bytes = decoded(value, findings);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        ByteBuffer rest = bytes.get();
        if (!rest.hasRemaining() || rest.get() != 0) {
            findings.add(HEADER, value.line(), rest.position() == 0 ? "empty" : "unknown version", VERSION);
            return Optional.empty();
        }
        Optional<String> traceId = id(rest, 0, 16);
        Optional<String> spanId = id(rest, 1, 8);
        if (traceId.isEmpty() || spanId.isEmpty()) {
            findings.add(HEADER, value.line(), "has no " + (traceId.isEmpty() ? "trace" : "span") + " ID", FIELDS);
            return Optional.empty();
        }
        if (isZero(traceId.get()) || isZero(spanId.get())) {
            findings.add(HEADER, value.line(), (isZero(traceId.get()) ? "trace" : "span") + " ID is all zeros", ZERO);
            return Optional.empty();
        }
        ContextDraft draft = new ContextDraft(PropagationFormat.GRPC_BINARY)
                .traceId(traceId.get())
                .spanId(spanId.get());
        // Without the field nothing is decided. Later fields are unknown, and to be ignored.
        boolean hasFlags = rest.remaining() >= 2 && rest.get() == 2;
        return Optional.of(hasFlags ? draft.flags(rest.get() & 1) : draft);
    }

    private static Optional<ByteBuffer> decoded(Part value, Findings findings) {
        try {
            return Optional.of(ByteBuffer.wrap(Base64.getDecoder().decode(value.text())));
        } catch (IllegalArgumentException e) {
            findings.add(HEADER, value.line(), "is no Base64", BASE64);
            return Optional.empty();
        }
    }

    private static Optional<String> id(ByteBuffer rest, int field, int length) {
        if (rest.remaining() < 1 + length || rest.get(rest.position()) != field) {
            return Optional.empty();
        }
        rest.get();
        byte[] id = new byte[length];
        rest.get(id);
        return Optional.of(HexFormat.of().formatHex(id));
    }

    private static boolean isZero(String id) {
        return id.chars().allMatch(digit -> digit == '0');
    }

    @Override
    public HeaderLines write(SpanContext context) {
        ByteBuffer bytes = ByteBuffer.allocate(WHOLE)
                .put((byte) 0)
                .put((byte) 0)
                .put(context.getTraceIdBytes())
                .put((byte) 1)
                .put(context.getSpanIdBytes())
                .put((byte) 2)
                .put((byte) (context.isSampled() ? 1 : 0));
        return HeaderLines.of(HEADER, Base64.getEncoder().withoutPadding().encodeToString(bytes.array()));
    }
}
