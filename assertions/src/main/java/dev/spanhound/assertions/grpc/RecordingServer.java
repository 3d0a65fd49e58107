// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.grpc;

import dev.spanhound.assertions.grpc.RecordedCall.Side;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;

/** Records calls as they are received. */
record RecordingServer(RecordedCalls calls) implements ServerInterceptor {

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        RecordedCall recorded = calls.add(Side.SERVER, call.getMethodDescriptor(), headers);
        return new SimpleForwardingServerCallListener<>(next.startCall(ending(call, recorded), headers)) {
            @Override
            public void onCancel() {
                recorded.ended(Status.CANCELLED);
                super.onCancel();
            }
        };
    }

    private static <Q, R> ServerCall<Q, R> ending(ServerCall<Q, R> call, RecordedCall recorded) {
        return new SimpleForwardingServerCall<>(call) {
            @Override
            public void close(Status status, Metadata trailers) {
                recorded.ended(status);
                super.close(status, trailers);
            }
        };
    }
}
