// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.server;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request that has arrived whole, over HTTP/1.1 or HTTP/2.
 *
 * @param method HTTP method, in upper case
 * @param path path without the query, decoded
 * @param query query parameters, decoded; of a repeated one the first
 * @param headers header lines by lower-case name; of a repeated one the values joined by comma
 * @param body body as sent, not decompressed
 */
public record Request(String method, String path, Map<String, String> query, Map<String, String> headers, byte[] body) {

    /** Returns a header's value, whatever the case of its name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }
}
