// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.server;

/** Answers requests. Called on the server's threads, several at a time; must not block. */
@FunctionalInterface
public interface Endpoint {

    /** Returns the answer. What it throws is answered with status 500. */
    Response answer(Request request);
}
