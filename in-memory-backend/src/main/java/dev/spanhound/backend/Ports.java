// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend;

import dev.spanhound.backend.server.Endpoint;
import dev.spanhound.backend.server.HttpServer;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The backend's ports, bound by the time this exists. Each speaks every protocol. */
final class Ports {
    /** No port for one protocol, besides the common one. */
    static final int NONE = -1;

    private final HttpServer server;
    private final Settings settings;
    private final Set<Integer> fixed = new HashSet<>();
    private final URI endpoint;
    private final Endpoints endpoints;

    /**
     * Which ports to bind; 0 is any free one.
     *
     * @param addresses addresses to bind; empty is loopback
     */
    record Settings(int port, int otlpGrpcPort, int otlpHttpPort, int zipkinPort, List<InetAddress> addresses) {}

    /**
     * Binds.
     *
     * @param routes what answers, asked for with the first connection
     * @param settings which ports, and where
     * @param maxBytes bound on the size of a request
     */
    Ports(Supplier<Endpoint> routes, Settings settings, int maxBytes) {
        this.server = new HttpServer(routes, maxBytes);
        this.settings = settings;
        try {
            int common = listen(settings.port(), 0);
            endpoint = uri(common, "");
            endpoints = new Endpoints(
                    uri(listen(settings.otlpGrpcPort(), common), ""),
                    uri(listen(settings.otlpHttpPort(), common), ""),
                    uri(listen(settings.zipkinPort(), common), "/api/v2/spans"));
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private int listen(int port, int common) {
        if (port == NONE) {
            return common;
        }
        return port == 0 || fixed.add(port) ? server.listen(settings.addresses(), port) : port;
    }

    private URI uri(int port, String path) {
        return URI.create("http://" + host() + ":" + port + path);
    }

    private String host() {
        if (settings.addresses().isEmpty() || settings.addresses().get(0).isAnyLocalAddress()) {
            return "127.0.0.1";
        }
        InetAddress first = settings.addresses().get(0);
        return first instanceof Inet6Address ? "[" + first.getHostAddress() + "]" : first.getHostAddress();
    }

    URI endpoint() {
        return endpoint;
    }

    Endpoints endpoints() {
        return endpoints;
    }

    void warmUp() {
        server.warmUp();
    }

    void close() {
        server.close();
    }
}
