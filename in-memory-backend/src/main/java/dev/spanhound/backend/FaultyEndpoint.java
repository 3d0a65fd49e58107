// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend;

import dev.spanhound.backend.Faults.Fault;
import dev.spanhound.backend.receive.Receiver;
import dev.spanhound.backend.server.Endpoint;
import dev.spanhound.backend.server.Request;
import dev.spanhound.backend.server.Response;

/**
 * A receiver of spans, with the faults that were ordered.
 *
 * @param receiver what answers when no fault is ordered
 * @param faults the orders
 */
record FaultyEndpoint(Receiver receiver, Faults faults) implements Endpoint {

    @Override
    public Response answer(Request request) {
        Fault fault = faults.take();
        return fault == null ? receiver.answer(request) : fault.answer(receiver, request);
    }

    @Override
    public Response tooLarge(Request head, int maxBytes) {
        return receiver.tooLarge(head, maxBytes);
    }
}
