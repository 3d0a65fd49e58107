// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static io.restassured.RestAssured.given;

import dev.spanhound.backend.Endpoints;
import dev.spanhound.backend.TraceBackend;
import dev.spanhound.examples.shop.Shop;
import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTest;
import io.opentelemetry.extension.trace.propagation.B3Propagator;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Requests that are part of the test's trace, with the HTTP client that the test has. */
@TraceTest
class HttpClientsTest {
    @AutoClose
    private static Shop shop;

    @BeforeAll
    static void openShop(TraceBackend backend) {
        Endpoints endpoints = backend.endpoints();
        shop = Shop.exportingTo(endpoints.otlpGrpc(), endpoints.otlpHttp(), endpoints.zipkin());
    }

    @Test
    void restAssured(TestTrace trace) {
        given().filter(trace.restAssured()).get(shop.url("/orders/42")).then().statusCode(200);

        assertThat(trace).containsSpan("process_payment");
    }

    @Test
    void okHttp(TestTrace trace) throws IOException {
        OkHttpClient client =
                new OkHttpClient.Builder().addInterceptor(trace.okHttp()).build();
        Request request =
                new Request.Builder().url(shop.url("/orders/42").toString()).build();
        try (Response response = client.newCall(request).execute()) {
            assertThat(trace).containsSpan("process_payment");
        }
    }

    @Test
    void javaNetHttp(TestTrace trace) throws IOException, InterruptedException {
        HttpRequest request =
                trace.http(HttpRequest.newBuilder(shop.url("/orders/42"))).build();
        HttpClient.newHttpClient().send(request, BodyHandlers.discarding());

        assertThat(trace).containsSpan("process_payment");
    }

    @Test
    void anyOther(TestTrace trace) {
        given().headers(trace.headers()).get(shop.url("/orders/42")).then().statusCode(200);

        assertThat(trace).containsSpan("process_payment");
    }

    @Test
    void headersOfAnOlderKind(TestTrace trace) {
        TestTrace byB3 = trace.propagatedBy(B3Propagator.injectingMultiHeaders());

        given().filter(byB3.restAssured()).get(shop.url("/orders/42")).then().statusCode(200);

        assertThat(trace).containsSpan("process_payment");
    }
}
