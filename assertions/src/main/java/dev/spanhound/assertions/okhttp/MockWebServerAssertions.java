// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.okhttp;

import dev.spanhound.assertions.TraceAssertions;
import dev.spanhound.assertions.propagation.HeadersAssert;
import okhttp3.mockwebserver.RecordedRequest;
import org.jspecify.annotations.Nullable;

/**
 * {@link TraceAssertions} and assertions on a request that {@code com.squareup.okhttp3:mockwebserver}, 4.12 or later, has
 * recorded.
 *
 * <pre>{@code
 * import static dev.spanhound.assertions.okhttp.MockWebServerAssertions.*;
 *
 * assertThat(payment.takeRequest()).continuesTrace(trace).hasTraceparent().sampled();
 * }</pre>
 */
public class MockWebServerAssertions extends TraceAssertions {

    /** For a class of a project that adds its own assertions. */
    protected MockWebServerAssertions() {}

    /** Returns assertions on the request's headers, described by its request line. */
    public static HeadersAssert assertThat(@Nullable RecordedRequest actual) {
        return actual == null
                ? new HeadersAssert(null)
                : RecordedHeaders.assertThat(actual.getRequestLine(), actual.getHeaders());
    }

    /** The same as {@link #assertThat(RecordedRequest)}. */
    public static HeadersAssert then(@Nullable RecordedRequest actual) {
        return assertThat(actual);
    }
}
