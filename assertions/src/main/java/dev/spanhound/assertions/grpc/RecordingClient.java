// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.grpc;

import dev.spanhound.assertions.grpc.RecordedCall.Side;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;

/** Records calls as they are sent. */
record RecordingClient(RecordedCalls calls) implements ClientInterceptor {

    @Override
    public <Q, R> ClientCall<Q, R> interceptCall(MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
            @Override
            public void start(Listener<R> listener, Metadata headers) {
                super.start(ending(listener, calls.add(Side.CLIENT, method, headers)), headers);
            }
        };
    }

    private static <R> ClientCall.Listener<R> ending(ClientCall.Listener<R> listener, RecordedCall call) {
        return new SimpleForwardingClientCallListener<>(listener) {
            @Override
            public void onClose(Status status, Metadata trailers) {
                call.ended(status);
                super.onClose(status, trailers);
            }
        };
    }
}
