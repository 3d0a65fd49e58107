// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.restassured;

import dev.spanhound.trace.LiveTrace;
import io.restassured.response.Response;
import io.restassured.specification.ResponseSpecification;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where assertions on responses of rest-assured begin. Needs rest-assured, 5.5 or later, on the class path.
 *
 * <pre>{@code
 * import static dev.spanhound.assertions.restassured.RestAssuredTraces.*;
 *
 * Response response = given().filter(trace.restAssured()).get(shop.url("/orders/42"));
 * assertThat(response).isOfTrace(trace);
 *
 * assertThat(get(shop.url("/orders/42"))).trace(backend).isComplete().hasServices("gateway", "orders");
 *
 * get(shop.url("/orders/42")).then().statusCode(200).spec(namesItsTrace());
 * }</pre>
 *
 * <p>The trace is that of the first of these response headers that names one: {@code traceresponse}, as drafts of W3C Trace
 * Context level 2 have it; {@code Server-Timing} with an entry {@code traceparent} or {@code trace} whose {@code desc} has
 * the form of {@code traceparent}; {@code X-Trace-Id}; {@code X-B3-TraceId}. Other names may be told: each may hold an ID of
 * 16 or 32 hex digits, the form of {@code traceparent}, or what its propagation format says, such as
 * {@code X-Amzn-Trace-Id}.
 */
public final class RestAssuredTraces {
    private RestAssuredTraces() {}

    /** Returns assertions on the trace that a response names. */
    public static ResponseTraceAssert assertThat(@Nullable Response actual) {
        return new ResponseTraceAssert(actual);
    }

    /** The same as {@link #assertThat(Response)}. */
    public static ResponseTraceAssert then(@Nullable Response actual) {
        return assertThat(actual);
    }

    /**
     * Returns the ID of the trace that a response names, 32 lower-case hex digits, if it does.
     *
     * @param headers names of the headers to look at, in this order; the usual ones if none is given
     */
    public static Optional<String> traceIdOf(Response response, String... headers) {
        return TraceHeaders.of(headers).find(Lines.of(response)).map(NamedTrace::traceId);
    }

    /**
     * Returns a specification of responses that name a trace, for {@code then().spec(…)}. It cannot be a default of
     * {@code RestAssured.responseSpecification}, nor part of another specification.
     *
     * @param headers names of the headers to look at, in this order; the usual ones if none is given
     */
    public static ResponseSpecification namesItsTrace(String... headers) {
        return TraceSpecification.of(response -> about(response, headers).hasTraceId(), "names its trace");
    }

    /**
     * Returns a specification of responses that name this trace, for {@code then().spec(…)} as
     * {@link #namesItsTrace(String...)}.
     *
     * @param headers names of the headers to look at, in this order; the usual ones if none is given
     */
    public static ResponseSpecification isOfTrace(LiveTrace trace, String... headers) {
        return TraceSpecification.of(
                response -> about(response, headers).isOfTrace(trace), "is of trace " + trace.traceId());
    }

    private static ResponseTraceAssert about(Response response, String... headers) {
        ResponseTraceAssert about = assertThat(response);
        return headers.length == 0 ? about : about.lookingAt(headers);
    }
}
