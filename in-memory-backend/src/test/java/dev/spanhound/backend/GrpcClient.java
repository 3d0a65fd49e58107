// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** grpc-java with messages that are bytes. */
final class GrpcClient implements AutoCloseable {
    static final String EXPORT = "opentelemetry.proto.collector.trace.v1.TraceService/Export";

    private final ManagedChannel channel;

    GrpcClient(URI endpoint) {
        channel = NettyChannelBuilder.forAddress(endpoint.getHost(), endpoint.getPort())
                .usePlaintext()
                .build();
    }

    byte[] call(String method, byte[] message) {
        return call(method, message, CallOptions.DEFAULT);
    }

    byte[] call(String method, byte[] message, CallOptions options) {
        return ClientCalls.blockingUnaryCall(
                channel, descriptor(method), options.withDeadlineAfter(20, TimeUnit.SECONDS), message);
    }

    Future<byte[]> callAsync(String method, byte[] message) {
        return ClientCalls.futureUnaryCall(
                channel.newCall(descriptor(method), CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS)),
                message);
    }

    private static MethodDescriptor<byte[], byte[]> descriptor(String method) {
        return MethodDescriptor.newBuilder(new Bytes(), new Bytes())
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(method)
                .build();
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
