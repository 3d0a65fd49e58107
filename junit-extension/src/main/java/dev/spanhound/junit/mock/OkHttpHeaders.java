// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit.mock;

import dev.spanhound.trace.propagation.HeaderLines;
import okhttp3.Headers;

/** Turns okhttp's headers, the same class in both generations, into lines. A class of its own, since okhttp is optional. */
final class OkHttpHeaders {
    private OkHttpHeaders() {}

    static HeaderLines lines(Headers headers) {
        String[] namesAndValues = new String[2 * headers.size()];
        for (int i = 0; i < headers.size(); i++) {
            namesAndValues[2 * i] = headers.name(i);
            namesAndValues[2 * i + 1] = headers.value(i);
        }
        return HeaderLines.of(namesAndValues);
    }
}
