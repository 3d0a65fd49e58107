// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.shop;

import brave.Span;
import brave.Tracer;
import brave.Tracer.SpanInScope;
import brave.Tracing;
import brave.propagation.B3Propagation;
import brave.propagation.TraceContext.Extractor;
import brave.propagation.TraceContextOrSamplingFlags;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import zipkin2.reporter.BytesMessageSender;
import zipkin2.reporter.brave.AsyncZipkinSpanHandler;
import zipkin2.reporter.urlconnection.URLConnectionSender;

/**
 * Pays up to 1000. An older service: its tracer is Brave, it knows B3 headers only, and it reports to Zipkin, whose
 * model has no attribute but strings and writes span names in lower case.
 */
final class Payment implements AutoCloseable {
    static final String NAME = "payment-service";

    private final LocalServer server = new LocalServer(NAME);
    private final URLConnectionSender sender;
    private final AsyncZipkinSpanHandler reporter;
    private final Tracing tracing;
    private final Tracer tracer;
    private final Extractor<Headers> extractor;
    private final Fault fault;
    private volatile boolean reports;

    Payment(URI zipkin, Duration exportDelay, Fault fault) {
        this.fault = fault;
        sender = URLConnectionSender.create(zipkin.toString());
        reporter = AsyncZipkinSpanHandler.newBuilder((BytesMessageSender) sender)
                .messageTimeout(exportDelay.toMillis(), TimeUnit.MILLISECONDS)
                .closeTimeout(10, TimeUnit.SECONDS)
                .build();
        tracing = Tracing.newBuilder()
                .localServiceName(NAME)
                .localIp("127.0.0.1")
                .localPort(server.port())
                .propagationFactory(B3Propagation.FACTORY)
                .addSpanHandler(reporter)
                .build();
        tracer = tracing.tracer();
        extractor = tracing.propagation().extractor(Headers::getFirst);
        server.serve("/payments", this::handle);
    }

    private void handle(HttpExchange exchange) throws IOException {
        Span span = serverSpan(extractor.extract(exchange.getRequestHeaders()))
                .kind(Span.Kind.SERVER)
                .name("POST /payments")
                .tag("http.request.method", "POST")
                .tag("http.route", "/payments")
                .tag("url.path", exchange.getRequestURI().getPath())
                .start();
        reports |= !span.isNoop();
        RecordedHeaders.of(exchange.getRequestHeaders())
                .forEach((name, values) -> span.tag(name, String.join(",", values)));
        try (SpanInScope ignored = tracer.withSpanInScope(span)) {
            Reply reply =
                    pay(Double.parseDouble(exchange.getRequestURI().getQuery().replace("amount=", "")));
            span.tag("http.response.status_code", String.valueOf(reply.status()));
            if (reply.status() >= 500) {
                span.tag("error", String.valueOf(reply.status()));
            }
            reply.sendTo(exchange);
        } finally {
            span.finish();
        }
    }

    /** Brave's own instrumentation does the same: the server's span takes the ID of the caller's. */
    private Span serverSpan(TraceContextOrSamplingFlags caller) {
        if (fault == Fault.IGNORES_HEADERS) {
            return tracer.newTrace();
        }
        return caller.context() == null ? tracer.nextSpan(caller) : tracer.joinSpan(caller.context());
    }

    private Reply pay(double amount) {
        Span span = tracer.nextSpan()
                .name("process_payment")
                .tag("payment.amount", String.valueOf(amount))
                .start();
        try {
            if (amount > 1000) {
                throw new PaymentDeclinedException("declined: " + amount + " is more than 1000");
            }
            span.tag("payment.status", "success");
            return Reply.ok("success");
        } catch (PaymentDeclinedException e) {
            span.tag("payment.status", "declined").error(e);
            return new Reply(500, String.valueOf(e.getMessage()));
        } finally {
            span.finish();
        }
    }

    URI uri(Order order) {
        return server.uri("/payments?amount=" + order.amount());
    }

    @Override
    public void close() {
        server.close();
        tracing.close();
        if (reports) {
            // Of a reporter that has nothing to send it would only wait for the end of a thread that never began.
            reporter.close();
        }
        sender.close();
    }
}
