// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.grpc;

import dev.spanhound.trace.propagation.HeaderLines;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One gRPC call, as its client or its server saw it begin. A streaming call is one call, however many messages it has.
 *
 * <p>All but {@link #status()} is known from the beginning, and does not change.
 */
public final class RecordedCall {
    private final Side side;
    private final String method;
    private final MethodDescriptor.MethodType type;
    private final HeaderLines headers;
    private volatile @Nullable Status status;

    /** Who recorded a call. */
    public enum Side {
        /** Recorded as it was sent. */
        CLIENT,
        /** Recorded as it was received. */
        SERVER
    }

    RecordedCall(Side side, MethodDescriptor<?, ?> method, HeaderLines headers) {
        this.side = side;
        this.method = method.getFullMethodName();
        this.type = method.getType();
        this.headers = headers;
    }

    void ended(Status how) {
        if (status == null) {
            status = how;
        }
    }

    /** Returns who recorded the call. */
    public Side side() {
        return side;
    }

    /** Returns the full name of the method, such as {@code shop.Orders/Place}. */
    public String method() {
        return method;
    }

    /** Returns whether the call is unary, or which of the sides stream. */
    public MethodDescriptor.MethodType type() {
        return type;
    }

    /**
     * Returns the metadata that the call began with, by name: keys that gRPC sent several times as several lines, and binary
     * ones ({@code -bin}) as Base64 without padding, as they are on the wire. What the transport adds, such as
     * {@code grpc-timeout}, is not among it.
     */
    public HeaderLines headers() {
        return headers;
    }

    /** Returns how the call ended, or nothing while it runs. A call whose client went away ended as CANCELLED. */
    public Optional<Status> status() {
        return Optional.ofNullable(status);
    }

    /** Returns side, method and, once the call has ended, its status code: {@code CLIENT shop.Orders/Place: OK}. */
    @Override
    public String toString() {
        return side + " " + method + status().map(how -> ": " + how.getCode()).orElse("");
    }
}
