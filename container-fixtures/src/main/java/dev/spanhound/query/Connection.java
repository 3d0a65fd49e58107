// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.query;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a query API is reached.
 *
 * @param base where it is, without a slash at the end
 * @param headers header lines of each request
 * @param httpClient client to send them by; none: one that all share
 * @param requestTimeout longest time to wait for an answer
 */
record Connection(URI base, Map<String, String> headers, Optional<HttpClient> httpClient, Duration requestTimeout) {

    /** A user and a password in the address become the header that they stand for, so that no message shows them. */
    static Connection to(URI base) {
        String scheme = base.getScheme();
        boolean isHttp = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
        if (!isHttp || base.getHost() == null || base.getRawQuery() != null || base.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "base: " + base + " (expected: http:// or https://, a host and, if there is one, a base path)");
        }
        String path = base.getRawPath() == null ? "" : base.getRawPath().replaceAll("/+$", "");
        String port = base.getPort() < 0 ? "" : ":" + base.getPort();
        String user = base.getUserInfo();
        return new Connection(
                URI.create(scheme + "://" + base.getHost() + port + path),
                user == null ? Map.of() : Map.of("Authorization", basic(user)),
                Optional.empty(),
                Duration.ofSeconds(10));
    }

    private static String basic(String user) {
        return "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    }

    Connection withHeader(String name, String value) {
        // Refuses what it would refuse of a request.
        HttpRequest.newBuilder(base).header(name, value);
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.keySet().removeIf(name::equalsIgnoreCase);
        more.put(name, value);
        return new Connection(base, more, httpClient, requestTimeout);
    }

    Connection withHttpClient(HttpClient client) {
        return new Connection(base, headers, Optional.of(client), requestTimeout);
    }

    Connection withRequestTimeout(Duration timeout) {
        return new Connection(base, headers, httpClient, Settings.positive("requestTimeout", timeout));
    }
}
