// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Code under test that calls another service: it pays, and tries once more if the payment service is closed. */
final class Checkout {
    private final HttpClient http = HttpClient.newHttpClient();
    private final OpenTelemetry telemetry;
    private final URI payments;

    Checkout(OpenTelemetry telemetry, URI payments) {
        this.telemetry = telemetry;
        this.payments = payments;
    }

    String pay(String amount) throws IOException, InterruptedException {
        Span span = telemetry.getTracer("shop").spanBuilder("pay").startSpan();
        try (Scope scope = span.makeCurrent()) {
            HttpResponse<String> response = post(amount);
            return response.statusCode() == 503 ? post(amount).body() : response.body();
        } finally {
            span.end();
        }
    }

    private HttpResponse<String> post(String amount) throws IOException, InterruptedException {
        Span span = telemetry
                .getTracer("shop")
                .spanBuilder("POST")
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("server.address", payments.getHost())
                .setAttribute("server.port", payments.getPort())
                .startSpan();
        try (Scope scope = span.makeCurrent()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(payments).POST(BodyPublishers.ofString(amount));
            telemetry
                    .getPropagators()
                    .getTextMapPropagator()
                    .inject(Context.current(), request, (carrier, name, value) -> carrier.setHeader(name, value));
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() >= 400) {
                span.setStatus(StatusCode.ERROR);
            }
            return response;
        } finally {
            span.end();
        }
    }
}
