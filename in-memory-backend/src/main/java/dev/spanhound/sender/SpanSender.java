// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.sender;

import java.util.List;
import java.util.Optional;

/** A service under test that can be asked why its spans do not come. Safe for use by many threads. */
public interface SpanSender {

    /** Returns the {@code service.name} that its spans have. */
    String service();

    /**
     * Returns what keeps this sender from sending, if anything is wrong with it as it is now. May take a second. Throws
     * nothing: what cannot be found out is left out.
     *
     * @param missed whether spans of this very service are missed; if not, spans are missed, and nobody knows whose
     * @param heard whether spans of this service have come meanwhile, which shows that its exporter works
     */
    Optional<Trouble> examine(boolean missed, boolean heard);

    /**
     * Returns whether the spans of all services come by this one, such as a product that they are read from. It is asked before
     * the others then, whatever is missed. By default no.
     */
    default boolean carriesAll() {
        return false;
    }

    /**
     * What keeps a sender from sending.
     *
     * @param cause the cause, in one line that names the sender
     * @param hints what speaks for it and what to do about it, a line each
     */
    record Trouble(String cause, List<String> hints) {
        public Trouble {
            hints = List.copyOf(hints);
        }
    }
}
