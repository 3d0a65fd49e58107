// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.spanhound.assertions.grpc.RecordedCalls;
import dev.spanhound.trace.propagation.ExtractedContext;
import dev.spanhound.trace.propagation.HeaderLines;
import dev.spanhound.trace.propagation.PropagationFormat;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.extension.trace.propagation.B3Propagator;
import io.restassured.RestAssured;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TraceTest(isolation = Isolation.PER_CLASS) // its stray traces are of no concern to other tests
class PropagationTest {

    private static String ownSpanId(TestTrace trace) {
        return Span.fromContext(trace.context()).getSpanContext().getSpanId();
    }

    private static String traceparent(TestTrace trace) {
        return "00-" + trace.traceId() + "-" + ownSpanId(trace) + "-"
                + Span.fromContext(trace.context())
                        .getSpanContext()
                        .getTraceFlags()
                        .asHex();
    }

    @Nested
    class Headers {

        @Test
        void areOfTheTestsSpan(TestTrace trace) {
            assertThat(trace.headers()).isEqualTo(Map.of("traceparent", traceparent(trace)));
        }

        @Test
        void areOfTheCurrentSpanIfItIsOfThisTrace(TestTrace trace, Tracer tracer) {
            Span span = tracer.spanBuilder("place order").startSpan();
            try (Scope scope = span.makeCurrent()) {
                assertThat(trace.headers().get("traceparent"))
                        .contains(trace.traceId() + "-" + span.getSpanContext().getSpanId());
            }
            span.end();
        }

        @Test
        void areOfTheTestsSpanWhereAnotherTraceIsCurrent(TestTrace trace, Tracer tracer) {
            Span other = tracer.spanBuilder("other").setNoParent().startSpan();
            try (Scope scope = other.makeCurrent()) {
                assertThat(trace.headers()).isEqualTo(Map.of("traceparent", traceparent(trace)));
            }
            other.end();
        }

        @Test
        void areOfTheTestsSpanOnAThreadWithoutContext(TestTrace trace) {
            assertThat(CompletableFuture.supplyAsync(trace::headers).join())
                    .isEqualTo(Map.of("traceparent", traceparent(trace)));
        }

        @Test
        void carryTheCurrentBaggage(TestTrace trace) {
            Baggage baggage = Baggage.builder().put("tenant", "acme").build();
            try (Scope scope = baggage.makeCurrent()) {
                assertThat(trace.headers())
                        .isEqualTo(Map.of("traceparent", traceparent(trace), "baggage", "tenant=acme"));
            }
        }

        @Test
        void areB3OnRequest(TestTrace trace) {
            assertThat(trace.propagatedBy(B3Propagator.injectingSingleHeader()).headers())
                    .isEqualTo(Map.of("b3", trace.traceId() + "-" + ownSpanId(trace) + "-1"));
            assertThat(trace.propagatedBy(B3Propagator.injectingMultiHeaders()).headers())
                    .isEqualTo(Map.of(
                            "X-B3-TraceId", trace.traceId(), "X-B3-SpanId", ownSpanId(trace), "X-B3-Sampled", "1"));
        }

        @ParameterizedTest
        @EnumSource(PropagationFormat.class)
        void areOfAnyFormatOnRequest(PropagationFormat format, TestTrace trace) {
            HeaderLines lines = HeaderLines.from(trace.propagatedBy(format).headers());

            assertThat(PropagationFormat.in(lines)).containsExactly(format);
            ExtractedContext context = format.read(lines).context().orElseThrow();
            assertThat(context.isOfTrace(trace.traceId())).isTrue();
            assertThat(context.spanId()).isEqualTo(ownSpanId(trace));
        }

        @Test
        void areOfSeveralFormatsAndKeepTheBaggage(TestTrace trace) {
            try (Scope scope = Baggage.builder().put("tenant", "acme").build().makeCurrent()) {
                assertThat(trace.propagatedBy(PropagationFormat.W3C, PropagationFormat.B3_SINGLE)
                                .headers())
                        .isEqualTo(Map.of(
                                "traceparent",
                                traceparent(trace),
                                "b3",
                                trace.traceId() + "-" + ownSpanId(trace) + "-1",
                                "baggage",
                                "tenant=acme"));
            }
        }

        @Test
        void areInjectedIntoAnyCarrier(TestTrace trace) {
            StringBuilder carrier = new StringBuilder();

            trace.inject(carrier, (to, key, value) -> to.append(key).append('=').append(value));

            assertThat(carrier).hasToString("traceparent=" + traceparent(trace));
        }
    }

    @Nested
    class Clients {

        @Test
        void ofJavaNetHttpAreDecorated(TestTrace trace) throws Exception {
            assertThat(traceparentSeenBy(uri -> HttpClient.newHttpClient()
                            .send(trace.http(HttpRequest.newBuilder(uri)).build(), BodyHandlers.discarding())))
                    .containsExactly(traceparent(trace));
        }

        @Test
        void ofRestAssuredAreFiltered(TestTrace trace) throws Exception {
            assertThat(traceparentSeenBy(uri -> RestAssured.given()
                            .filter(trace.restAssured())
                            .header("traceparent", "00-00-00-00")
                            .get(uri)))
                    .containsExactly(traceparent(trace));
        }

        @Test
        void ofRestAssuredAreFilteredInOtherFormatsToo(TestTrace trace) throws Exception {
            assertThat(seenBy(
                            "x-b3-traceid",
                            uri -> RestAssured.given()
                                    .filter(trace.propagatedBy(PropagationFormat.B3_MULTI)
                                            .restAssured())
                                    .header("X-B3-TraceId", "0")
                                    .get(uri)))
                    .containsExactly(trace.traceId());
        }

        @Test
        void ofOkHttpAreIntercepted(TestTrace trace) throws Exception {
            OkHttpClient client =
                    new OkHttpClient.Builder().addInterceptor(trace.okHttp()).build();
            Exchange exchange = uri -> {
                try (Response response = client.newCall(
                                new Request.Builder().url(uri.toURL()).build())
                        .execute()) {
                    assertThat(response.code()).isEqualTo(204);
                }
            };

            assertThat(traceparentSeenBy(exchange)).containsExactly(traceparent(trace));
        }
    }

    @Nested
    class Grpc {
        private static final MethodDescriptor.Marshaller<String> TEXT = new MethodDescriptor.Marshaller<>() {
            @Override
            public InputStream stream(String text) {
                return new ByteArrayInputStream(text.getBytes(UTF_8));
            }

            @Override
            public String parse(InputStream stream) {
                try {
                    return new String(stream.readAllBytes(), UTF_8);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
        private static final MethodDescriptor<String, String> PLACE = MethodDescriptor.newBuilder(TEXT, TEXT)
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName("shop.Orders/Place")
                .build();

        @Test
        void callsAreIntercepted(TestTrace trace) {
            assertThat(metadataOf(trace.grpc(), new Metadata()))
                    .isEqualTo(HeaderLines.of("traceparent", traceparent(trace)));
        }

        @Test
        void callsInstrumentedOtherwiseAreTakenOver(TestTrace trace) {
            Metadata before = new Metadata();
            before.put(Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER), "00-00-00-00");

            assertThat(metadataOf(trace.grpc(), before)).isEqualTo(HeaderLines.of("traceparent", traceparent(trace)));
        }

        @Test
        void callsTakeOtherFormatsInLowerCase(TestTrace trace) {
            assertThat(metadataOf(
                            trace.propagatedBy(B3Propagator.injectingMultiHeaders())
                                    .grpc(),
                            new Metadata()))
                    .isEqualTo(HeaderLines.of(
                            "x-b3-sampled", "1", "x-b3-spanid", ownSpanId(trace), "x-b3-traceid", trace.traceId()));
        }

        @Test
        void callsTakeTheBinaryFormat(TestTrace trace) {
            TestTrace binary = trace.propagatedBy(PropagationFormat.GRPC_BINARY);

            HeaderLines sent = metadataOf(binary.grpc(), new Metadata());

            assertThat(sent).isEqualTo(HeaderLines.from(binary.headers()));
            assertThat(PropagationFormat.firstIn(sent).orElseThrow().traceId()).isEqualTo(trace.traceId());
        }

        private static HeaderLines metadataOf(ClientInterceptor interceptor, Metadata metadata) {
            RecordedCalls recorded = new RecordedCalls();
            ManagedChannel channel = InProcessChannelBuilder.forName("nobody is there")
                    .directExecutor()
                    .intercept(
                            recorded.clientInterceptor(),
                            interceptor,
                            MetadataUtils.newAttachHeadersInterceptor(metadata))
                    .build();
            try {
                assertThatThrownBy(() -> ClientCalls.blockingUnaryCall(channel, PLACE, CallOptions.DEFAULT, "42"))
                        .hasMessageStartingWith("UNAVAILABLE");
                return recorded.takeCall().headers();
            } finally {
                channel.shutdownNow();
            }
        }
    }

    @Nested
    class OtherThreads {

        @Test
        void runAndCallInTheTestsContext(TestTrace trace) throws Exception {
            ExecutorService other = Executors.newSingleThreadExecutor();
            try {
                Callable<Context> current = Context::current;
                assertThat(other.submit(current).get()).isSameAs(Context.root());
                assertThat(other.submit(trace.wrap(current)).get()).isSameAs(trace.context());
                assertThat(other.submit(() -> trace.call(current)).get()).isSameAs(trace.context());

                CompletableFuture<Context> seen = new CompletableFuture<>();
                other.submit(() -> trace.run(() -> seen.complete(Context.current())));
                assertThat(seen.get()).isSameAs(trace.context());

                CompletableFuture<Context> seenByWrapped = new CompletableFuture<>();
                Runnable keep = () -> seenByWrapped.complete(Context.current());
                other.submit(trace.wrap(keep));
                assertThat(seenByWrapped.get()).isSameAs(trace.context());
                assertThat(other.submit(current).get()).isSameAs(Context.root());
            } finally {
                other.shutdown();
            }
        }
    }

    private interface Exchange {
        void with(URI uri) throws Exception;
    }

    private static List<String> traceparentSeenBy(Exchange exchange) throws Exception {
        return seenBy("traceparent", exchange);
    }

    private static List<String> seenBy(String header, Exchange exchange) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        CompletableFuture<List<String>> seen = new CompletableFuture<>();
        server.createContext("/", request -> answer(request, header, seen));
        server.start();
        try {
            exchange.with(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/orders/42"));
            return seen.get();
        } finally {
            server.stop(0);
        }
    }

    private static void answer(HttpExchange request, String header, CompletableFuture<List<String>> seen)
            throws IOException {
        seen.complete(request.getRequestHeaders().get(header));
        request.sendResponseHeaders(204, -1);
        request.close();
    }
}
