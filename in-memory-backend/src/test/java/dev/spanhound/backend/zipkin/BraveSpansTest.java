// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.zipkin;

import static org.assertj.core.api.Assertions.assertThat;

import brave.Span;
import brave.Tracer;
import brave.Tracing;
import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zipkin2.reporter.BytesMessageSender;
import zipkin2.reporter.Encoding;
import zipkin2.reporter.brave.AsyncZipkinSpanHandler;
import zipkin2.reporter.brave.MutableSpanBytesEncoder;

/** What Brave sends through its own reporter. */
class BraveSpansTest {
    private static final Map<Encoding, ZipkinFormat> FORMATS =
            Map.of(Encoding.JSON, ZipkinFormat.JSON_V2, Encoding.PROTO3, ZipkinFormat.PROTO3);

    @ParameterizedTest
    @EnumSource(
            value = Encoding.class,
            names = {"JSON", "PROTO3"})
    void makeATree(Encoding encoding) throws Exception {
        CapturingSender sender = new CapturingSender(encoding);
        // Without a timeout it has no thread, and nothing to close.
        AsyncZipkinSpanHandler handler = AsyncZipkinSpanHandler.newBuilder(sender)
                .messageTimeout(0, TimeUnit.SECONDS)
                .build(MutableSpanBytesEncoder.forEncoding(encoding));
        try (Tracing orders = tracing("orders", handler);
                Tracing payment = tracing("Payment", handler)) {
            Span root = orders.tracer().newTrace().name("Create Order").kind(Span.Kind.SERVER);
            root.start().tag("order.id", "42").annotate("validated");
            Span client = orders.tracer().newChild(root.context()).name("POST").kind(Span.Kind.CLIENT);
            client.start().remoteServiceName("payment");
            client.remoteIpAndPort("10.1.2.3", 8443);
            joined(payment.tracer(), client);
            client.finish();
            root.finish();
            handler.flush();
        }

        List<SpanData> spans = ZipkinSpans.decode(sender.body(), FORMATS.get(encoding));

        Trace trace = Trace.of(spans);
        assertThat(trace.toString()).isEqualTo("""
                        trace %s, [orders, payment]
                          orders: create order [SERVER]
                            orders: post [CLIENT]
                              payment: post /pay [SERVER]
                                payment: charge [INTERNAL]""".formatted(trace.traceId()));
        SpanNode root = trace.roots().get(0);
        assertThat(root.attributes().get(AttributeKey.stringKey("order.id"))).isEqualTo("42");
        assertThat(root.span().getEvents()).extracting(EventData::getName).containsExactly("validated");
        SpanNode client = root.children().get(0);
        assertThat(client.attributes().get(AttributeKey.stringKey("peer.service")))
                .isEqualTo("payment");
        assertThat(client.attributes().get(AttributeKey.longKey("network.peer.port")))
                .isEqualTo(8443);
        SpanNode server = client.children().get(0);
        assertThat(server.attributes().get(AttributeKey.booleanKey("zipkin.shared")))
                .isTrue();
        assertThat(server.span().getStatus()).isEqualTo(StatusData.create(StatusCode.ERROR, "card declined"));
        assertThat(server.duration()).isPositive();
    }

    private static Tracing tracing(String service, AsyncZipkinSpanHandler handler) {
        return Tracing.newBuilder()
                .localServiceName(service)
                .traceId128Bit(true)
                .addSpanHandler(handler)
                .build();
    }

    private static void joined(Tracer tracer, Span client) {
        Span server = tracer.joinSpan(client.context()).name("POST /pay").kind(Span.Kind.SERVER);
        server.start();
        tracer.newChild(server.context()).name("charge").start().finish();
        server.error(new IllegalStateException("card declined")).finish();
    }

    private static final class CapturingSender extends BytesMessageSender.Base {
        private final List<byte[]> spans = new ArrayList<>();

        CapturingSender(Encoding encoding) {
            super(encoding);
        }

        @Override
        public int messageMaxBytes() {
            return 1_000_000;
        }

        @Override
        public void send(List<byte[]> encodedSpans) {
            spans.addAll(encodedSpans);
        }

        byte[] body() {
            return encoding.encode(spans);
        }

        @Override
        public void close() {}
    }
}
