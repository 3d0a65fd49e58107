// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.restassured;

import dev.spanhound.trace.propagation.HeaderLines;
import io.restassured.http.Header;
import io.restassured.response.Response;

/** The header lines of a response. */
final class Lines {
    private Lines() {}

    static HeaderLines of(Response response) {
        HeaderLines lines = HeaderLines.none();
        for (Header header : response.getHeaders()) {
            lines = lines.with(header.getName(), header.getValue());
        }
        return lines;
    }
}
