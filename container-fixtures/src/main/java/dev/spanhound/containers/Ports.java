// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import java.net.URI;
import org.testcontainers.containers.GenericContainer;

/** Where this JVM reaches the ports of a running container. */
final class Ports {
    private Ports() {}

    static URI http(GenericContainer<?> container, int port) {
        return URI.create("http://" + container.getHost() + ":" + container.getMappedPort(port));
    }
}
