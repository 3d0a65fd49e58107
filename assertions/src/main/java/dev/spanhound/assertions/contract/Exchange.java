// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

import dev.spanhound.trace.propagation.ExtractedContext;
import dev.spanhound.trace.propagation.Extraction;
import dev.spanhound.trace.propagation.HeaderLines;
import java.util.List;
import java.util.Optional;

/**
 * What a case sent and what came of it.
 *
 * @param request the request, without the lines of the case
 * @param sent the lines of the case
 * @param expectedCalls how many calls had to come
 * @param calls those that came, by number
 * @param answer what the service answered
 * @param sending the formats that the service may send
 * @param reference what came of another case, if this one is compared with it
 */
record Exchange(
        ServiceRequest request,
        HeaderLines sent,
        int expectedCalls,
        List<OutgoingCall> calls,
        Answer answer,
        SentFormats sending,
        Optional<Exchange> reference) {

    Exchange comparedWith(Exchange other) {
        return new Exchange(request, sent, expectedCalls, calls, answer, sending, Optional.of(other));
    }

    /** Returns what the call says in the formats that the service may send. */
    Extraction extraction(OutgoingCall call) {
        return sending.read(call.headers());
    }

    /** Returns the context that the call carries, if it can be read. */
    Optional<ExtractedContext> context(OutgoingCall call) {
        return extraction(call).context();
    }
}
