// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a sidecar sends what it gets.
 *
 * @param service the service whose sidecar it is, such as {@code frontend.default}
 * @param inbound what it stands in front of
 * @param outbound what its service calls
 */
record SidecarRoutes(String service, @Nullable Inbound inbound, List<Outbound> outbound) {

    /**
     * What a sidecar stands in front of.
     *
     * @param host where its service listens
     * @param port where its service listens
     */
    record Inbound(String host, int port) {
        /** Returns the name of the Envoy cluster, as Istio has it. */
        String cluster() {
            return "inbound|" + port + "||";
        }
    }

    /**
     * What a sidecar lets its service call.
     *
     * @param service name by which it is called
     * @param host where it listens
     * @param port where it listens
     */
    record Outbound(String service, String host, int port) {
        /** Returns the name of the Envoy cluster, as Istio has it. */
        String cluster() {
            return "outbound|" + port + "||" + service + ".svc.cluster.local";
        }

        /** Returns the hosts of the requests that go there, as Kubernetes knows them. */
        List<String> hosts() {
            int dot = service.indexOf('.');
            return dot < 0
                    ? List.of(service)
                    : List.of(service, service.substring(0, dot), service + ".svc.cluster.local");
        }
    }

    SidecarRoutes {
        outbound = List.copyOf(outbound);
    }

    static SidecarRoutes of(String service) {
        return new SidecarRoutes(checkedHost("name", service), null, List.of());
    }

    SidecarRoutes inFrontOf(String host, int port) {
        return new SidecarRoutes(service, new Inbound(checkedHost("host", host), checkedPort(port)), outbound);
    }

    SidecarRoutes calling(String callee, String host, int port) {
        Outbound added = new Outbound(checkedHost("service", callee), checkedHost("host", host), checkedPort(port));
        for (Outbound present : outbound) {
            if (present.hosts().stream().anyMatch(added.hosts()::contains)) {
                throw new IllegalArgumentException("service: \"" + callee + "\" (expected: a name that is not one of "
                        + present.service() + ", which " + service + " calls already)");
            }
        }
        List<Outbound> more = new ArrayList<>(outbound);
        more.add(added);
        return new SidecarRoutes(service, inbound, more);
    }

    private static int checkedPort(int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port: " + port + " (expected: 1 to 65535)");
        }
        return port;
    }

    /** Zipkin keeps the names of services in lower case, and all of them are names of hosts here. */
    private static String checkedHost(String what, String name) {
        if (!name.matches("[a-z0-9]([-a-z0-9.]*[a-z0-9])?")) {
            throw new IllegalArgumentException(
                    what + ": \"" + name + "\" (expected: a host name in lower case, such as frontend.default)");
        }
        return name;
    }
}
