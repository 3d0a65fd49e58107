// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.shop;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Answers {@code GET} requests to one route, each in a SERVER span below the caller's. */
final class TracedHandler implements HttpHandler {
    private static final TextMapGetter<Headers> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Headers headers) {
            return headers.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Headers headers, String name) {
            return headers == null ? null : headers.getFirst(name);
        }
    };

    /** Answers a request for the thing with this ID, the last segment of the path. */
    interface Action {
        Reply answer(long id) throws IOException, InterruptedException;
    }

    private final OpenTelemetry telemetry;
    private final String route;
    private final Action action;

    TracedHandler(OpenTelemetry telemetry, String route, Action action) {
        this.telemetry = telemetry;
        this.route = route;
        this.action = action;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Context caller = telemetry
                .getPropagators()
                .getTextMapPropagator()
                .extract(Context.root(), exchange.getRequestHeaders(), HEADERS);
        Span span = telemetry
                .getTracer("shop.http")
                .spanBuilder("GET " + route)
                .setSpanKind(SpanKind.SERVER)
                .setParent(caller)
                .setAttribute(HttpAttributes.METHOD, "GET")
                .setAttribute(HttpAttributes.ROUTE, route)
                .setAttribute(HttpAttributes.URL_PATH, path)
                .setAttribute(HttpAttributes.URL_SCHEME, "http")
                .setAttribute(HttpAttributes.SERVER_ADDRESS, "localhost")
                .setAttribute(HttpAttributes.SERVER_PORT, (long)
                        exchange.getLocalAddress().getPort())
                .startSpan();
        RecordedHeaders.of(exchange.getRequestHeaders())
                .forEach((name, values) -> span.setAttribute(AttributeKey.stringArrayKey(name), values));
        try (Scope ignored = span.makeCurrent()) {
            Reply reply = answer(path.substring(path.lastIndexOf('/') + 1));
            span.setAttribute(HttpAttributes.STATUS_CODE, (long) reply.status());
            if (reply.status() >= 500) {
                span.setAttribute(HttpAttributes.ERROR_TYPE, String.valueOf(reply.status()));
                span.setStatus(StatusCode.ERROR);
            }
            reply.sendTo(exchange);
        } finally {
            span.end();
        }
    }

    private Reply answer(String id) throws IOException {
        try {
            return action.answer(Long.parseLong(id));
        } catch (NumberFormatException e) {
            return new Reply(404, "no such order: " + id);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply(503, "interrupted");
        }
    }
}
