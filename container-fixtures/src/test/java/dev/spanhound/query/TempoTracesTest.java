// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.query;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.assertThatTraces;
import static dev.spanhound.assertions.TraceAssertions.server;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spanhound.query.FakeProduct.Reply;
import dev.spanhound.trace.Trace;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tempo by its documentation: answers made by hand, for no Tempo could be recorded. */
class TempoTracesTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final Reply NOTHING = new Reply(404, "", "");
    private static final Reply ECHO = new Reply(200, "text/plain", "echo");

    private final FakeProduct product = new FakeProduct();
    private final TempoTraces tempo = TempoTraces.at(product.uri()).withPollInterval(Duration.ofMillis(10));

    @AfterEach
    void close() {
        product.close();
    }

    /** A trace of one SERVER span, as {@code tempopb.Trace}, which is OTLP's {@code TracesData}. */
    private static Reply protobuf(String traceId) {
        return protobuf(traceId, "GET /orders");
    }

    private static Reply protobuf(String traceId, String name) {
        byte[] span = message(
                field(1, HexFormat.of().parseHex(traceId)),
                field(2, HexFormat.of().parseHex("a3ce929d0e0e0001")),
                field(5, name.getBytes(StandardCharsets.UTF_8)),
                new byte[] {6 << 3, 2},
                fixed64(7),
                fixed64(8));
        byte[] resourceSpans = message(field(2, message(field(2, span))));
        return new Reply(200, "application/protobuf", field(1, resourceSpans));
    }

    private static byte[] fixed64(int number) {
        return message(new byte[] {(byte) (number << 3 | 1)}, new byte[] {0, 0, 0, 0, 0, 0, 0, 1});
    }

    private static byte[] field(int number, byte[] content) {
        return message(new byte[] {(byte) (number << 3 | 2), (byte) content.length}, content);
    }

    private static byte[] message(byte[]... fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] field : fields) {
            bytes.writeBytes(field);
        }
        return bytes.toByteArray();
    }

    @Test
    void readsATraceOfATenant() {
        product.on("/api/traces/" + TRACE, protobuf(TRACE));

        assertThat(tempo.withHeader("X-Scope-OrgID", "staging").find(TRACE).orElseThrow())
                .hasExactlyTree(server("GET /orders"));
        assertThat(product.lastHeader("X-scope-orgid")).isEqualTo("staging");
        assertThat(product.lastHeader("Accept")).isEqualTo("application/protobuf");
    }

    /** The bytes of a line feed and of {@code <}. */
    @Test
    void doesNotTakeMessagesOf60BytesForAPage() {
        Reply trace = protobuf(TRACE, "orders");
        assertThat(trace.body()).startsWith('\n', '<');
        product.on("/api/traces/" + TRACE, trace);

        assertThat(tempo.find(TRACE).orElseThrow()).hasSpanCount(1);
    }

    @Test
    void waitsUntilTempoHasIt() {
        product.on("/api/echo", ECHO).on("/api/traces/" + TRACE, NOTHING, NOTHING, NOTHING, protobuf(TRACE));

        assertThat(tempo.watch(TRACE)).isComplete();
        assertThat(product.requests()).containsOnlyOnce("/api/echo");
    }

    @Test
    void searchesWhatItThenAsksForById() {
        product.on("/api/search", Reply.json("""
                {"traces":[{"traceID":"2bf92f3577b34da6a3ce929d0e0e4736","rootServiceName":"gateway","durationMs":7},
                           {"traceID":"f3577b34da6a3ce929d0e0e4736"}],"metrics":{"inspectedTraces":2}}"""))
                .on("/api/traces/2bf92f3577b34da6a3ce929d0e0e4736", protobuf("2bf92f3577b34da6a3ce929d0e0e4736"))
                .on("/api/traces/00000f3577b34da6a3ce929d0e0e4736", protobuf("00000f3577b34da6a3ce929d0e0e4736"));

        assertThatTraces(tempo.withLimit(5).find(trace -> true))
                .extracting(Trace::traceId)
                .containsExactlyInAnyOrder("2bf92f3577b34da6a3ce929d0e0e4736", "00000f3577b34da6a3ce929d0e0e4736");
        assertThat(product.requests().get(0)).matches("/api/search\\?q=%7B%7D&start=\\d+&end=\\d+&limit=5");
    }

    @Test
    void listsServices() throws InterruptedException {
        product.on(
                "/api/v2/search/tag/resource.service.name/values",
                Reply.json("{\"tagValues\":[{\"type\":\"string\",\"value\":\"gateway\"}],\"metrics\":{}}"));

        assertThat(tempo.services(Duration.ofSeconds(5))).containsExactly("gateway");
    }

    @Test
    void refusesJsonInPlaceOfProtobuf() {
        product.on("/api/traces/" + TRACE, Reply.json("{\"batches\":[]}"));

        assertThatThrownBy(() -> tempo.find(TRACE)).hasMessage("""
                GET %s/api/traces/%s: the answer cannot be read: it is application/json in place of application/protobuf
                  Whatever stands before Tempo has to let the header Accept through.
                  The answer begins: {"batches":[]}""".formatted(product.uri(), TRACE));
    }
}
