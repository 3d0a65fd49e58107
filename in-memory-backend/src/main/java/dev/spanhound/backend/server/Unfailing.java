// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.server;

/** An endpoint that answers with status 500 what another one throws at. */
final class Unfailing implements Endpoint {
    private final Endpoint endpoint;

    Unfailing(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public Response answer(Request request) {
        try {
            return endpoint.answer(request);
        } catch (RuntimeException | Error e) {
            String reason = request.method() + " " + request.path() + ": " + e;
            endpoint.unreadable(reason);
            return Response.of(500, "text/plain", reason);
        }
    }

    @Override
    public Response tooLarge(Request head, int maxBytes) {
        return endpoint.tooLarge(head, maxBytes);
    }

    @Override
    public void unreadable(String reason) {
        endpoint.unreadable(reason);
    }
}
