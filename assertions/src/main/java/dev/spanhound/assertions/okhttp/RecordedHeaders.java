// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.okhttp;

import dev.spanhound.assertions.propagation.HeadersAssert;
import dev.spanhound.trace.propagation.HeaderLines;
import okhttp3.Headers;

/** Headers as okhttp has them, 4.12 and 5 alike. */
final class RecordedHeaders {
    private RecordedHeaders() {}

    static HeadersAssert assertThat(String requestLine, Headers headers) {
        String[] namesAndValues = new String[2 * headers.size()];
        for (int i = 0; i < headers.size(); i++) {
            namesAndValues[2 * i] = headers.name(i);
            namesAndValues[2 * i + 1] = headers.value(i);
        }
        HeadersAssert headersAssert = new HeadersAssert(HeaderLines.of(namesAndValues));
        return requestLine.isEmpty() ? headersAssert : headersAssert.as("%s", requestLine);
    }
}
