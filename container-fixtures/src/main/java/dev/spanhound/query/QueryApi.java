// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.query;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks the query API of a product. */
final class QueryApi {
    private final Connection connection;
    private final Problems problems;

    QueryApi(Product product, Connection connection) {
        this.connection = connection;
        this.problems = new Problems(product);
    }

    /** A client that all share which were given none, made when it is first needed. */
    private static final class Shared {
        // No redirects: headers would go along, to wherever they lead. No HTTP/2: nothing is to be tried that a proxy
        // may not know.
        static final HttpClient CLIENT = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    URI base() {
        return connection.base();
    }

    Problems problems() {
        return problems;
    }

    /**
     * Returns an answer of status 200 or 404.
     *
     * @param target path below the base, and query
     * @param atMost time to wait for the answer, if that is shorter than what is set
     * @throws TraceQueryException if there is none
     * @throws InterruptedException if the thread is interrupted
     */
    Answer get(String target, String accept, Duration atMost) throws InterruptedException {
        URI uri = URI.create(connection.base() + target);
        Duration set = connection.requestTimeout();
        Duration timeout = atMost.compareTo(set) < 0 ? atMost : set;
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(timeout).header("Accept", accept);
        connection.headers().forEach(request::setHeader);
        Answer answer;
        try {
            answer = answer(client().send(request.build(), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw problems.noAnswer(uri, timeout, e);
        }
        if (answer.status() == 200 || answer.status() == 404) {
            return answer;
        }
        throw problems.refused(answer);
    }

    /**
     * Returns an answer of status 200 to what the product always has, such as its list of services.
     *
     * @param target path below the base, and query
     * @param atMost time to wait for the answer, if that is shorter than what is set
     * @throws TraceQueryException if there is none
     * @throws InterruptedException if the thread is interrupted
     */
    Answer getFound(String target, String accept, Duration atMost) throws InterruptedException {
        Answer answer = get(target, accept, atMost);
        if (answer.isFound()) {
            return answer;
        }
        throw problems.another(answer);
    }

    private HttpClient client() {
        return connection.httpClient().orElseGet(() -> Shared.CLIENT);
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        return new Answer(
                response.request().uri(),
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                response.headers().firstValue("Location").orElse(""),
                response.body());
    }
}
