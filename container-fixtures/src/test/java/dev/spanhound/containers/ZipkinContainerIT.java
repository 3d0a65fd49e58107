// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import static dev.spanhound.assertions.TraceAssertions.assertThat;

import brave.Span;
import brave.Span.Kind;
import brave.Tracing;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import zipkin2.reporter.brave.AsyncZipkinSpanHandler;
import zipkin2.reporter.urlconnection.URLConnectionSender;

@NeedsImage(ZipkinContainer.IMAGE)
@Testcontainers(disabledWithoutDocker = true)
class ZipkinContainerIT {
    @Container
    static final ZipkinContainer zipkin = new ZipkinContainer();

    /** Brave's server has its caller's span ID. */
    @Test
    void judgesATraceThatCameFromBrave() {
        String traceId;
        try (URLConnectionSender sender =
                        URLConnectionSender.create(zipkin.zipkin().toString());
                AsyncZipkinSpanHandler handler = AsyncZipkinSpanHandler.create(sender);
                Tracing gateway = tracing("gateway", handler);
                Tracing orders = tracing("orders", handler)) {
            Span server = gateway.tracer()
                    .newTrace()
                    .name("post /orders")
                    .kind(Kind.SERVER)
                    .start();
            Span client = gateway.tracer()
                    .newChild(server.context())
                    .name("post")
                    .kind(Kind.CLIENT)
                    .start();
            Span answer = orders.tracer()
                    .joinSpan(client.context())
                    .name("post /orders/{id}")
                    .kind(Kind.SERVER)
                    .start();
            orders.tracer()
                    .newChild(answer.context())
                    .name("save_order")
                    .tag("order.id", "42")
                    .start()
                    .finish();
            answer.finish();
            client.finish();
            server.finish();
            handler.flush();
            traceId = server.context().traceIdString();
        }

        assertThat(zipkin.traces().watch(traceId)).isComplete().hasNoErrors().hasExactlyTree("""
                gateway: post /orders            [SERVER]
                └─ gateway: post                 [CLIENT]
                   └─ orders: post /orders/{id}  [SERVER]
                      └─ save_order              [INTERNAL]  {order.id="42"}
                """);
    }

    private static Tracing tracing(String service, AsyncZipkinSpanHandler handler) {
        return Tracing.newBuilder()
                .localServiceName(service)
                .traceId128Bit(true)
                .addSpanHandler(handler)
                .build();
    }
}
