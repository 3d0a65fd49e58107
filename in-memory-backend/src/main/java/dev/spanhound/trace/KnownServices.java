// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The services known to send spans, the addresses they answer at, and how late their spans come. Immutable.
 *
 * <p>Tells whether a CLIENT or PRODUCER span calls a service that will report its own side of the call.
 */
public final class KnownServices {
    private static final KnownServices NONE = new KnownServices(Map.of(), Map.of());
    private static final AttributeKey<String> SERVICE_NAME = AttributeKey.stringKey("service.name");
    private static final AttributeKey<String> PEER_SERVICE = AttributeKey.stringKey("peer.service");
    private static final AttributeKey<String> SERVER_ADDRESS = AttributeKey.stringKey("server.address");
    private static final AttributeKey<Long> SERVER_PORT = AttributeKey.longKey("server.port");
    private static final AttributeKey<String> NET_PEER_NAME = AttributeKey.stringKey("net.peer.name");
    private static final AttributeKey<Long> NET_PEER_PORT = AttributeKey.longKey("net.peer.port");
    private static final AttributeKey<String> NET_HOST_NAME = AttributeKey.stringKey("net.host.name");
    private static final AttributeKey<Long> NET_HOST_PORT = AttributeKey.longKey("net.host.port");
    private static final AttributeKey<String> LOCAL_ADDRESS = AttributeKey.stringKey("network.local.address");
    private static final AttributeKey<Long> LOCAL_PORT = AttributeKey.longKey("network.local.port");
    private static final AttributeKey<String> UPSTREAM_CLUSTER = AttributeKey.stringKey("upstream_cluster");
    private static final AttributeKey<String> DESTINATION = AttributeKey.stringKey("messaging.destination.name");

    private final Map<String, Duration> exportDelays;
    private final Map<String, String> addresses;

    private KnownServices(Map<String, Duration> exportDelays, Map<String, String> addresses) {
        this.exportDelays = exportDelays;
        this.addresses = addresses;
    }

    /** Returns the empty set of services. */
    public static KnownServices none() {
        return NONE;
    }

    /** Returns services declared by name, which must be the {@code service.name} of their resource. */
    public static KnownServices of(String... names) {
        Map<String, Duration> delays = new HashMap<>();
        for (String name : names) {
            delays.put(name, Duration.ZERO);
        }
        return new KnownServices(delays, Map.of());
    }

    /**
     * Returns these services and what {@code span} tells of another.
     *
     * @param delay time from the span's end to its arrival
     */
    public KnownServices with(SpanData span, Duration delay) {
        String service = span.getResource().getAttribute(SERVICE_NAME);
        if (service == null) {
            return this;
        }
        String address = answersAt(span);
        Duration known = exportDelays.get(service);
        boolean sameAddress = address == null || service.equals(addresses.get(address));
        if (known != null && known.compareTo(delay) >= 0 && sameAddress) {
            return this;
        }
        Map<String, Duration> delays = new HashMap<>(exportDelays);
        delays.put(service, longer(known, delay));
        Map<String, String> at = addresses;
        if (address != null && !sameAddress) {
            at = new HashMap<>(addresses);
            at.put(address, service);
        }
        return new KnownServices(delays, at);
    }

    /** Returns the services of both. */
    public KnownServices and(KnownServices other) {
        Map<String, Duration> delays = new HashMap<>(exportDelays);
        for (Map.Entry<String, Duration> service : other.exportDelays.entrySet()) {
            delays.put(service.getKey(), longer(delays.get(service.getKey()), service.getValue()));
        }
        Map<String, String> at = new HashMap<>(addresses);
        at.putAll(other.addresses);
        return new KnownServices(delays, at);
    }

    /**
     * Returns these services and what a later request told. A service's export delay rises at once, and falls by half
     * of the difference with each request, so that the slow first export of a cold service is not held against it for
     * good.
     *
     * @param request the services of that request alone
     */
    public KnownServices followedBy(KnownServices request) {
        boolean nothingNew = request.exportDelays.equals(exportDelays) && request.addresses.equals(addresses);
        if (nothingNew || request.exportDelays.isEmpty()) {
            return this;
        }
        Map<String, Duration> delays = new HashMap<>(exportDelays);
        for (Map.Entry<String, Duration> service : request.exportDelays.entrySet()) {
            delays.put(service.getKey(), followed(delays.get(service.getKey()), service.getValue()));
        }
        Map<String, String> at = new HashMap<>(addresses);
        at.putAll(request.addresses);
        return new KnownServices(delays, at);
    }

    /** Returns the names of the services. */
    public Set<String> names() {
        return Collections.unmodifiableSet(exportDelays.keySet());
    }

    /** Returns the time from a span's end to its arrival that this service has lately needed, or zero. */
    public Duration exportDelay(String service) {
        return exportDelays.getOrDefault(service, Duration.ZERO);
    }

    /** Returns the known service that a CLIENT or PRODUCER span calls, if it is one. */
    public Optional<String> calledBy(SpanNode call) {
        Attributes attributes = call.attributes();
        if (call.kind() == SpanKind.PRODUCER) {
            return Optional.ofNullable(attributes.get(DESTINATION)).map(name -> addresses.get(topic(name)));
        }
        if (call.kind() != SpanKind.CLIENT) {
            return Optional.empty();
        }
        String peer = attributes.get(PEER_SERVICE);
        if (peer != null && exportDelays.containsKey(peer)) {
            return Optional.of(peer);
        }
        String host = firstOf(attributes.get(SERVER_ADDRESS), attributes.get(NET_PEER_NAME));
        Long port = firstOf(attributes.get(SERVER_PORT), attributes.get(NET_PEER_PORT));
        if (host == null) {
            return byUpstreamCluster(attributes);
        }
        String byAddress = port == null ? null : addresses.get(address(host, port));
        if (byAddress != null) {
            return Optional.of(byAddress);
        }
        return exportDelays.containsKey(host) ? Optional.of(host) : Optional.empty();
    }

    /** A proxy tells its upstream cluster, and Istio's name it as {@code outbound|80||backend.default.svc.cluster.local}. */
    private Optional<String> byUpstreamCluster(Attributes attributes) {
        String cluster = attributes.get(UPSTREAM_CLUSTER);
        if (cluster == null) {
            return Optional.empty();
        }
        String host = cluster.substring(cluster.lastIndexOf('|') + 1);
        int suffix = host.indexOf(".svc.");
        String service = suffix < 0 ? host : host.substring(0, suffix);
        return exportDelays.containsKey(service) ? Optional.of(service) : Optional.empty();
    }

    private static @Nullable String answersAt(SpanData span) {
        Attributes attributes = span.getAttributes();
        if (span.getKind() == SpanKind.CONSUMER) {
            String destination = attributes.get(DESTINATION);
            return destination == null ? null : topic(destination);
        }
        if (span.getKind() != SpanKind.SERVER) {
            return null;
        }
        String host = firstOf(attributes.get(SERVER_ADDRESS), attributes.get(NET_HOST_NAME));
        Long port = firstOf(attributes.get(SERVER_PORT), attributes.get(NET_HOST_PORT));
        if (host == null) {
            // All that a Zipkin span tells.
            host = attributes.get(LOCAL_ADDRESS);
            port = attributes.get(LOCAL_PORT);
        }
        return host == null || port == null ? null : address(host, port);
    }

    private static Duration followed(@Nullable Duration before, Duration now) {
        return before == null || before.compareTo(now) <= 0
                ? now
                : before.plus(now).dividedBy(2);
    }

    private static Duration longer(@Nullable Duration known, Duration delay) {
        return known == null || known.compareTo(delay) < 0 ? delay : known;
    }

    private static <T> @Nullable T firstOf(@Nullable T first, @Nullable T second) {
        return first != null ? first : second;
    }

    private static String address(String host, long port) {
        boolean loopback = host.equals("localhost") || host.equals("127.0.0.1") || host.equals("::1");
        return (loopback ? "localhost" : host) + ":" + port;
    }

    private static String topic(String destination) {
        return "messaging:" + destination;
    }

    @Override
    public String toString() {
        return names().toString();
    }
}
