// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import org.testcontainers.Testcontainers;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.lifecycle.Startable;

/** How a container reaches a port of this machine. */
enum HostAccess {
    /** Testcontainers' SSH tunnel, which ends at loopback. */
    EXPOSED_PORT("host.testcontainers.internal") {
        @Override
        void open(GenericContainer<?> container, int port) {
            container.dependsOn(new ExposedPort(port));
        }
    },

    /** Docker's gateway address. */
    HOST_GATEWAY("host.docker.internal") {
        @Override
        void open(GenericContainer<?> container, int port) {
            container.withExtraHost(host(), "host-gateway");
        }
    };

    private final String host;

    HostAccess(String host) {
        this.host = host;
    }

    /** Returns the name of this machine within containers. */
    String host() {
        return host;
    }

    /** Lets a container, once it starts, reach this port of this machine. */
    abstract void open(GenericContainer<?> container, int port);

    /**
     * Exposes a port just before a container starts that needs it: needs no Docker before, and is done by the time that
     * Testcontainers looks for it.
     */
    private record ExposedPort(int port) implements Startable {
        @Override
        public void start() {
            // Testcontainers takes a port for exposed as soon as another thread has begun with it.
            synchronized (ExposedPort.class) {
                Testcontainers.exposeHostPorts(port);
            }
        }

        @Override
        public void stop() {}
    }
}
