// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit.mock;

import dev.spanhound.trace.propagation.HeaderLine;
import dev.spanhound.trace.propagation.HeaderLines;
import dev.spanhound.trace.propagation.PropagationFormat;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Answers what the real service does: sends the request on, in a CLIENT span, with the context of that in the formats in which
 * the caller's came. By {@code HttpURLConnection} with a connection for each request: it leaves no thread.
 *
 * @param timeout longest time to connect, and to wait for more of the answer
 */
record Relay(URI service, Tracer tracer, Duration timeout) implements Function<ReceivedCall, MockReply> {
    private static final Set<String> OF_ONE_CONNECTION = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    @Override
    public MockReply apply(ReceivedCall call) {
        try {
            return relay(call, url(call));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts the parts together as they came: a URI would take some paths for a host, and refuse some queries. */
    private URL url(ReceivedCall call) throws MalformedURLException {
        URL base = service.toURL();
        String path = base.getPath().replaceFirst("/$", "") + call.path();
        String target = call.query().map(query -> path + "?" + query).orElse(path);
        return new URL(base.getProtocol(), base.getHost(), base.getPort(), target);
    }

    private MockReply relay(ReceivedCall call, URL url) throws IOException {
        Span span = tracer.spanBuilder(call.method())
                .setParent(Context.current())
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(HttpAttributes.METHOD, call.method())
                .setAttribute(HttpAttributes.URL, url.toString())
                .setAttribute(HttpAttributes.ADDRESS, url.getHost())
                .setAttribute(HttpAttributes.PORT, (long) (url.getPort() < 0 ? url.getDefaultPort() : url.getPort()))
                .startSpan();
        try {
            MockReply reply = send(call, url, span);
            span.setAttribute(HttpAttributes.STATUS, (long) reply.status());
            if (reply.status() >= 400) {
                span.setStatus(StatusCode.ERROR);
            }
            return reply;
        } catch (IOException e) {
            span.recordException(e);
            span.setStatus(StatusCode.ERROR);
            throw e;
        } finally {
            span.end();
        }
    }

    private MockReply send(ReceivedCall call, URL url, Span span) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url.openConnection();
        try {
            connection.setConnectTimeout((int) timeout.toMillis());
            connection.setReadTimeout((int) timeout.toMillis());
            connection.setInstanceFollowRedirects(false);
            connection.setRequestMethod(call.method());
            for (HeaderLine header : sentOn(call, span).lines()) {
                connection.addRequestProperty(header.name(), header.value());
            }
            connection.setRequestProperty("Connection", "close");
            byte[] body = call.bodyBytes();
            if (body.length > 0) {
                connection.setDoOutput(true);
                connection.setFixedLengthStreamingMode(body.length);
                connection.getOutputStream().write(body);
            }
            return reply(connection);
        } finally {
            connection.disconnect();
        }
    }

    private static HeaderLines sentOn(ReceivedCall call, Span span) {
        Set<PropagationFormat> formats = PropagationFormat.in(call.headers());
        HeaderLines sent = HeaderLines.none();
        for (HeaderLine header : call.headers().lines()) {
            boolean isContext = formats.stream()
                    .flatMap(format -> format.headers().stream())
                    .anyMatch(header::isNamed);
            if (!isContext && isSentOn(header.name())) {
                sent = sent.with(header.name(), header.value());
            }
        }
        for (PropagationFormat format : formats.isEmpty() ? Set.of(PropagationFormat.W3C) : formats) {
            sent = sent.and(format.write(span.getSpanContext()));
        }
        return sent;
    }

    private static boolean isSentOn(String header) {
        return !OF_ONE_CONNECTION.contains(header.toLowerCase(Locale.ROOT));
    }

    private static MockReply reply(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        InputStream content = status < 400 ? connection.getInputStream() : connection.getErrorStream();
        byte[] body = content == null ? new byte[0] : content.readAllBytes();
        MockReply reply = MockReply.of(status).withBody(body);
        for (Map.Entry<String, List<String>> header :
                connection.getHeaderFields().entrySet()) {
            if (header.getKey() != null && isSentOn(header.getKey())) {
                for (String value : header.getValue()) {
                    reply = reply.and(header.getKey(), value);
                }
            }
        }
        return reply;
    }
}
