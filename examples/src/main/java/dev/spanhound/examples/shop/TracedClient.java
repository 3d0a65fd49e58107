// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.shop;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Calls other services, each time in a CLIENT span, and sends its context along, unless a fault has it otherwise. */
final class TracedClient implements AutoCloseable {
    private static final TextMapSetter<HttpRequest.Builder> HEADERS = (request, name, value) -> {
        if (request != null) {
            request.setHeader(name, value);
        }
    };

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final OpenTelemetry telemetry;
    private final Fault fault;
    private final Map<Integer, Proxy> proxies = new ConcurrentHashMap<>();

    TracedClient(OpenTelemetry telemetry, Fault fault) {
        this.telemetry = telemetry;
        this.fault = fault;
    }

    Reply get(URI uri) throws IOException, InterruptedException {
        return send("GET", HttpRequest.newBuilder(onTheWayTo(uri)).GET());
    }

    Reply post(URI uri) throws IOException, InterruptedException {
        return send("POST", HttpRequest.newBuilder(onTheWayTo(uri)).POST(BodyPublishers.noBody()));
    }

    private URI onTheWayTo(URI uri) {
        return fault == Fault.STRIPPING_PROXY
                ? proxies.computeIfAbsent(uri.getPort(), Proxy::new).uri(uri)
                : uri;
    }

    private Reply send(String method, HttpRequest.Builder request) throws IOException, InterruptedException {
        return switch (fault) {
            case UNTRACED_CLIENT -> {
                HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
                yield new Reply(response.statusCode(), response.body());
            }
            case UNWRAPPED_EXECUTOR -> onAnotherThread(() -> sendTraced(method, request));
            default -> sendTraced(method, request);
        };
    }

    private static Reply onAnotherThread(Callable<Reply> call) throws IOException, InterruptedException {
        FutureTask<Reply> task = new FutureTask<>(call);
        Thread thread = new Thread(task, "unwrapped");
        thread.start();
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    private Reply sendTraced(String method, HttpRequest.Builder request) throws IOException, InterruptedException {
        URI uri = request.build().uri();
        Span span = telemetry
                .getTracer("shop.http")
                .spanBuilder(method)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(HttpAttributes.METHOD, method)
                .setAttribute(HttpAttributes.URL_FULL, uri.toString())
                .setAttribute(HttpAttributes.SERVER_ADDRESS, uri.getHost())
                .setAttribute(HttpAttributes.SERVER_PORT, (long) uri.getPort())
                .startSpan();
        try (Scope ignored = span.makeCurrent()) {
            telemetry.getPropagators().getTextMapPropagator().inject(Context.current(), request, HEADERS);
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            span.setAttribute(HttpAttributes.STATUS_CODE, (long) response.statusCode());
            if (response.statusCode() >= 400) {
                span.setAttribute(HttpAttributes.ERROR_TYPE, String.valueOf(response.statusCode()));
                span.setStatus(StatusCode.ERROR);
            }
            return new Reply(response.statusCode(), response.body());
        } catch (IOException e) {
            span.recordException(e);
            span.setStatus(StatusCode.ERROR);
            throw e;
        } finally {
            span.end();
        }
    }

    @Override
    public void close() {
        proxies.values().forEach(Proxy::close);
    }
}
