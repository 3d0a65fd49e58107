// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.query;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * The query part of a request, in the making.
 *
 * @param text what stands behind the question mark
 */
record Query(String text) {
    static Query of(String name, Object value) {
        return new Query(name + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
    }

    Query and(String name, Object value) {
        return new Query(text + "&" + of(name, value));
    }

    @Override
    public String toString() {
        return text;
    }
}
