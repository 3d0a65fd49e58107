// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.server;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A request before its body. */
final class RequestHead {
    private static final byte[] NO_BODY = new byte[0];

    private RequestHead() {}

    /**
     * Returns a request with an empty body.
     *
     * @param method HTTP method
     * @param target path and query as sent, or an absolute URI
     * @param lines header lines; pseudo headers are left out
     */
    static Request of(CharSequence method, CharSequence target, Iterator<Map.Entry<CharSequence, CharSequence>> lines) {
        Map<String, String> headers = new HashMap<>();
        while (lines.hasNext()) {
            Map.Entry<CharSequence, CharSequence> line = lines.next();
            String name = line.getKey().toString().toLowerCase(Locale.ROOT);
            if (name.charAt(0) != ':') {
                String value = line.getValue().toString();
                String before = headers.put(name, value);
                if (before != null) {
                    headers.put(name, before + "," + value);
                }
            }
        }
        String path = target.toString();
        Map<String, String> query = Map.of();
        if (!isPlain(path)) {
            try {
                QueryStringDecoder decoder = new QueryStringDecoder(path);
                query = first(decoder.parameters());
                path = pathOf(decoder.path());
            } catch (IllegalArgumentException e) {
                // A bad escape: the path as sent is none that we know, and the answer says so.
            }
        }
        return new Request(method.toString(), path, query, headers, NO_BODY);
    }

    /** Returns the size of the body as declared, or -1. */
    static long declaredBytes(Request head) {
        String declared = head.headers().get("content-length");
        try {
            return declared == null ? -1 : Long.parseLong(declared);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    static Request with(byte[] body, Request head) {
        return new Request(head.method(), head.path(), head.query(), head.headers(), body);
    }

    private static boolean isPlain(String target) {
        return target.startsWith("/") && target.indexOf('?') < 0 && target.indexOf('%') < 0;
    }

    private static String pathOf(String path) {
        int scheme = path.indexOf("://");
        if (path.startsWith("/") || scheme < 0) {
            return path;
        }
        int slash = path.indexOf('/', scheme + 3);
        return slash < 0 ? "/" : path.substring(slash);
    }

    private static Map<String, String> first(Map<String, List<String>> parameters) {
        Map<String, String> first = new HashMap<>();
        for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
            first.put(parameter.getKey(), parameter.getValue().get(0));
        }
        return first;
    }
}
