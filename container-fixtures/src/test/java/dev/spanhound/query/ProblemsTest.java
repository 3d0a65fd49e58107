// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.query;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.spanhound.query.FakeProduct.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a source says if there is no answer that it can read; each message names the request, what came, and the cure. */
class ProblemsTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String V3 = "/api/v3/traces/" + TRACE;
    private static final String V2 = "/api/traces/" + TRACE;

    private final FakeProduct product = new FakeProduct();
    private final JaegerTraces jaeger = JaegerTraces.at(product.uri());
    private final TempoTraces tempo = TempoTraces.at(product.uri());

    @AfterEach
    void close() {
        product.close();
    }

    /** Returns the message without the address, which is another one each time. */
    private static String messageOf(StoredTraces<?> source) {
        TraceQueryException e = catchThrowableOfType(TraceQueryException.class, () -> source.find(TRACE));
        return String.valueOf(e.getMessage())
                .replace(source.settings().connection().base().toString(), "<base>");
    }

    @Test
    void nobodyListens() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertThat(messageOf(JaegerTraces.at(URI.create("http://127.0.0.1:" + port))))
                .isEqualTo("""
                GET <base>/api/v3/traces/4bf92f3577b34da6a3ce929d0e0e4736?rawTraces=true&raw_traces=true: nobody listens there
                  Is it Jaeger's query API, on port 16686 unless told otherwise? Has it started, and is its port published?""");
    }

    @Test
    void noHostOfThatName() {
        assertThat(messageOf(JaegerTraces.at(URI.create("http://jaeger.invalid:16686"))))
                .isEqualTo("""
                GET <base>/api/v3/traces/4bf92f3577b34da6a3ce929d0e0e4736?rawTraces=true&raw_traces=true: there is no host jaeger.invalid""");
    }

    @Test
    void noAnswerInTime() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            URI uri = URI.create("http://127.0.0.1:" + silent.getLocalPort());

            assertThat(messageOf(ZipkinTraces.at(uri).withRequestTimeout(Duration.ofMillis(700))))
                    .isEqualTo("""
                    GET <base>/api/v2/trace/4bf92f3577b34da6a3ce929d0e0e4736: no answer within 700 ms
                      withRequestTimeout(…) sets how long to wait for one.""");
        }
    }

    @Test
    void notLoggedIn() {
        product.on(V3, new Reply(401, "application/json", "{\"message\": \"who\nare you?\"}"));

        assertThat(messageOf(jaeger)).isEqualTo("""
                GET <base>/api/v3/traces/4bf92f3577b34da6a3ce929d0e0e4736?rawTraces=true&raw_traces=true: status 401
                  It wants to know who asks: withHeader("Authorization", …).
                  The answer begins: {"message": "who are you?"}""");
    }

    @Test
    void noTenant() {
        product.on("/api/traces/" + TRACE, new Reply(401, "text/plain", "no org id\n"));

        assertThat(messageOf(tempo)).isEqualTo("""
                GET <base>/api/traces/4bf92f3577b34da6a3ce929d0e0e4736: status 401
                  It wants to know who asks: withHeader("Authorization", …); the tenant is withHeader("X-Scope-OrgID", …).
                  The answer begins: no org id""");
    }

    @Test
    void aLogin() {
        product.on(V3, new Reply(302, "text/html", ""));

        assertThat(messageOf(jaeger)).isEqualTo("""
                GET <base>/api/v3/traces/4bf92f3577b34da6a3ce929d0e0e4736?rawTraces=true&raw_traces=true: status 302
                  It leads to https://login.example.com/: give Jaeger's address behind that, or withHeader(…) what a login gives.
                  The answer is empty.""");
    }

    @Test
    void aUserInterfaceThatAnswersEveryPath() {
        String page = "<!doctype html>\n<html><head><title>Dashboards</title></head></html>";
        product.on(V3, new Reply(200, "text/html; charset=utf-8", page))
                .on(V2, new Reply(200, "text/html; charset=utf-8", page));

        assertThat(messageOf(jaeger)).isEqualTo("""
                GET <base>/api/traces/4bf92f3577b34da6a3ce929d0e0e4736?raw=true: a page in HTML
                  Is it Jaeger's query API? Its paths begin with /api/v3/ or /api/ below the base URL, to which a base path belongs.
                  The answer begins: <!doctype html> <html><head><title>Dashboards</title></head></html>""");
    }

    @Test
    void anotherServer() {
        assertThat(messageOf(jaeger)).isEqualTo("""
                GET <base>/api/traces/4bf92f3577b34da6a3ce929d0e0e4736?raw=true: status 404
                  Is it Jaeger's query API? Its paths begin with /api/v3/ or /api/ below the base URL, to which a base path belongs.
                  The answer begins: 404 page not found""");
        assertThat(messageOf(tempo)).isEqualTo("""
                GET <base>/api/traces/4bf92f3577b34da6a3ce929d0e0e4736: status 404
                  Is it Tempo's query API? Its paths begin with /api/ below the base URL, to which a base path belongs.
                  The answer begins: 404 page not found""");
    }

    @Test
    void jsonOfSomethingElse() {
        product.on(V3, Reply.json("{\"status\": \"ok\"}"));

        assertThat(messageOf(jaeger)).isEqualTo("""
                GET <base>/api/v3/traces/4bf92f3577b34da6a3ce929d0e0e4736?rawTraces=true&raw_traces=true: the answer cannot be read: \
                answer:1: expected OTLP ({"resourceSpans": ...}), Jaeger ({"data": ...}) or Zipkin ([...]), but its keys are status
                  The answer begins: {"status": "ok"}""");
    }

    @Test
    void anAnswerThatIsCutOff() {
        product.on(V3, Reply.json("{\"result\": {\"resourceSpans\": [{"));

        assertThat(messageOf(jaeger)).isEqualTo("""
                GET <base>/api/v3/traces/4bf92f3577b34da6a3ce929d0e0e4736?rawTraces=true&raw_traces=true: the answer cannot be read: \
                answer:1: the JSON that begins here does not end
                  The answer begins: {"result": {"resourceSpans": [{""");
    }

    @Test
    void aServerThatFails() {
        product.on(V3, new Reply(503, "text/plain", "upstream connect error"));

        assertThat(messageOf(jaeger)).isEqualTo("""
                GET <base>/api/v3/traces/4bf92f3577b34da6a3ce929d0e0e4736?rawTraces=true&raw_traces=true: status 503
                  The answer begins: upstream connect error""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:16686", "ftp://jaeger", "http:///api", "http://jaeger/?trace=1", "jaeger"})
    void refusesWhatIsNoBaseUrl(String base) {
        assertThatThrownBy(() -> JaegerTraces.at(URI.create(base)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "base: " + base + " (expected: http:// or https://, a host and, if there is one, a base path)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "xyz", "00000000000000000000000000000000", "4bf92f3577b34da6a3ce929d0e0e47360"})
    void refusesWhatIsNoTraceId(String traceId) {
        assertThatThrownBy(() -> jaeger.watch(traceId))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("traceId: " + traceId + " (expected: up to 32 hex digits, not all zeros)");
    }

    @Test
    void refusesSettingsThatCannotBe() {
        assertThatThrownBy(() -> jaeger.withPollInterval(Duration.ZERO))
                .hasMessage("pollInterval: PT0S (expected: > 0)");
        assertThatThrownBy(() -> jaeger.withRequestTimeout(Duration.ofSeconds(-1)))
                .hasMessage("requestTimeout: PT-1S (expected: > 0)");
        assertThatThrownBy(() -> jaeger.withLookback(Duration.ZERO)).hasMessage("lookback: PT0S (expected: > 0)");
        assertThatThrownBy(() -> jaeger.withLimit(0)).hasMessage("limit: 0 (expected: > 0)");
        assertThatThrownBy(() -> jaeger.withRemoteParent("4bf9"))
                .hasMessage("spanId: 4bf9 (expected: 16 hex digits, not all zeros)");
        assertThatThrownBy(() -> jaeger.withHeader("Host", "elsewhere")).isInstanceOf(IllegalArgumentException.class);
    }
}
