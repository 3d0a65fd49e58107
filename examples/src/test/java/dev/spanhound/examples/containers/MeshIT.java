// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.containers;

import static dev.spanhound.assertions.TraceAssertions.anySpan;
import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.assertThatTracesOf;
import static dev.spanhound.assertions.TraceAssertions.client;
import static dev.spanhound.assertions.TraceAssertions.edge;
import static dev.spanhound.assertions.TraceAssertions.percent;
import static dev.spanhound.assertions.TraceAssertions.server;
import static dev.spanhound.trace.propagation.PropagationFormat.B3_MULTI;
import static io.restassured.RestAssured.given;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.hasItems;

import dev.spanhound.assertions.AccessLog;
import dev.spanhound.backend.TraceBackend;
import dev.spanhound.containers.CachedImage;
import dev.spanhound.containers.SidecarContainer;
import dev.spanhound.containers.TracedNetwork;
import dev.spanhound.junit.Isolation;
import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTestExtension;
import dev.spanhound.trace.LiveTrace;
import dev.spanhound.trace.propagation.HeaderLines;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.ProxySpecification;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** A mesh: services that make no spans, each with an Envoy around it. */
@NeedsImage("envoyproxy/envoy:v1.40.0")
@Testcontainers(disabledWithoutDocker = true, parallel = true)
class MeshIT {
    private static final CachedImage IMAGE = CachedImage.of("spanhound-shop/mesh", Path.of("containers/mesh"));

    @RegisterExtension
    static final TraceTestExtension traces = TraceTestExtension.builder()
            .isolation(Isolation.PER_CLASS)
            .timeout(ofSeconds(30))
            .build();

    static final TracedNetwork mesh = TracedNetwork.exportingTo(traces);

    @Container
    static final GenericContainer<?> backend = app("backend.py");

    @Container
    static final GenericContainer<?> frontend = app("frontend.py");

    @Container
    static final SidecarContainer backendSidecar =
            mesh.sidecar("backend.default").inFrontOf(backend, 8080);

    @Container
    static final SidecarContainer frontendSidecar = mesh.sidecar("frontend.default")
            .inFrontOf(frontend, 8080)
            .behind(frontend)
            .calling(backendSidecar);

    @Container
    static final GenericContainer<?> forgetful = app("frontend.py").withEnv("FORWARD", "no");

    @Container
    static final SidecarContainer forgetfulSidecar = mesh.sidecar("forgetful.default")
            .inFrontOf(forgetful, 8080)
            .behind(forgetful)
            .calling(backendSidecar);

    @Container
    static final SidecarContainer rareSidecar =
            mesh.sidecar("rare.default").calling(backendSidecar).withSampling(1);

    @Container
    static final SidecarContainer joinedBackend = mesh.sidecar("backend.joined")
            .inFrontOf("app.backend.default", 8080)
            .withSharedSpanIds(true);

    @Container
    static final SidecarContainer joinedFrontend = mesh.sidecar("frontend.joined")
            .inFrontOf("app.frontend.default", 8080)
            .calling(joinedBackend)
            .withSharedSpanIds(true)
            .with128BitTraceIds(false);

    private static GenericContainer<?> app(String script) {
        return new GenericContainer<>(IMAGE)
                .withCommand("python", script)
                .withExposedPorts(8080)
                .waitingFor(Wait.forListeningPort());
    }

    /** Calls as a service does that is behind the sidecar, and returns the headers that the callee got. */
    private static JsonPath call(SidecarContainer through, String url, Map<String, String> headers) {
        URI proxy = through.proxy();
        return given().proxy(ProxySpecification.host(proxy.getHost()).withPort(proxy.getPort()))
                .headers(headers)
                .get(url)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static List<String> linesOf(LiveTrace trace, SidecarContainer sidecar, int number) {
        return sidecar.awaitAccessLog(
                number, line -> line.contains(trace.traceId().substring(16)), ofSeconds(20));
    }

    @Test
    void aRequestIntoTheMeshIsFollowedThroughBothProxies(TestTrace trace) {
        given().filter(trace.propagatedBy(B3_MULTI).restAssured())
                .get(TracedNetwork.urlOf(frontendSidecar, "/"))
                .then()
                .statusCode(200);

        assertThat(trace)
                .isComplete()
                .hasSpanCount(3)
                .hasOnlyServiceEdges(edge("frontend.default", "backend.default"))
                .propagatesFrom("frontend.default")
                .to("backend.default")
                .containsTree(anySpan()
                        .in("frontend.default")
                        .child(client("backend")
                                .in("frontend.default")
                                .child(server("backend").in("backend.default"))));
    }

    @Test
    void bothServicesAreListedAsJaegerDoes(TestTrace trace, TraceBackend backend) {
        given().filter(trace.propagatedBy(B3_MULTI).restAssured()).get(TracedNetwork.urlOf(frontendSidecar, "/"));
        assertThat(trace).isComplete().hasServices("frontend.default", "backend.default");

        given().get(backend.endpoint().resolve("/api/services"))
                .then()
                .statusCode(200)
                .body("data", hasItems("frontend.default", "backend.default"));
    }

    @Test
    void aClientThatSendsNoSpansIsAKnownParent(TraceBackend backend) {
        Map<String, String> sent = curl();

        assertThat(sent.get("x-b3-traceid")).hasSize(16);
        LiveTrace trace = backend.watch(HeaderLines.from(sent));
        assertThat(trace).isComplete().hasExactlyTree("""
                frontend.default: backend    [CLIENT]  {component="proxy"}
                └─ backend.default: backend  [SERVER]  {component="proxy"}
                """);
        assertThat(trace)
                .root()
                .satisfies(root -> assertThat(root.parentSpanId()).isEqualTo(sent.get("x-b3-spanid")));
        assertThat(trace).happensInside(server("backend"), client("backend"));
        assertThat(backend.find("0000000000000000" + sent.get("x-b3-traceid"))).isPresent();
    }

    @Test
    void itsSpansAreThoseOfIstiosProxies(TraceBackend backend) {
        LiveTrace trace = backend.watch(HeaderLines.from(curl()));

        assertThat(trace).isComplete();
        assertThat(trace)
                .span(client("backend"))
                .hasAttribute("component", "proxy")
                .hasAttribute("node_id", "sidecar~frontend.default")
                .hasAttribute("http.method", "GET")
                .hasAttribute("http.url", "http://backend/")
                .hasAttribute("http.status_code", "200")
                .hasAttribute("response_flags", "-")
                .hasAttribute("upstream_cluster", "outbound|80||backend.default.svc.cluster.local");
        assertThat(trace)
                .span(server("backend"))
                .hasAttribute("node_id", "sidecar~backend.default")
                .hasAttribute("upstream_cluster", "inbound|8080||");
        assertThat(trace.look().trace().received())
                .extracting(SpanData::getSpanId)
                .doesNotHaveDuplicates();
    }

    @Test
    void proxiesThatShareSpanIdsGiveTheSameTree(TestTrace trace) {
        call(
                joinedFrontend,
                "http://backend.joined/",
                trace.propagatedBy(B3_MULTI).headers());

        assertThat(trace).isComplete().hasExactlyTree("""
                frontend.joined: backend.joined    [CLIENT]  {component="proxy"}
                └─ backend.joined: backend.joined  [SERVER]  {component="proxy"}
                """);
        assertThat(trace)
                .happensInside(anySpan().in("backend.joined"), anySpan().in("frontend.joined"));
        assertThat(trace.look().trace().received())
                .extracting(SpanData::getSpanId)
                .hasSize(2)
                .containsOnly(trace.look().trace().roots().get(0).spanId());
    }

    @Test
    void aSidecarThatIsCalledByTheTestMayShareItsSpanId(TestTrace trace) {
        given().filter(trace.propagatedBy(B3_MULTI).restAssured())
                .get(TracedNetwork.urlOf(joinedBackend, "/orders"))
                .then()
                .statusCode(200);

        assertThat(trace)
                .isComplete()
                .hasExactlyTree(anySpan().in("backend.joined").kind(SpanKind.SERVER));
    }

    @Test
    void aRequestWithoutHeadersBeginsATraceOfItsOwn(TraceBackend backend) {
        JsonPath received = call(frontendSidecar, "http://backend.default/", Map.of());
        JsonPath joined = call(joinedFrontend, "http://backend.joined/", Map.of());

        // As Istio has it, and as Envoy does by itself.
        assertThat(received.getString("x-b3-traceid")).hasSize(32);
        assertThat(joined.getString("x-b3-traceid")).hasSize(16);
        LiveTrace trace = backend.watch(received.getString("x-b3-traceid"));
        assertThat(trace).isComplete().hasExactlyTree("""
                frontend.default: backend.default    [CLIENT]
                └─ backend.default: backend.default  [SERVER]
                """);
        assertThat(trace.traceId()).endsWith(trace.look().trace().roots().get(0).spanId());
    }

    @Test
    void eachRequestOfALoopHasATrace(TraceBackend backend) {
        IntStream.range(0, 5)
                .forEach(i -> call(frontendSidecar, "http://backend.default.svc.cluster.local/", Map.of()));

        assertThatTracesOf(backend)
                .withSpan(client("backend.default.svc.cluster.local").in("frontend.default"))
                .within(ofSeconds(30))
                .eventually(
                        5,
                        trace -> trace.isComplete()
                                .hasSpanCount(2)
                                .hasServiceEdge("frontend.default", "backend.default"));
    }

    @Test
    void eachLineOfTheAccessLogsHasItsSpan(TraceBackend backend) {
        LiveTrace trace = backend.watch(HeaderLines.from(curl()));

        assertThat(AccessLog.parse(linesOf(trace, frontendSidecar, 1)))
                .hasLines(1)
                .hasUntracedLines(0)
                .eachLineHasItsSpanIn(backend);
        assertThat(AccessLog.parse(linesOf(trace, backendSidecar, 1)))
                .hasLines(1)
                .eachLineHasItsSpanIn(backend);
    }

    @Test
    void aRequestWithMalformedHeadersIsLoggedAndNotTraced() {
        call(frontendSidecar, "http://backend/malformed", Map.of("b3", "no-context"));

        assertThat(AccessLog.parse(
                        frontendSidecar.awaitAccessLog(1, line -> line.contains("/malformed"), ofSeconds(20))))
                .hasLines(1)
                .hasUntracedLines(1);
    }

    @Test
    void aSamplerOfOnePercentKeepsAboutThat(TraceBackend backend) throws Exception {
        int requests = 600;
        callManyTimes(requests, rareSidecar, URI.create("http://backend/rare"));

        AccessLog log =
                AccessLog.parse(rareSidecar.awaitAccessLog(requests, line -> line.contains("/rare"), ofSeconds(30)));
        // One run in a million fails by chance: the dice are Envoy's own.
        assertThat(log).hasLines(requests).withConfidence(percent(99.9999)).isSampledAbout(percent(1), backend);
        assertThatThrownBy(() -> assertThat(log).within(ofSeconds(1)).isSampledAbout(percent(100), backend))
                .hasMessageStartingWith("expected about 100 % of 600 requests to be sampled, but ");
    }

    @Test
    void aSamplerOfAllKeepsAll(TraceBackend backend) throws Exception {
        callManyTimes(50, frontendSidecar, URI.create("http://backend/all"));

        assertThat(AccessLog.parse(frontendSidecar.awaitAccessLog(50, line -> line.contains("/all"), ofSeconds(30))))
                .hasLines(50)
                .isSampledAbout(percent(100), backend);
    }

    @Test
    void aRequestThatIsNotToBeSampledHasNoSpans(TraceBackend backend) {
        Map<String, String> sent =
                Map.of("x-b3-traceid", "463ac35c9f6413ad", "x-b3-spanid", "a2fb4a1d1a96d312", "x-b3-sampled", "0");
        LiveTrace trace = backend.watch(HeaderLines.from(sent));

        assertThat(call(frontendSidecar, "http://backend/", sent).getString("x-b3-sampled"))
                .isEqualTo("0");

        assertThat(trace).hasNoSpans();
        assertThatThrownBy(() ->
                        assertThat(trace).within(ofSeconds(1)).hasServiceEdge("frontend.default", "backend.default"))
                .hasMessageContaining("likely cause: the context of the test has the sampled flag 0");
    }

    @Test
    void anApplicationThatForgetsTheHeadersGivesTwoTraces(TestTrace trace) {
        given().filter(trace.propagatedBy(B3_MULTI).restAssured())
                .get(TracedNetwork.urlOf(forgetfulSidecar, "/"))
                .then()
                .statusCode(200);

        assertThat(trace).isComplete().hasExactlyTree(anySpan().in("forgetful.default"));
        assertThatThrownBy(() -> assertThat(trace)
                        .within(ofSeconds(2))
                        .propagatesFrom("forgetful.default")
                        .to("backend.default"))
                .extracting(MeshIT::withoutWhatVaries)
                .isEqualTo("""
                        expected the context to propagate from forgetful.default to backend.default, but it does not get from forgetful.default to backend.default:
                          forgetful.default ✗ backend.default

                          forgetful.default: localhost:PORT  [SERVER]  TIME

                          the trace ID began meanwhile:
                          forgetful.default: backend   [CLIENT]  TIME
                          └─ backend.default: backend  [SERVER]  TIME

                          waited TIME; last span of this trace arrived TIME ago
                          likely cause: context lost inside forgetful.default
                            forgetful.default: backend [CLIENT] (/) began a trace of its own TIME after forgetful.default: localhost:PORT [SERVER] (IP/) began.
                            Likely: the application of forgetful.default, between these two spans of its proxy, does not send on the headers that it gets: x-request-id, and b3, x-b3-* or traceparent and tracestate. No proxy can do that for it.""");
    }

    private static String withoutWhatVaries(Throwable failure) {
        return String.valueOf(failure.getMessage())
                .replaceAll("; \\d+ spans? of other tests ignored", "")
                .replaceAll("localhost:\\d+", "localhost:PORT")
                .replaceAll("\\b[0-9a-f]{32}\\b", "ID")
                .replaceAll("\\d+(\\.\\d+){3}", "IP")
                .replaceAll(" *\\b\\d+(\\.\\d+)? (s|ms|µs)\\b", " TIME")
                .replaceAll("\\] +TIME", "]  TIME");
    }

    /** Calls as curl does that somebody runs beside frontend, and returns the headers that it sent. */
    private static Map<String, String> curl() {
        return given().get(TracedNetwork.urlOf(frontend, "/curl")).jsonPath().getMap("sent");
    }

    private static void callManyTimes(int times, SidecarContainer through, URI url) throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .proxy(ProxySelector.of(new InetSocketAddress(
                        through.proxy().getHost(), through.proxy().getPort())))
                .build();
        HttpRequest request = HttpRequest.newBuilder(url).build();
        for (int i = 0; i < times; i++) {
            assertThat(client.send(request, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(200);
        }
    }
}
