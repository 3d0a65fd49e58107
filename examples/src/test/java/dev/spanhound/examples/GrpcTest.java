// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.client;
import static dev.spanhound.assertions.TraceAssertions.server;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spanhound.assertions.grpc.RecordedCalls;
import dev.spanhound.backend.TraceBackend;
import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTest;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.instrumentation.grpc.v1_6.GrpcTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gRPC call is a pair of spans, also if it streams; what it carried can be looked at. */
@TraceTest
class GrpcTest {
    private final RecordedCalls recorded = new RecordedCalls();
    private Server stock;
    private ManagedChannel channel;

    @BeforeEach
    void openStock(TraceBackend backend) throws IOException {
        stock = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(StockService.definition())
                .intercept(GrpcTelemetry.create(service("stock", backend)).newServerInterceptor())
                .intercept(recorded.serverInterceptor())
                .build()
                .start();
        channel = NettyChannelBuilder.forAddress("localhost", stock.getPort())
                .usePlaintext()
                .intercept(GrpcTelemetry.create(service("shop", backend)).newClientInterceptor())
                .build();
    }

    @AfterEach
    void close() {
        channel.shutdownNow();
        stock.shutdownNow();
    }

    private static OpenTelemetry service(String name, TraceBackend backend) {
        Resource resource = Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), name));
        return OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .setResource(resource)
                        .addSpanProcessor(backend.spanProcessor())
                        .build())
                .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
                .build();
    }

    @Test
    void aCallIsAPairOfSpans(TestTrace trace) {
        ClientCalls.blockingUnaryCall(channel, StockService.RESERVE, CallOptions.DEFAULT, "book");

        assertThat(trace)
                .isComplete()
                .containsTree(client("shop.Stock/Reserve")
                        .in("shop")
                        .with("rpc.system", "grpc")
                        .child(server("shop.Stock/Reserve").in("stock").with("rpc.system", "grpc")));
        assertThat(recorded.takeCall().headers())
                .continuesTrace(trace)
                .hasTraceparent()
                .sampled();
    }

    @Test
    void aStreamIsOnePair(TestTrace trace) {
        ClientCalls.blockingServerStreamingCall(channel, StockService.WATCH, CallOptions.DEFAULT, "book")
                .forEachRemaining(level -> {});

        assertThat(trace)
                .hasSpan(client("shop.Stock/Watch"))
                .once()
                .hasSpan(server("shop.Stock/Watch"))
                .once()
                .span(server("shop.Stock/Watch"))
                .hasParent(client("shop.Stock/Watch").in("shop"));
    }

    @Test
    void aCallThatNobodyAnswersFails(TestTrace trace) {
        stock.shutdownNow();

        assertThatThrownBy(
                        () -> ClientCalls.blockingUnaryCall(channel, StockService.RESERVE, CallOptions.DEFAULT, "book"))
                .hasMessageStartingWith("UNAVAILABLE");

        assertThat(trace)
                .isComplete()
                .containsSpan(client("shop.Stock/Reserve")
                        .withStatus(StatusCode.ERROR)
                        .with("rpc.grpc.status_code", 14));
    }

    @Test
    void aCallThatMissesItsDeadlineFails(TestTrace trace) {
        CallOptions soon = CallOptions.DEFAULT.withDeadlineAfter(300, TimeUnit.MILLISECONDS);

        assertThatThrownBy(() -> ClientCalls.blockingUnaryCall(channel, StockService.COUNT, soon, "all"))
                .hasMessageStartingWith("DEADLINE_EXCEEDED");

        assertThat(trace)
                .span(client("shop.Stock/Count"))
                .hasStatus(StatusCode.ERROR)
                .hasAttribute("rpc.grpc.status_code", 4);
    }

    @Test
    void aCallWithoutInstrumentationIsMadePartOfTheTrace(TestTrace trace) {
        ManagedChannel plain = NettyChannelBuilder.forAddress("localhost", stock.getPort())
                .usePlaintext()
                .intercept(trace.grpc())
                .build();
        try {
            ClientCalls.blockingUnaryCall(plain, StockService.RESERVE, CallOptions.DEFAULT, "book");
        } finally {
            plain.shutdownNow();
        }

        assertThat(trace).isComplete().root().isInService("stock");
    }
}
