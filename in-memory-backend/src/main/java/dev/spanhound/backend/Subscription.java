// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend;

/** The handing on of received spans to somebody, until it is closed. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {

    /** Ends it. A request that is being handed on meanwhile may still come. Does nothing the second time. */
    @Override
    void close();
}
