// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit.mock;

import dev.spanhound.backend.TraceBackend;
import dev.spanhound.trace.propagation.BaggageEntries;
import dev.spanhound.trace.propagation.HeaderLine;
import dev.spanhound.trace.propagation.PropagationFormat;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes the SERVER spans of a mock server, as OpenTelemetry's semantic conventions for HTTP have them, and reports them to a
 * backend without a network.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/http/http-spans/#http-server">HTTP server spans</a>
 */
final class ServerSpans implements AutoCloseable {
    private static final AttributeKey<String> SERVICE_NAME = AttributeKey.stringKey("service.name");
    private static final Set<String> KNOWN_METHODS =
            Set.of("CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE");

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    ServerSpans(String service, TraceBackend backend) {
        // Its sampler follows the parent, and samples roots.
        provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault().merge(Resource.create(Attributes.of(SERVICE_NAME, service))))
                .addSpanProcessor(backend.spanProcessor())
                .build();
        tracer = provider.get("dev.spanhound.junit.mock");
    }

    Tracer tracer() {
        return tracer;
    }

    /** Begins the span of a request; one that is not sampled does not record, and may still be propagated. */
    Span begin(ReceivedCall call, Caller caller, Conduct conduct, int port) {
        boolean isRoot = conduct.context() != Conduct.Context.CONTINUED
                || caller.context().isEmpty();
        boolean isSampled = conduct.context() != Conduct.Context.CONTINUED
                ? !conduct.flipsSampled()
                : caller.denies() == conduct.flipsSampled();
        if (isRoot && !isSampled) {
            return Span.getInvalid();
        }
        String method = KNOWN_METHODS.contains(call.method()) ? call.method() : "_OTHER";
        String verb = method.equals("_OTHER") ? "HTTP" : method;
        SpanBuilder span = tracer.spanBuilder(
                        call.route().map(route -> verb + " " + route).orElse(verb))
                .setSpanKind(SpanKind.SERVER)
                .setNoParent()
                .setAttribute(HttpAttributes.METHOD, method)
                .setAttribute(HttpAttributes.PATH, call.path())
                .setAttribute(HttpAttributes.SCHEME, "http")
                .setAttribute(HttpAttributes.ADDRESS, HttpEngine.HOST)
                .setAttribute(HttpAttributes.PORT, (long) port);
        if (!isRoot) {
            span.setParent(Context.root().with(Span.wrap(parent(caller.span().orElseThrow(), isSampled, conduct))));
        } else if (conduct.context() == Conduct.Context.LINKED) {
            caller.span().ifPresent(span::addLink);
        }
        if (method.equals("_OTHER")) {
            span.setAttribute(HttpAttributes.ORIGINAL_METHOD, call.method());
        }
        call.route().ifPresent(route -> span.setAttribute(HttpAttributes.ROUTE, route));
        call.query().ifPresent(query -> span.setAttribute(HttpAttributes.QUERY, query));
        propagationHeaders(call)
                .forEach(name -> span.setAttribute(
                        HttpAttributes.requestHeader(name), call.headers().values(name)));
        return span.startSpan();
    }

    private static SpanContext parent(SpanContext caller, boolean isSampled, Conduct conduct) {
        SpanContext parent = Caller.with(caller, isSampled);
        return conduct.stripsTracestate()
                ? SpanContext.createFromRemoteParent(
                        parent.getTraceId(), parent.getSpanId(), parent.getTraceFlags(), TraceState.getDefault())
                : parent;
    }

    private static Stream<String> propagationHeaders(ReceivedCall call) {
        return call.headers().lines().stream()
                .map(HeaderLine::name)
                .filter(ServerSpans::isPropagation)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .distinct();
    }

    static boolean isPropagation(String header) {
        return header.equalsIgnoreCase(BaggageEntries.HEADER)
                || Stream.of(PropagationFormat.values()).anyMatch(format -> format.owns(header));
    }

    /** Ends the span of a request; one without a reply has a broken connection. */
    static void end(Span span, Optional<MockReply> reply) {
        reply.ifPresent(sent -> span.setAttribute(HttpAttributes.STATUS, (long) sent.status()));
        String error = reply.map(sent -> String.valueOf(sent.status())).orElse("connection_broken");
        if (reply.isEmpty() || reply.get().status() >= 500) {
            span.setAttribute(HttpAttributes.ERROR_TYPE, error);
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }

    @Override
    public void close() {
        provider.close();
    }
}
