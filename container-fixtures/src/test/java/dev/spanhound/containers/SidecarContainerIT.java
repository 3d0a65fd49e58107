// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import static dev.spanhound.assertions.TraceAssertions.anySpan;
import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.client;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spanhound.junit.Isolation;
import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTestExtension;
import dev.spanhound.sender.SpanDestination;
import dev.spanhound.sender.SpanSender;
import dev.spanhound.trace.propagation.PropagationFormat;
import io.opentelemetry.api.trace.SpanKind;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** Real Envoys around the smallest service there is: what they send, and what they say if it does not come. */
@NeedsImage("envoyproxy/envoy:v1.40.0")
@Testcontainers(disabledWithoutDocker = true, parallel = true)
class SidecarContainerIT {
    @RegisterExtension
    static final TraceTestExtension traces = TraceTestExtension.builder()
            .isolation(Isolation.PER_CLASS)
            .timeout(ofSeconds(30))
            .build();

    static final TracedNetwork mesh = TracedNetwork.exportingTo(traces);

    /** Where nobody takes spans. */
    static final TracedNetwork elsewhere = TracedNetwork.exportingTo(new SpanDestination() {
        @Override
        public URI endpoint() {
            return URI.create("http://files:9411");
        }

        @Override
        public void addSender(SpanSender sender) {
            traces.addSender(sender);
        }
    });

    @Container
    static final GenericContainer<?> files = new GenericContainer<>(Boxes.IMAGE)
            .withNetwork(mesh.network())
            .withNetworkAliases("files")
            .withExposedPorts(8080)
            .withCommand("httpd", "-f", "-p", "8080", "-h", "/etc");

    @Container
    static final SidecarContainer overHttp =
            inFrontOfFiles(mesh.sidecar("http.otlp")).withOtlp();

    @Container
    static final SidecarContainer overGrpc =
            inFrontOfFiles(mesh.overGrpc().sidecar("grpc.otlp")).withOtlp();

    @Container
    static final SidecarContainer both =
            inFrontOfFiles(mesh.sidecar("both.zipkin")).withW3c();

    @Container
    static final SidecarContainer idle = inFrontOfFiles(mesh.sidecar("idle"));

    @Container
    static final SidecarContainer unsampled =
            inFrontOfFiles(mesh.sidecar("unsampled")).withSampling(0);

    @Container
    static final SidecarContainer lost =
            inFrontOfFiles(elsewhere.sidecar("lost")).withNetwork(mesh.network());

    @Container
    static final SidecarContainer caller = mesh.sidecar("caller").calling(lost);

    private static SidecarContainer inFrontOfFiles(SidecarContainer sidecar) {
        return sidecar.inFrontOf("files", 8080).dependsOn(files);
    }

    private static void get(HttpClient client, URI uri, TestTrace trace) throws Exception {
        HttpRequest request = trace.http(HttpRequest.newBuilder(uri)).build();
        assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(404);
    }

    private static void get(SidecarContainer sidecar, TestTrace trace) throws Exception {
        get(HttpClient.newHttpClient(), TracedNetwork.urlOf(sidecar, "/orders"), trace);
    }

    private static String withoutWhatVaries(Throwable failure) {
        return String.valueOf(failure.getMessage())
                .replaceAll("; \\d+ spans? of other tests ignored", "")
                .replaceAll("\\d+(\\.\\d+)? (s|ms|µs)\\b", "TIME")
                .replaceAll("\\] +TIME", "]  TIME");
    }

    @Test
    void sendsOtlpOverHttp(TestTrace trace) throws Exception {
        get(overHttp, trace);

        assertThat(trace)
                .isComplete()
                .hasExactlyTree(anySpan().in("http.otlp").kind(SpanKind.SERVER).with("component", "proxy"));
    }

    @Test
    void sendsOtlpOverGrpc(TestTrace trace) throws Exception {
        get(overGrpc, trace);

        assertThat(trace).isComplete().hasExactlyTree(anySpan().in("grpc.otlp").with("component", "proxy"));
    }

    @Test
    void readsB3AndW3c(TestTrace trace) throws Exception {
        get(both, trace);
        get(both, trace.propagatedBy(PropagationFormat.B3_SINGLE));

        assertThat(trace).isComplete().hasServices("both.zipkin").hasSpanCount(2);
    }

    @Test
    void saysThatNobodyHasCalled(TestTrace trace) {
        assertThatThrownBy(() -> assertThat(trace).within(ofSeconds(1)).hasServices("idle"))
                .extracting(SidecarContainerIT::withoutWhatVaries)
                .isEqualTo("""
                        expected the trace to have exactly the services idle, but idle is missing

                          waited TIME for the trace to be complete and quiet for TIME; no span of this trace arrived
                          likely cause: no request has come to sidecar idle
                            Calls to its service have to go to it in place of the service, and calls of its service through it as an HTTP proxy (http_proxy), which not all clients heed.""");
    }

    @Test
    void saysThatItSamplesNothing(TestTrace trace) throws Exception {
        HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(TracedNetwork.urlOf(unsampled, "/orders"))
                                .build(),
                        BodyHandlers.discarding());

        assertThatThrownBy(() -> assertThat(trace).within(ofSeconds(1)).hasServices("unsampled"))
                .extracting(SidecarContainerIT::withoutWhatVaries)
                .isEqualTo("""
                        expected the trace to have exactly the services unsampled, but unsampled is missing

                          waited TIME for the trace to be complete and quiet for TIME; no span of this trace arrived
                          likely cause: sidecar unsampled has traced none of 1 request
                            It samples 0 % of those that come without a decision.
                            Or they came with the decision not to be (x-b3-sampled: 0, or the flag 00 in traceparent).
                            Or their headers are malformed: Envoy then passes them on as they are, and makes no span.""");
    }

    @Test
    void saysWhyThereIsOneSideOnly(TestTrace trace) throws Exception {
        HttpClient throughCaller = HttpClient.newBuilder()
                .proxy(ProxySelector.of(new InetSocketAddress(
                        caller.proxy().getHost(), caller.proxy().getPort())))
                .build();
        get(throughCaller, URI.create("http://lost/orders"), trace.propagatedBy(PropagationFormat.B3_MULTI));
        assertThat(trace).containsSpan(client("lost").in("caller"));

        assertThatThrownBy(() -> assertThat(trace).within(ofSeconds(2)).isComplete())
                .extracting(SidecarContainerIT::withoutWhatVaries)
                .isEqualTo("""
                        expected the trace to be complete, but it is not:
                          caller: lost [CLIENT] calls lost, but no span of lost answers it

                          caller: lost  [CLIENT]  TIME   ✗ no answer of lost

                          waited TIME for the trace to be complete and quiet for TIME; last span of this trace arrived TIME ago
                          likely cause: the spans of sidecar lost do not reach the backend
                            It sends them to http://files:9411/api/v2/spans.
                            Nobody answers at that port.""");
    }
}
