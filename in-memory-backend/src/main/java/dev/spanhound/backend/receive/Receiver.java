// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.receive;

import dev.spanhound.backend.server.Endpoint;
import dev.spanhound.backend.server.Request;
import dev.spanhound.backend.server.Response;

/** One protocol's export endpoint: a request in, spans out, and the protocol's own answer back. */
public interface Receiver extends Endpoint {

    /** Returns this protocol's form of a refusal. Takes nothing from the request, and tells the consumer. */
    Response refuse(Request request, Refusal refusal);

    /**
     * Receives a request, and answers that a part of it was rejected; the consumer is told. Everything is taken all the
     * same. A protocol without partial success, and a request that is refused, are answered as ever.
     *
     * @param request the request
     * @param rejected number of items to call rejected; 0 makes the message a warning
     * @param message why
     */
    Response answerPartially(Request request, long rejected, String message);

    @Override
    default Response tooLarge(Request head, int maxBytes) {
        return refuse(head, Refusal.tooLarge(maxBytes));
    }
}
