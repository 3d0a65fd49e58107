// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.util.Base64;
import java.util.Locale;

/** Sets the propagation metadata of each call. A class of its own, since gRPC is optional. */
record GrpcInterceptor(TestTrace trace) implements ClientInterceptor {

    /** Returns what its caller need not know the class of: the verifier would load what is optional. */
    static ClientInterceptor of(TestTrace trace) {
        return new GrpcInterceptor(trace);
    }

    @Override
    public <Q, R> ClientCall<Q, R> interceptCall(MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
            @Override
            public void start(Listener<R> listener, Metadata metadata) {
                trace.headers().forEach((name, value) -> replace(metadata, name, value));
                super.start(listener, metadata);
            }
        };
    }

    private static void replace(Metadata metadata, String header, String value) {
        String name = header.toLowerCase(Locale.ROOT);
        if (name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
            // The line has Base64, which gRPC makes of the bytes itself.
            byte[] bytes = Base64.getDecoder().decode(value);
            replace(metadata, Metadata.Key.of(name, Metadata.BINARY_BYTE_MARSHALLER), bytes);
        } else {
            replace(metadata, Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value);
        }
    }

    private static <T> void replace(Metadata metadata, Metadata.Key<T> key, T value) {
        metadata.discardAll(key);
        metadata.put(key, value);
    }
}
