// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit.mock;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

/** The attributes of HTTP spans, as OpenTelemetry's semantic conventions name them. */
final class HttpAttributes {
    static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    static final AttributeKey<String> ORIGINAL_METHOD = AttributeKey.stringKey("http.request.method_original");
    static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    static final AttributeKey<String> URL = AttributeKey.stringKey("url.full");
    static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
    static final AttributeKey<String> QUERY = AttributeKey.stringKey("url.query");
    static final AttributeKey<String> SCHEME = AttributeKey.stringKey("url.scheme");
    static final AttributeKey<String> ADDRESS = AttributeKey.stringKey("server.address");
    static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
    static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    private HttpAttributes() {}

    /** Returns the attribute that has the lines of a request header, whose name is in lower case. */
    static AttributeKey<List<String>> requestHeader(String name) {
        return AttributeKey.stringArrayKey("http.request.header." + name);
    }
}
