// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** A gRPC service whose messages are plain text, so that nothing has to be generated. */
final class StockService {
    static final MethodDescriptor<String, String> RESERVE = method(MethodType.UNARY, "Reserve");
    static final MethodDescriptor<String, String> WATCH = method(MethodType.SERVER_STREAMING, "Watch");
    static final MethodDescriptor<String, String> COUNT = method(MethodType.UNARY, "Count");

    private StockService() {}

    static ServerServiceDefinition definition() {
        return ServerServiceDefinition.builder("shop.Stock")
                .addMethod(RESERVE, ServerCalls.asyncUnaryCall((item, answer) -> {
                    answer.onNext("reserved");
                    answer.onCompleted();
                }))
                .addMethod(WATCH, ServerCalls.asyncServerStreamingCall((item, answer) -> {
                    answer.onNext("3 left");
                    answer.onNext("2 left");
                    answer.onCompleted();
                }))
                .addMethod(COUNT, ServerCalls.asyncUnaryCall((all, answer) -> {})) // still counting
                .build();
    }

    private static MethodDescriptor<String, String> method(MethodType type, String name) {
        return MethodDescriptor.newBuilder(new Text(), new Text())
                .setType(type)
                .setFullMethodName("shop.Stock/" + name)
                .build();
    }

    private static final class Text implements MethodDescriptor.Marshaller<String> {
        @Override
        public InputStream stream(String text) {
            return new ByteArrayInputStream(text.getBytes(UTF_8));
        }

        @Override
        public String parse(InputStream stream) {
            try {
                return new String(stream.readAllBytes(), UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
