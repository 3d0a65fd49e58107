// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import dev.spanhound.sender.SpanSender;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.testcontainers.containers.GenericContainer;

/**
 * A Collector on the way to the backend, asked why spans do not come. That it sends nothing may be as it should: it is there
 * to drop some.
 *
 * @param container the Collector
 * @param endpoint where it sends, as it sees it
 */
record CollectorSender(GenericContainer<?> container, URI endpoint) implements SpanSender {
    static final String NAME = "otel-collector";

    @Override
    public String service() {
        return NAME;
    }

    @Override
    public Optional<Trouble> examine(boolean missed, boolean heard) {
        // To the sender of a service that was heard only its end matters.
        return new ContainerSender(NAME, container, endpoint)
                .examine(true, true)
                .or(this::exportErrors);
    }

    private Optional<Trouble> exportErrors() {
        if (container.getContainerId() == null) {
            return Optional.empty();
        }
        List<String> errors = ContainerLog.of(container).exportErrors();
        if (errors.isEmpty()) {
            return Optional.empty();
        }
        List<String> hints = new ArrayList<>(errors);
        hints.add("It was told to send to " + endpoint + ".");
        return Optional.of(new Trouble("exports of container " + NAME + " fail", hints));
    }
}
