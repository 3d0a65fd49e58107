// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.diagnosis;

import dev.spanhound.trace.SpanNode;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a call goes, as far as its span tells, by today's semantic conventions or by older ones.
 *
 * @param address host and port, or an empty string
 * @param path path, route, RPC method or messaging destination, or an empty string
 * @param method the HTTP method, or an empty string
 */
record Route(String address, String path, String method) {
    private static final List<AttributeKey<String>> PATHS =
            keys("http.route", "url.path", "http.target", "messaging.destination.name");
    private static final List<AttributeKey<String>> URLS = keys("url.full", "http.url");
    private static final List<AttributeKey<String>> METHODS = keys("http.request.method", "http.method");
    private static final List<AttributeKey<String>> HOSTS = keys("server.address", "net.peer.name", "net.host.name");
    private static final List<String> PORTS = List.of("server.port", "net.peer.port", "net.host.port");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1");
    private static final Pattern HOST_AND_PORT = Pattern.compile("([^:]+):\\d+");
    private static final AttributeKey<String> RPC_SERVICE = AttributeKey.stringKey("rpc.service");
    private static final AttributeKey<String> RPC_METHOD = AttributeKey.stringKey("rpc.method");

    static Route of(SpanNode span) {
        Attributes attributes = span.attributes();
        String address = address(attributes, HOSTS, PORTS);
        if (address.isEmpty() && span.kind() == SpanKind.SERVER) {
            // All that a Zipkin span tells.
            address = address(attributes, keys("network.local.address"), List.of("network.local.port"));
        }
        return new Route(address, path(attributes), first(attributes, METHODS));
    }

    /** Returns whether both tell a host, and it is the same at the same port. */
    boolean hasAddressOf(Route other) {
        return !address.isEmpty() && address.equals(other.address);
    }

    /** Returns whether both tell a host, and they are different. */
    boolean hasOtherAddressThan(Route other) {
        return !address.isEmpty() && !other.address.isEmpty() && !address.equals(other.address);
    }

    /** Returns whether both tell a path, and each part of one equals that of the other, or is a template's placeholder. */
    boolean matches(Route other) {
        List<String> parts = parts(path);
        List<String> others = parts(other.path);
        return !path.isEmpty() && !other.path.isEmpty() && parts.size() == others.size() && endAlike(parts, others);
    }

    /** Returns whether both tell a path, and no proxy that cuts parts off in front can have made one of the other. */
    boolean contradicts(Route other) {
        boolean otherMethod = !method.isEmpty() && !other.method.isEmpty() && !method.equals(other.method);
        boolean otherPath = !path.isEmpty() && !other.path.isEmpty() && !endAlike(parts(path), parts(other.path));
        return otherMethod || otherPath;
    }

    private static List<String> parts(String path) {
        return Stream.of(path.split("/")).filter(part -> !part.isEmpty()).toList();
    }

    private static boolean endAlike(List<String> one, List<String> other) {
        for (int i = 1; i <= Math.min(one.size(), other.size()); i++) {
            String part = one.get(one.size() - i);
            String its = other.get(other.size() - i);
            if (!part.equals(its) && !isPlaceholder(part) && !isPlaceholder(its)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlaceholder(String part) {
        return part.startsWith("{") || part.startsWith("<") || part.startsWith(":");
    }

    private static String address(Attributes attributes, List<AttributeKey<String>> hosts, List<String> ports) {
        String named = first(attributes, hosts);
        // Flask's instrumentation writes the whole Host header as the address.
        Matcher withPort = HOST_AND_PORT.matcher(named);
        String bare = withPort.matches() ? withPort.group(1) : named;
        String host = LOOPBACK.contains(bare) ? "localhost" : bare;
        return ports.stream()
                .map(key -> attributes.get(AttributeKey.longKey(key)))
                .filter(port -> port != null && !host.isEmpty())
                .findFirst()
                .map(port -> host + ":" + port)
                .orElse(host);
    }

    private static String path(Attributes attributes) {
        String method = attributes.get(RPC_METHOD);
        if (method != null) {
            String service = attributes.get(RPC_SERVICE);
            return service == null ? method : service + "/" + method;
        }
        String path = first(attributes, PATHS);
        return path.isEmpty() ? pathOf(first(attributes, URLS)) : path.replaceFirst("\\?.*", "");
    }

    private static String first(Attributes attributes, List<AttributeKey<String>> keys) {
        for (AttributeKey<String> key : keys) {
            String value = attributes.get(key);
            if (value != null) {
                return value;
            }
        }
        return "";
    }

    private static String pathOf(String url) {
        try {
            return Objects.requireNonNullElse(URI.create(url).getPath(), "");
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static List<AttributeKey<String>> keys(String... names) {
        return Stream.of(names).map(AttributeKey::stringKey).toList();
    }

    @Override
    public String toString() {
        return address + path;
    }
}
