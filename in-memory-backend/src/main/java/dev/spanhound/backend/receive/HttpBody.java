// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.receive;

import dev.spanhound.backend.server.Request;
import java.util.Locale;

/** What an HTTP request's headers say of its body. */
final class HttpBody {

    private HttpBody() {}

    /** Returns the type of the body in lower case, without parameters; empty if there is none. */
    static String type(Request request) {
        String type = request.headers().getOrDefault("content-type", "");
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).trim().toLowerCase(Locale.ROOT);
    }

    /** Returns the body, decompressed. */
    static byte[] read(Request request, int maxBytes) throws RefusedException {
        String encoding =
                request.headers().getOrDefault("content-encoding", "identity").trim();
        if (encoding.equalsIgnoreCase("gzip")) {
            return Gzip.decompress(request.body(), maxBytes);
        }
        if (encoding.isEmpty() || encoding.equalsIgnoreCase("identity")) {
            return request.body();
        }
        throw new RefusedException(
                Refusal.unsupported("content-encoding: " + encoding + " (expected: gzip, identity or none)"));
    }
}
