// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.grpc;

import dev.spanhound.assertions.diagnosis.Words;
import dev.spanhound.assertions.grpc.RecordedCall.Side;
import dev.spanhound.trace.Patience;
import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerInterceptor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Records what gRPC calls carried, on either side. Safe for use by many threads.
 *
 * <pre>{@code
 * RecordedCalls recorded = new RecordedCalls();
 * Server server = ServerBuilder.forPort(0).addService(orders).intercept(recorded.serverInterceptor()).build().start();
 * ...
 * HeaderLines metadata = recorded.takeCall().headers();
 * }</pre>
 *
 * <p>gRPC runs the interceptor that was added last first. A client's recorder must therefore be added before what it is to
 * record, such as OpenTelemetry's: {@code channel.intercept(recorded.clientInterceptor(), openTelemetry)}.
 */
public final class RecordedCalls {
    private static final Duration DEFAULT_TIMEOUT = Patience.DEFAULT.timeout();

    private final List<RecordedCall> calls = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition recorded = lock.newCondition();
    private int taken;

    /** Returns an interceptor that records each call as it is sent, also one that then fails. */
    public ClientInterceptor clientInterceptor() {
        return new RecordingClient(this);
    }

    /** Returns an interceptor that records each call as it is received, if the server has the method. */
    public ServerInterceptor serverInterceptor() {
        return new RecordingServer(this);
    }

    /** Returns all calls so far, in the order in which they began, taken ones included. Does not wait. */
    public List<RecordedCall> calls() {
        lock.lock();
        try {
            return List.copyOf(calls);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns the next call that was not taken yet, for which it waits for ten seconds at most.
     *
     * @throws AssertionError if none came, or if the thread is interrupted
     */
    public RecordedCall takeCall() {
        return takeCall(DEFAULT_TIMEOUT);
    }

    /**
     * Returns the next call that was not taken yet.
     *
     * @param timeout how long to wait for it at most
     * @throws AssertionError if none came, or if the thread is interrupted
     */
    public RecordedCall takeCall(Duration timeout) {
        lock.lock();
        try {
            long left = timeout.toNanos();
            while (calls.size() == taken) {
                if (left <= 0) {
                    throw none("within " + Words.spell(timeout));
                }
                left = recorded.awaitNanos(left);
            }
            return calls.get(taken++);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw none("before the thread was interrupted");
        } finally {
            lock.unlock();
        }
    }

    private AssertionError none(String when) {
        StringBuilder message = new StringBuilder("expected ")
                .append(taken == 0 ? "a" : "another")
                .append(" gRPC call, but none came ")
                .append(when);
        if (taken > 0) {
            message.append("; before that:");
            calls.forEach(call -> message.append("\n  ").append(call));
        }
        return new AssertionError(message.toString());
    }

    RecordedCall add(Side side, MethodDescriptor<?, ?> method, Metadata headers) {
        RecordedCall call = new RecordedCall(side, method, MetadataLines.of(headers));
        lock.lock();
        try {
            calls.add(call);
            recorded.signalAll();
        } finally {
            lock.unlock();
        }
        return call;
    }
}
