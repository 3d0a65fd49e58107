// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend;

import dev.spanhound.backend.receive.Receiver;
import dev.spanhound.backend.receive.Refusal;
import dev.spanhound.backend.server.Delivery;
import dev.spanhound.backend.server.Request;
import dev.spanhound.backend.server.Response;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Faults to order for the requests to come, so that an exporter's way with them can be tested:
 *
 * <pre>{@code
 * backend.faults().next(3).unavailable();
 * }</pre>
 *
 * <p>They befall requests that export spans over the network, whatever the protocol, in the order of arrival; not those
 * with logs or metrics, not queries, and not what comes in without a network. Orders queue up. All but a delay count as
 * refusals. Safe for use by many threads.
 */
public final class Faults {
    private final Queue<Fault> ordered = new ArrayDeque<>();

    Faults() {}

    /** What happens to a request in place of its reception. */
    @FunctionalInterface
    interface Fault {
        Response answer(Receiver receiver, Request request);
    }

    /**
     * Begins an order for the next requests that no earlier order is for.
     *
     * @param requests number of requests
     * @throws IllegalArgumentException if it is not positive
     */
    public Order next(int requests) {
        if (requests < 1) {
            throw new IllegalArgumentException("requests: " + requests + " (expected: > 0)");
        }
        return new Order(requests);
    }

    /** Forgets all orders that no request has met yet. */
    public synchronized void clear() {
        ordered.clear();
    }

    /** Returns the number of requests to come that a fault is ordered for. */
    public synchronized int pending() {
        return ordered.size();
    }

    synchronized @Nullable Fault take() {
        return ordered.poll();
    }

    private synchronized Faults add(int requests, Fault fault) {
        for (int i = 0; i < requests; i++) {
            ordered.add(fault);
        }
        return this;
    }

    /** What is to happen to the next requests. */
    public final class Order {
        private final int requests;

        private Order(int requests) {
            this.requests = requests;
        }

        /**
         * Has them refused as too many: status 429 with {@code Retry-After} in whole seconds, rounded up; over gRPC
         * RESOURCE_EXHAUSTED with {@code RetryInfo}. Their spans are not stored.
         *
         * @param retryAfter time after which the exporter may try again
         * @throws IllegalArgumentException if it is negative
         */
        public Faults tooManyRequests(Duration retryAfter) {
            Refusal refusal = Refusal.tooManyRequests(notNegative("retryAfter", retryAfter));
            return add(requests, (receiver, request) -> receiver.refuse(request, refusal));
        }

        /** Has them refused with status 503; over gRPC UNAVAILABLE. Their spans are not stored. */
        public Faults unavailable() {
            return add(requests, (receiver, request) -> receiver.refuse(request, Refusal.unavailable()));
        }

        /**
         * Has their answers wait. Their spans are stored at once.
         *
         * @param delay time to wait
         * @throws IllegalArgumentException if it is negative
         */
        public Faults delay(Duration delay) {
            Delivery late = Delivery.after(notNegative("delay", delay));
            return add(requests, (receiver, request) -> receiver.answer(request).with(late));
        }

        /**
         * Has their answers say that a part of the spans was rejected. All are stored all the same, since the answer
         * cannot say which they are. Zipkin has no such answer, and gets its usual one.
         *
         * @param rejectedSpans number of spans to call rejected; 0 makes the message a warning
         * @param message why
         * @throws IllegalArgumentException if the number is negative
         */
        public Faults partialSuccess(long rejectedSpans, String message) {
            if (rejectedSpans < 0) {
                throw new IllegalArgumentException("rejectedSpans: " + rejectedSpans + " (expected: >= 0)");
            }
            return add(requests, (receiver, request) -> receiver.answerPartially(request, rejectedSpans, message));
        }

        /** Has their connection closed in the middle of the answer. Their spans are not stored. */
        public Faults brokenConnection() {
            Refusal refusal = Refusal.unavailable();
            return add(requests, (receiver, request) -> {
                Map<String, String> headers = receiver.refuse(request, refusal).headers();
                return new Response(200, headers, new byte[0], Map.of(), Delivery.BROKEN);
            });
        }

        private static Duration notNegative(String name, Duration duration) {
            if (duration.isNegative()) {
                throw new IllegalArgumentException(name + ": " + duration + " (expected: >= 0)");
            }
            return duration;
        }
    }
}
