// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.receive;

import java.time.Duration;
import java.util.Optional;

/**
 * Why a request is not taken, for HTTP and for gRPC.
 *
 * @param httpStatus HTTP status code
 * @param grpcStatus gRPC status code
 * @param message what was wrong and what was expected
 * @param retryAfter time after which the sender may try again
 */
public record Refusal(int httpStatus, int grpcStatus, String message, Optional<Duration> retryAfter) {
    static final int INVALID_ARGUMENT = 3;
    static final int RESOURCE_EXHAUSTED = 8;
    static final int UNIMPLEMENTED = 12;
    static final int INTERNAL = 13;
    static final int UNAVAILABLE = 14;

    /** Returns the refusal of a body that cannot be decoded: 400, INVALID_ARGUMENT. */
    public static Refusal malformed(String message) {
        return of(400, INVALID_ARGUMENT, message);
    }

    /** Returns the refusal of a body above the limit: 413, RESOURCE_EXHAUSTED without a time to retry after. */
    public static Refusal tooLarge(int maxBytes) {
        return of(413, RESOURCE_EXHAUSTED, "body: more than " + maxBytes + " bytes (expected: at most that)");
    }

    /** Returns the refusal of a type or an encoding that the protocol does not have: 415, UNIMPLEMENTED. */
    public static Refusal unsupported(String message) {
        return of(415, UNIMPLEMENTED, message);
    }

    /** Returns the refusal of too many requests: 429, RESOURCE_EXHAUSTED with a time to retry after. */
    public static Refusal tooManyRequests(Duration retryAfter) {
        return new Refusal(429, RESOURCE_EXHAUSTED, "too many requests", Optional.of(retryAfter));
    }

    /** Returns the refusal of a backend that is down for now: 503, UNAVAILABLE. */
    public static Refusal unavailable() {
        return of(503, UNAVAILABLE, "unavailable");
    }

    static Refusal badFraming(String message) {
        return of(400, INTERNAL, message);
    }

    private static Refusal of(int httpStatus, int grpcStatus, String message) {
        return new Refusal(httpStatus, grpcStatus, message, Optional.empty());
    }
}
