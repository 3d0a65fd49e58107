// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.shop;

import com.sun.net.httpserver.Headers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Headers of a request as attributes of its SERVER span, as an agent records them when it is told to by
 * {@code OTEL_INSTRUMENTATION_HTTP_SERVER_CAPTURE_REQUEST_HEADERS}.
 */
final class RecordedHeaders {
    private static final List<String> NAMES = List.of("traceparent", "tracestate", "b3", "host");

    private RecordedHeaders() {}

    static Map<String, List<String>> of(Headers headers) {
        Map<String, List<String>> attributes = new TreeMap<>();
        for (String name : NAMES) {
            List<String> values = headers.get(name);
            if (values != null) {
                attributes.put("http.request.header." + name, List.copyOf(values));
            }
        }
        return attributes;
    }
}
