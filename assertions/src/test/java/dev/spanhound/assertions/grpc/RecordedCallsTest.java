// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spanhound.assertions.grpc.RecordedCall.Side;
import dev.spanhound.trace.propagation.HeaderLines;
import dev.spanhound.trace.propagation.PropagationFormat;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Calls over a port of this machine. */
class RecordedCallsTest {
    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final Metadata.Key<String> KEY = Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER);

    private final RecordedCalls sent = new RecordedCalls();
    private final RecordedCalls received = new RecordedCalls();
    private Server server;
    private ManagedChannel channel;

    @BeforeEach
    void open() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(Echo.service())
                .intercept(received.serverInterceptor())
                .build()
                .start();
        channel = NettyChannelBuilder.forAddress("localhost", server.getPort())
                .usePlaintext()
                .intercept(sent.clientInterceptor())
                .build();
    }

    @AfterEach
    void close() {
        channel.shutdownNow();
        server.shutdownNow();
    }

    private Channel carrying(Metadata metadata) {
        ClientInterceptor attach = MetadataUtils.newAttachHeadersInterceptor(metadata);
        return io.grpc.ClientInterceptors.intercept(channel, attach);
    }

    private static Metadata traceparent(String... values) {
        Metadata metadata = new Metadata();
        for (String value : values) {
            metadata.put(KEY, value);
        }
        return metadata;
    }

    @Test
    void haveWhatWasSentAndWhatCame() {
        ClientCalls.blockingUnaryCall(carrying(traceparent(TRACEPARENT)), Echo.ONCE, CallOptions.DEFAULT, "a");

        RecordedCall client = sent.takeCall();
        assertThat(client.side()).isEqualTo(Side.CLIENT);
        assertThat(client.method()).isEqualTo("test.Echo/Once");
        assertThat(client.type()).isEqualTo(MethodType.UNARY);
        assertThat(client.headers()).isEqualTo(HeaderLines.of("traceparent", TRACEPARENT));
        assertThat(client.status().orElseThrow().getCode()).isEqualTo(Status.Code.OK);
        RecordedCall server = received.takeCall();
        assertThat(server.side()).isEqualTo(Side.SERVER);
        assertThat(server.headers().values("traceparent")).containsExactly(TRACEPARENT);
        assertThat(server).hasToString("SERVER test.Echo/Once: OK");
    }

    @Test
    void keepWhatWasSentTwice() {
        ClientCalls.blockingUnaryCall(
                carrying(traceparent(TRACEPARENT, TRACEPARENT)), Echo.ONCE, CallOptions.DEFAULT, "a");

        HeaderLines headers = received.takeCall().headers();
        assertThat(headers.values("traceparent")).hasSize(2);
        assertThat(PropagationFormat.W3C.read(headers).isValid()).isFalse();
    }

    @Test
    void readTheBinaryFormat() {
        byte[] bytes = Base64.getDecoder().decode("AABAQUJDREVGR0hJSktMTU5PAWFiY2RlZmdoAgE");
        Metadata metadata = new Metadata();
        metadata.put(Metadata.Key.of("grpc-trace-bin", Metadata.BINARY_BYTE_MARSHALLER), bytes);
        ClientCalls.blockingUnaryCall(carrying(metadata), Echo.ONCE, CallOptions.DEFAULT, "a");

        HeaderLines headers = received.takeCall().headers();
        assertThat(PropagationFormat.firstIn(headers).orElseThrow().traceId())
                .isEqualTo("404142434445464748494a4b4c4d4e4f");
        assertThat(sent.takeCall().headers())
                .isEqualTo(HeaderLines.of("grpc-trace-bin", "AABAQUJDREVGR0hJSktMTU5PAWFiY2RlZmdoAgE"));
    }

    @Nested
    class OfStreams {
        private final CountDownLatch done = new CountDownLatch(1);

        private final StreamObserver<String> answers = new StreamObserver<>() {
            @Override
            public void onNext(String text) {}

            @Override
            public void onError(Throwable error) {}

            @Override
            public void onCompleted() {
                done.countDown();
            }
        };

        @Test
        void areOneEach() throws InterruptedException {
            ClientCalls.asyncServerStreamingCall(channel.newCall(Echo.MANY, CallOptions.DEFAULT), "a", answers);
            assertThat(done.await(1, TimeUnit.MINUTES)).isTrue();
            assertRecordedOnce(MethodType.SERVER_STREAMING);
        }

        @Test
        void areOneEachIfTheClientStreams() throws InterruptedException {
            send(ClientCalls.asyncClientStreamingCall(channel.newCall(Echo.COLLECT, CallOptions.DEFAULT), answers));
            assertRecordedOnce(MethodType.CLIENT_STREAMING);
        }

        @Test
        void areOneEachIfBothStream() throws InterruptedException {
            send(ClientCalls.asyncBidiStreamingCall(channel.newCall(Echo.CHAT, CallOptions.DEFAULT), answers));
            assertRecordedOnce(MethodType.BIDI_STREAMING);
        }

        private void send(StreamObserver<String> requests) throws InterruptedException {
            requests.onNext("a");
            requests.onNext("b");
            requests.onCompleted();
            assertThat(done.await(1, TimeUnit.MINUTES)).isTrue();
        }

        private void assertRecordedOnce(MethodType type) {
            for (List<RecordedCall> calls : List.of(sent.calls(), received.calls())) {
                assertThat(calls).singleElement().satisfies(call -> {
                    assertThat(call.type()).isEqualTo(type);
                    assertThat(call.status()).get().returns(Status.Code.OK, Status::getCode);
                });
            }
        }
    }

    @Nested
    class OfFailures {
        @Test
        void haveTheServersStatus() {
            assertThatThrownBy(() -> ClientCalls.blockingUnaryCall(channel, Echo.FAIL, CallOptions.DEFAULT, "a"));
            assertThat(sent.calls()).singleElement().hasToString("CLIENT test.Echo/Fail: UNAVAILABLE");
            assertThat(received.calls()).singleElement().hasToString("SERVER test.Echo/Fail: UNAVAILABLE");
        }

        @Test
        void areThereIfNoServerIs() throws IOException {
            try (Socket refusing = new Socket()) {
                // Does not listen, and nobody else can.
                refusing.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                ManagedChannel nowhere = NettyChannelBuilder.forAddress(refusing.getLocalSocketAddress())
                        .usePlaintext()
                        .intercept(sent.clientInterceptor())
                        .build();
                try {
                    assertThatThrownBy(
                            () -> ClientCalls.blockingUnaryCall(nowhere, Echo.ONCE, CallOptions.DEFAULT, "a"));
                    assertThat(sent.calls()).singleElement().hasToString("CLIENT test.Echo/Once: UNAVAILABLE");
                } finally {
                    nowhere.shutdownNow();
                }
            }
        }

        @Test
        void haveTheDeadline() {
            CallOptions soon = CallOptions.DEFAULT.withDeadlineAfter(200, TimeUnit.MILLISECONDS);
            assertThatThrownBy(() -> ClientCalls.blockingUnaryCall(channel, Echo.HANG, soon, "a"));
            assertThat(sent.takeCall()).hasToString("CLIENT test.Echo/Hang: DEADLINE_EXCEEDED");
        }
    }

    @Nested
    class TakeCall {
        @Test
        void saysThatNoneCame() {
            assertThatThrownBy(() -> sent.takeCall(Duration.ofMillis(1)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("expected a gRPC call, but none came within 1 ms");
        }

        @Test
        void namesThoseBefore() {
            ClientCalls.blockingUnaryCall(channel, Echo.ONCE, CallOptions.DEFAULT, "a");
            sent.takeCall();

            assertThatThrownBy(() -> sent.takeCall(Duration.ZERO)).hasMessage("""
                    expected another gRPC call, but none came within 0 ms; before that:
                      CLIENT test.Echo/Once: OK""");
        }

        @Test
        void endsWhenInterrupted() {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> sent.takeCall())
                    .hasMessage("expected a gRPC call, but none came before the thread was interrupted");
            assertThat(Thread.interrupted()).isTrue();
        }

        @Test
        void waitsForACall() throws InterruptedException {
            Thread caller =
                    new Thread(() -> ClientCalls.blockingUnaryCall(channel, Echo.ONCE, CallOptions.DEFAULT, "a"));
            caller.start();
            assertThat(received.takeCall(Duration.ofMinutes(1)).method()).isEqualTo("test.Echo/Once");
            caller.join();
        }
    }
}
