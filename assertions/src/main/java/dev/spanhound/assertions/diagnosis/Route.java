// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.diagnosis;

import dev.spanhound.trace.SpanNode;
import io.opentelemetry.api.common.AttributeKey;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a call goes, as far as its span tells: a path, route or messaging destination.
 *
 * @param address host and port, or an empty string
 * @param path path, route or destination, or an empty string
 */
record Route(String address, String path) {
    private static final List<AttributeKey<String>> PATHS = Stream.of(
                    "http.route", "url.path", "http.target", "messaging.destination.name")
            .map(AttributeKey::stringKey)
            .toList();
    private static final List<AttributeKey<String>> URLS =
            Stream.of("url.full", "http.url").map(AttributeKey::stringKey).toList();
    private static final AttributeKey<String> ADDRESS = AttributeKey.stringKey("server.address");
    private static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");

    static Route of(SpanNode span) {
        return new Route(address(span), path(span));
    }

    /** Returns whether both tell a path and each part of one equals that of the other, or is a template's placeholder. */
    boolean matches(Route other) {
        String[] parts = path.split("/", -1);
        String[] others = other.path.split("/", -1);
        if (path.isEmpty() || parts.length != others.length) {
            return false;
        }
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].equals(others[i]) && !isPlaceholder(parts[i]) && !isPlaceholder(others[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlaceholder(String part) {
        return part.startsWith("{") || part.startsWith("<") || part.startsWith(":");
    }

    private static String address(SpanNode span) {
        String host = span.attributes().get(ADDRESS);
        Long port = span.attributes().get(PORT);
        if (host == null) {
            return "";
        }
        return port == null ? host : host + ":" + port;
    }

    private static String path(SpanNode span) {
        Optional<String> path = first(span, PATHS);
        return path.or(() -> first(span, URLS).map(Route::pathOf)).orElse("");
    }

    private static Optional<String> first(SpanNode span, List<AttributeKey<String>> keys) {
        return keys.stream()
                .map(key -> span.attributes().get(key))
                .filter(value -> value != null)
                .findFirst();
    }

    private static @Nullable String pathOf(String url) {
        try {
            return URI.create(url).getPath();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    @Override
    public String toString() {
        return address + path;
    }
}
