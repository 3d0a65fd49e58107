// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.query;

import dev.spanhound.sender.SpanSender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A product as the one by which all spans come: why they do not.
 *
 * @param nothing whether it has no span of the trace
 * @param failure why it did not answer, the last time it was asked
 */
record Storage(StoredTraces<?> source, String traceId, boolean nothing, Optional<TraceQueryException> failure)
        implements SpanSender {
    private static final Duration QUICK = Duration.ofSeconds(2);
    private static final int MOST_SERVICES = 10;

    @Override
    public String service() {
        return "";
    }

    @Override
    public boolean carriesAll() {
        return true;
    }

    @Override
    public Optional<Trouble> examine(boolean missed, boolean heard) {
        if (failure.isPresent()) {
            return Optional.of(
                    new Trouble(failure.get().problem(), failure.get().hints()));
        }
        return nothing ? Optional.of(new Trouble(source + " has no trace " + traceId, hints())) : Optional.empty();
    }

    private List<String> hints() {
        List<String> hints = new ArrayList<>();
        services().ifPresent(hints::add);
        hints.add("Does the call carry the context of this trace, and do the services export to this "
                + source.product().title + ", themselves or over a Collector?");
        hints.add("Or a sampler decided against it, in a service or in a Collector.");
        return hints;
    }

    private Optional<String> services() {
        try {
            List<String> names = new ArrayList<>(new TreeSet<>(source.services(QUICK)));
            if (names.isEmpty()) {
                return Optional.of("It knows no service: nothing has been exported to it yet.");
            }
            int more = names.size() - MOST_SERVICES;
            return Optional.of("It has spans of "
                    + String.join(", ", names.subList(0, Math.min(MOST_SERVICES, names.size())))
                    + (more > 0 ? " and " + more + " more services" : "") + ".");
        } catch (TraceQueryException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
