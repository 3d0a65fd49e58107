// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.testcontainers.containers.GenericContainer;

/** The relays of a network, by the containers that they stand for. */
final class Relays implements AutoCloseable {
    private final List<Relay> relays = new CopyOnWriteArrayList<>();

    /** Lets a container that has not started yet be called by way of a relay with this name. */
    synchronized void put(String name, GenericContainer<?> container) {
        Optional<Relay> last =
                relays.stream().filter(relay -> relay.isNamed(name)).reduce((former, latter) -> latter);
        Relay relay = new Relay(name, container, last);
        relays.add(relay);
        container.dependsOn(relay);
    }

    Optional<Relay> of(GenericContainer<?> container) {
        return relays.stream().filter(relay -> relay.isOf(container)).findFirst();
    }

    /** Returns the relay of a container that runs. */
    Relay running(GenericContainer<?> container) {
        Docker.of(container);
        return of(container)
                .orElseThrow(() -> new IllegalStateException(Docker.named(container)
                        + " cannot be slowed down: callers reach it directly"
                        + " (expected: wired by network.behindProxy().service(…), or .instrument(…))"));
    }

    @Override
    public void close() {
        relays.forEach(Relay::stop);
    }
}
