// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

import dev.spanhound.trace.propagation.HeaderLines;
import java.net.URI;

/**
 * A request that makes the service under test call its downstream service.
 *
 * @param method GET, POST, …
 * @param uri where it goes, {@code http} or {@code https}
 * @param headers its header lines, beside those of the case
 * @param body its body, UTF-8; may be empty
 */
public record ServiceRequest(String method, URI uri, HeaderLines headers, String body) {

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if the URI has no host or is neither http nor https
     */
    public ServiceRequest {
        boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!isHttp || uri.getHost() == null) {
            throw new IllegalArgumentException("uri: " + uri + " (expected: http://host:port/path)");
        }
    }

    /** Returns a GET request. */
    public static ServiceRequest get(URI uri) {
        return new ServiceRequest("GET", uri, HeaderLines.none(), "");
    }

    /** Returns a POST request with an empty body. */
    public static ServiceRequest post(URI uri) {
        return new ServiceRequest("POST", uri, HeaderLines.none(), "");
    }

    /** Returns the same request with one more header line. */
    public ServiceRequest header(String name, String value) {
        return new ServiceRequest(method, uri, headers.with(name, value), body);
    }

    /** Returns the same request with this body, and its content type as a header line. */
    public ServiceRequest body(String contentType, String body) {
        return new ServiceRequest(method, uri, headers, body).header("Content-Type", contentType);
    }
}
