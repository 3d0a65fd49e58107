// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit.mock;

import dev.spanhound.trace.propagation.HeaderLine;
import dev.spanhound.trace.propagation.HeaderLines;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Executor;

/** Sends requests as a service does. */
final class Http {
    /** For work that waits: the common pool has a single thread on a machine with two cores. */
    static final Executor THREAD_PER_TASK = task -> new Thread(task).start();

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(Version.HTTP_1_1).build();

    private Http() {}

    static HttpResponse<String> get(URI uri, HeaderLines headers) throws IOException, InterruptedException {
        return send("GET", uri, headers, "");
    }

    static HttpResponse<String> post(URI uri, HeaderLines headers) throws IOException, InterruptedException {
        return send("POST", uri, headers, "");
    }

    static HttpResponse<String> send(String method, URI uri, HeaderLines headers, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        for (HeaderLine header : headers.lines()) {
            request.header(header.name(), header.value());
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
