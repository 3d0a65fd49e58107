// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.receive;

import dev.spanhound.backend.server.Request;
import dev.spanhound.backend.server.Response;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** The framing of a unary gRPC call over HTTP/2. */
final class GrpcCall {
    private static final int PREFIX_BYTES = 5;
    private static final Map<String, String> HEADERS =
            Map.of("content-type", "application/grpc", "grpc-accept-encoding", "identity,gzip");
    private static final Map<String, String> OK = Map.of("grpc-status", "0");

    private GrpcCall() {}

    /** Returns the call's only message, decompressed. */
    static byte[] read(Request request, int maxBytes) throws RefusedException {
        ByteBuffer body = ByteBuffer.wrap(request.body());
        if (body.remaining() < PREFIX_BYTES) {
            throw new RefusedException(
                    Refusal.badFraming("message: " + body.remaining() + " bytes (expected: a prefix of 5 bytes)"));
        }
        int flag = body.get();
        long announced = Integer.toUnsignedLong(body.getInt());
        if (announced != body.remaining()) {
            throw new RefusedException(Refusal.badFraming("message: " + body.remaining()
                    + " bytes (expected: one message of " + announced + " bytes, as its prefix says)"));
        }
        byte[] message = Arrays.copyOfRange(request.body(), PREFIX_BYTES, request.body().length);
        return switch (flag) {
            case 0 -> message;
            case 1 -> decompress(request, message, maxBytes);
            default ->
                throw new RefusedException(Refusal.badFraming("compressed flag: " + flag + " (expected: 0 or 1)"));
        };
    }

    private static byte[] decompress(Request request, byte[] message, int maxBytes) throws RefusedException {
        String encoding = request.headers().getOrDefault("grpc-encoding", "none");
        if (!encoding.equals("gzip")) {
            throw new RefusedException(
                    Refusal.unsupported("grpc-encoding: " + encoding + " (expected: gzip, of a compressed message)"));
        }
        return Gzip.decompress(message, maxBytes);
    }

    /** Returns the answer that holds this message. */
    static Response answer(byte[] message) {
        byte[] body = ByteBuffer.allocate(PREFIX_BYTES + message.length)
                .put((byte) 0)
                .putInt(message.length)
                .put(message)
                .array();
        return new Response(200, HEADERS, body, OK);
    }

    /** Returns the answer that refuses the call: a status without a message. */
    static Response refuse(Refusal refusal) {
        Map<String, String> headers = new HashMap<>(HEADERS);
        headers.put("grpc-status", Integer.toString(refusal.grpcStatus()));
        headers.put("grpc-message", percentEncoded(refusal.message()));
        if (refusal.retryAfter().isPresent()) {
            byte[] status = RetryInfo.status(refusal, refusal.retryAfter().get());
            headers.put(
                    "grpc-status-details-bin",
                    Base64.getEncoder().withoutPadding().encodeToString(status));
        }
        return new Response(200, headers, new byte[0], Map.of());
    }

    private static String percentEncoded(String message) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : message.getBytes(StandardCharsets.UTF_8)) {
            if (b >= ' ' && b <= '~' && b != '%') {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(hex(b >> 4)).append(hex(b));
            }
        }
        return encoded.toString();
    }

    private static char hex(int digit) {
        return Character.toUpperCase(Character.forDigit(digit & 0xf, 16));
    }
}
