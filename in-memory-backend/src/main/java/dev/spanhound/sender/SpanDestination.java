// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.sender;

import java.net.URI;

/** Where services send their spans. */
public interface SpanDestination {

    /**
     * Returns where spans are received over the network, all protocols on one port. The port is bound by the time this
     * returns.
     */
    URI endpoint();

    /**
     * Makes a sender known: a call to its service is incomplete without that service's span from now on, and the sender is
     * asked when spans do not come. Of several senders of one service only the latest is asked: it takes the place of the
     * one before.
     */
    void addSender(SpanSender sender);
}
