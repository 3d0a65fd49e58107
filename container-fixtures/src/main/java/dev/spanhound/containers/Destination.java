// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import dev.spanhound.sender.SpanDestination;
import dev.spanhound.sender.SpanSender;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import org.testcontainers.lifecycle.Startable;

/**
 * Where spans go.
 *
 * @param endpoint for all protocols, as seen by this JVM
 * @param grpcPort port for OTLP over gRPC, if that is another
 * @param senders takes those who send there
 * @param needs what has to run before somebody can send there
 */
record Destination(URI endpoint, int grpcPort, Consumer<SpanSender> senders, List<Startable> needs) {

    Destination {
        if (endpoint.getHost() == null || endpoint.getPort() < 0) {
            throw new IllegalArgumentException(
                    "endpoint: " + endpoint + " (expected: with host and port, such as http://localhost:4318)");
        }
    }

    static Destination of(SpanDestination backend) {
        return at(backend.endpoint(), backend::addSender);
    }

    static Destination at(URI endpoint, Consumer<SpanSender> senders) {
        return new Destination(endpoint, endpoint.getPort(), senders, List.of());
    }

    /** Returns whether the endpoint is one of this machine, which containers know by another name. */
    boolean isLocal() {
        String host = endpoint.getHost();
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]") || host.equals("0.0.0.0");
    }

    /** Returns the endpoint as a container sees it. */
    URI asSeenBy(HostAccess access) {
        return asSeenBy(access, endpoint.getPort());
    }

    /** Returns the endpoint for OTLP by this protocol, as a container sees it. */
    URI asSeenBy(HostAccess access, String protocol) {
        return asSeenBy(access, protocol.equals("grpc") ? grpcPort : endpoint.getPort());
    }

    private URI asSeenBy(HostAccess access, int port) {
        String host = isLocal() ? access.host() : endpoint.getHost();
        return URI.create(endpoint.getScheme() + "://" + host + ":" + port);
    }
}
