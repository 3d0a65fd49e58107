// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** A service without generated code, with a method of each type, that answers each text with itself. */
final class Echo {
    static final MethodDescriptor<String, String> ONCE = method(MethodType.UNARY, "Once");
    static final MethodDescriptor<String, String> MANY = method(MethodType.SERVER_STREAMING, "Many");
    static final MethodDescriptor<String, String> COLLECT = method(MethodType.CLIENT_STREAMING, "Collect");
    static final MethodDescriptor<String, String> CHAT = method(MethodType.BIDI_STREAMING, "Chat");
    static final MethodDescriptor<String, String> FAIL = method(MethodType.UNARY, "Fail");
    static final MethodDescriptor<String, String> HANG = method(MethodType.UNARY, "Hang");

    private Echo() {}

    private static MethodDescriptor<String, String> method(MethodType type, String name) {
        return MethodDescriptor.newBuilder(new Text(), new Text())
                .setType(type)
                .setFullMethodName("test.Echo/" + name)
                .build();
    }

    static ServerServiceDefinition service() {
        return ServerServiceDefinition.builder("test.Echo")
                .addMethod(ONCE, ServerCalls.asyncUnaryCall((text, answer) -> {
                    answer.onNext(text);
                    answer.onCompleted();
                }))
                .addMethod(MANY, ServerCalls.asyncServerStreamingCall((text, answer) -> {
                    answer.onNext(text);
                    answer.onNext(text);
                    answer.onCompleted();
                }))
                .addMethod(COLLECT, ServerCalls.asyncClientStreamingCall(answer -> new Each(answer, false)))
                .addMethod(CHAT, ServerCalls.asyncBidiStreamingCall(answer -> new Each(answer, true)))
                .addMethod(
                        FAIL,
                        ServerCalls.asyncUnaryCall((text, answer) -> answer.onError(
                                Status.UNAVAILABLE.withDescription("no stock").asRuntimeException())))
                .addMethod(HANG, ServerCalls.asyncUnaryCall((text, answer) -> {}))
                .build();
    }

    private record Each(StreamObserver<String> answer, boolean atOnce) implements StreamObserver<String> {
        @Override
        public void onNext(String text) {
            if (atOnce) {
                answer.onNext(text);
            }
        }

        @Override
        public void onError(Throwable error) {}

        @Override
        public void onCompleted() {
            if (!atOnce) {
                answer.onNext("all");
            }
            answer.onCompleted();
        }
    }

    private static final class Text implements Marshaller<String> {
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
