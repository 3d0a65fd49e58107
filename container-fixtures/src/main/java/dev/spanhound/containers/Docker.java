// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Ports;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;

/** What Testcontainers has no method for. */
record Docker(DockerClient client, String containerId) {
    private static final int SECONDS_TO_TERMINATE = 10;

    static Docker of(GenericContainer<?> container) {
        @Nullable String id = container.getContainerId();
        if (id == null) {
            throw new IllegalStateException(named(container) + " does not run");
        }
        return new Docker(container.getDockerClient(), id);
    }

    static String named(GenericContainer<?> container) {
        return "container " + container.getEnvMap().getOrDefault("OTEL_SERVICE_NAME", "without a name");
    }

    /**
     * Returns the port of this machine that a port of the container has now. Testcontainers knows the one that it had at
     * first: Docker gives it another one when the network is taken away that published it.
     */
    int publishedPort(int port) {
        Ports.Binding[] bindings = client.inspectContainerCmd(containerId)
                .exec()
                .getNetworkSettings()
                .getPorts()
                .getBindings()
                .get(ExposedPort.tcp(port));
        if (bindings == null || bindings.length == 0) {
            throw new IllegalStateException("port " + port + " of container " + containerId + " is not published");
        }
        return Integer.parseInt(bindings[0].getHostPortSpec());
    }

    int firstPublishedPort(List<Integer> exposed) {
        if (exposed.isEmpty()) {
            throw new IllegalStateException(
                    "container " + containerId + " exposes no port (expected: as withExposedPorts(8080) does)");
        }
        return publishedPort(exposed.get(0));
    }

    void disconnect(String networkId) {
        client.disconnectFromNetworkCmd()
                .withNetworkId(networkId)
                .withContainerId(containerId)
                .withForce(true)
                .exec();
    }

    void connect(String networkId, List<String> aliases) {
        client.connectToNetworkCmd()
                .withNetworkId(networkId)
                .withContainerId(containerId)
                .withContainerNetwork(new ContainerNetwork().withAliases(aliases))
                .exec();
    }

    void pause() {
        client.pauseContainerCmd(containerId).exec();
    }

    void unpause() {
        client.unpauseContainerCmd(containerId).exec();
    }

    void kill() {
        client.killContainerCmd(containerId).exec();
    }

    void terminate() {
        client.stopContainerCmd(containerId).withTimeout(SECONDS_TO_TERMINATE).exec();
    }
}
