// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit.mock;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.server;

import dev.spanhound.backend.TraceBackend;
import dev.spanhound.junit.Isolation;
import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTest;
import dev.spanhound.trace.Missing;
import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import dev.spanhound.trace.propagation.HeaderLines;
import dev.spanhound.trace.propagation.PropagationFormat;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@TraceTest(isolation = Isolation.PER_CLASS) // its stray traces are of no concern to other tests
class MockServerSpansTest {
    private static final String TRACE = "12345678901234567890123456789012";
    private static final String SPAN = "1234567890123456";

    private final TraceBackend alone = TraceBackend.create();
    private TracedMockServer payment;

    @BeforeEach
    void start(TraceBackend backend) {
        payment = TracedMockServer.start("payment-service", backend)
                .on("POST", "/payments/{order}")
                .reply(201, "success");
    }

    @AfterEach
    void close() {
        payment.close();
        alone.close();
    }

    @Test
    void areChildrenOfTheCallersAndSaidInTheWordsOfTheConventions(TestTrace trace) throws Exception {
        Http.send("POST", payment.url("/payments/42?currency=EUR"), HeaderLines.from(trace.headers()), "99.5");

        assertThat(trace)
                .isComplete()
                .hasNoErrors()
                .hasExactlyTree(server("POST /payments/{order}").in("payment-service"));
        assertThat(trace)
                .containsSpan(
                        "POST /payments/{order}",
                        span -> span.hasKind(SpanKind.SERVER)
                                .hasStatus(StatusCode.UNSET)
                                .hasScope("dev.spanhound.junit.mock")
                                .hasAttribute("http.request.method", "POST")
                                .hasAttribute("http.route", "/payments/{order}")
                                .hasAttribute("url.path", "/payments/42")
                                .hasAttribute("url.query", "currency=EUR")
                                .hasAttribute("url.scheme", "http")
                                .hasAttribute("server.address", "127.0.0.1")
                                .hasAttribute("server.port", payment.url().getPort())
                                .hasAttribute("http.response.status_code", 201)
                                .hasAttribute(
                                        "http.request.header.traceparent",
                                        List.of(trace.headers().get("traceparent"))));
    }

    @Test
    void haveAllTheirLinesOfEachPropagationHeaderAndNoOther() throws Exception {
        HeaderLines headers = HeaderLines.of(
                "TraceParent", "00-" + TRACE + "-" + SPAN + "-01",
                "tracestate", "foo=1",
                "tracestate", "bar=2",
                "baggage", "user=ada",
                "X-B3-Sampled", "1",
                "uberctx-tenant", "acme",
                "Authorization", "secret");
        SpanNode span = reported(TracedMockServer.builder("payment-service", alone), headers);

        assertThat(span.attributes().asMap().keySet().stream()
                        .map(AttributeKey::getKey)
                        .filter(key -> key.startsWith("http.request.header.")))
                .containsExactlyInAnyOrder(
                        "http.request.header.traceparent",
                        "http.request.header.tracestate",
                        "http.request.header.baggage",
                        "http.request.header.x-b3-sampled",
                        "http.request.header.uberctx-tenant");
        assertThat(span.attributes().get(AttributeKey.stringArrayKey("http.request.header.tracestate")))
                .containsExactly("foo=1", "bar=2");
        assertThat(span.span().getParentSpanContext().getTraceState().asMap())
                .containsExactlyInAnyOrderEntriesOf(Map.of("foo", "1", "bar", "2"));
    }

    @ParameterizedTest
    @EnumSource(PropagationFormat.class)
    void continueTheTraceOfACallerInAnyFormat(PropagationFormat format, TestTrace trace, TraceBackend backend)
            throws Exception {
        SpanContext caller = Span.current().getSpanContext();

        Http.post(payment.url("/payments/42"), format.write(caller));

        boolean sendsAHalfOfTheTraceId = format == PropagationFormat.OT_TRACE;
        String continued =
                sendsAHalfOfTheTraceId ? "0".repeat(16) + trace.traceId().substring(16) : trace.traceId();
        SpanNode span = backend.find(continued).orElseThrow().spans().get(0);
        assertThat(span.span().getParentSpanId()).isEqualTo(caller.getSpanId());
        assertThat(payment.requestsOf(trace)).hasSize(1);
    }

    @Test
    void haveIdsOfTheirOwnWhereZipkinWouldShareThem() throws Exception {
        SpanNode span = reported(
                TracedMockServer.builder("payment-service", alone), HeaderLines.of("b3", TRACE + "-" + SPAN + "-1"));

        assertThat(span.span().getParentSpanId()).isEqualTo(SPAN);
        assertThat(span.spanId()).isNotEqualTo(SPAN);
    }

    @Test
    void areRootsWhereNothingCame() throws Exception {
        SpanNode span = reported(TracedMockServer.builder("payment-service", alone), HeaderLines.none());

        assertThat(span.isRoot()).isTrue();
        assertThat(span.name()).isEqualTo("POST");
    }

    @Test
    void continueTheFirstOfTheFormatsThatAreLookedFor() throws Exception {
        String other = "f".repeat(32);
        HeaderLines both =
                HeaderLines.of("b3", other + "-" + SPAN + "-1").with("traceparent", "00-" + TRACE + "-" + SPAN + "-01");

        assertThat(reported(TracedMockServer.builder("payment-service", alone), both)
                        .span()
                        .getTraceId())
                .isEqualTo(TRACE);
        assertThat(reported(
                                TracedMockServer.builder("payment-service", alone)
                                        .extracting(PropagationFormat.B3_SINGLE, PropagationFormat.W3C),
                                both)
                        .span()
                        .getTraceId())
                .isEqualTo(other);
    }

    @Test
    void areRootsWhereOnlyOtherFormatsCame() throws Exception {
        SpanNode span = reported(
                TracedMockServer.builder("payment-service", alone).extracting(PropagationFormat.W3C),
                HeaderLines.of("b3", TRACE + "-" + SPAN + "-1"));

        assertThat(span.isRoot()).isTrue();
        assertThat(span.attributes().get(AttributeKey.stringArrayKey("http.request.header.b3")))
                .containsExactly(TRACE + "-" + SPAN + "-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"traceparent: 00-" + TRACE + "-" + SPAN + "-00", "b3: " + TRACE + "-" + SPAN + "-0", "b3: 0"})
    void areNotReportedIfTheCallerDidNotSample(String line) throws Exception {
        try (TracedMockServer server = TracedMockServer.start("payment-service", alone)) {
            Http.post(server.url("/payments"), header(line));

            assertThat(alone.find(anyTrace -> true)).isEmpty();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"b3: " + TRACE + "-" + SPAN, "b3: " + TRACE + "-" + SPAN + "-d", "b3: d"})
    void areReportedIfTheCallerLeavesItOpenOrDebugs(String line) throws Exception {
        assertThat(reported(TracedMockServer.builder("payment-service", alone), header(line))
                        .span()
                        .getSpanContext()
                        .isSampled())
                .isTrue();
    }

    @Test
    void areErrorsFromStatus500On(TestTrace trace) throws Exception {
        payment.on("GET", "/a").reply(499).on("GET", "/b").reply(503, "closed");

        Http.get(payment.url("/a"), HeaderLines.from(trace.headers()));
        Http.get(payment.url("/b"), HeaderLines.from(trace.headers()));

        assertThat(trace)
                .containsSpan("GET /a", span -> span.hasStatus(StatusCode.UNSET))
                .containsSpan("GET /b", span -> span.hasStatus(StatusCode.ERROR).hasAttribute("error.type", "503"));
    }

    @Test
    void haveAnExceptionIfTheAnswerCouldNotBeComputed(TestTrace trace) throws Exception {
        payment.on("GET", "/payments/{order}").reply(call -> {
            throw new IllegalStateException("no such order: " + call.pathVariable("order"));
        });

        assertThat(Http.get(payment.url("/payments/13"), HeaderLines.from(trace.headers()))
                        .body())
                .isEqualTo("payment-service is a mock, and computing its answer to GET /payments/13 of trace "
                        + trace.traceId() + " failed: java.lang.IllegalStateException: no such order: 13");
        assertThat(trace)
                .containsSpan(
                        "GET /payments/{order}",
                        span -> span.hasStatus(StatusCode.ERROR)
                                .hasAttribute("http.response.status_code", 500)
                                .hasException(IllegalStateException.class));
    }

    @Test
    void nameNoMethodThatHttpDoesNotKnow(TestTrace trace) throws Exception {
        Http.send("PURGE", payment.url("/cache"), HeaderLines.from(trace.headers()), "");

        assertThat(trace)
                .containsSpan(
                        "HTTP",
                        span -> span.hasAttribute("http.request.method", "_OTHER")
                                .hasAttribute("http.request.method_original", "PURGE"));
    }

    @Test
    void areCurrentWhileTheAnswerIsComputed(TestTrace trace, Tracer tracer) throws Exception {
        payment.on("GET", "/payments").reply(call -> {
            tracer.spanBuilder("look it up").startSpan().end();
            return MockReply.of(200);
        });

        Http.get(payment.url("/payments"), HeaderLines.from(trace.headers()));

        assertThat(trace).hasExactlyTree(server("GET /payments").child("look it up"));
    }

    @Test
    void areThereWhenTheAnswerIs(TestTrace trace) throws Exception {
        for (int i = 0; i < 100; i++) {
            Http.post(payment.url("/payments/42"), HeaderLines.from(trace.headers()));
            assertThat(trace.look().trace().size()).isEqualTo(i + 1);
        }
    }

    @Test
    void areExpectedAsTheAnswerToACallOfTheService(TestTrace trace, Tracer tracer) {
        tracer.spanBuilder("POST")
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("peer.service", "payment-service")
                .startSpan()
                .end();

        assertThat(trace.look().completeness().missing())
                .extracting(Missing::describe)
                .containsExactly(
                        "MockServerSpansTest: POST [CLIENT] calls payment-service, but no span of payment-service answers it");
    }

    private SpanNode reported(TracedMockServer.Builder settings, HeaderLines headers) throws Exception {
        int before = alone.find(anyTrace -> true).size();
        try (TracedMockServer server = settings.start()) {
            Http.post(server.url("/payments"), headers);
        }
        List<Trace> traces = alone.find(anyTrace -> true);
        assertThat(traces).hasSize(before + 1);
        Trace trace = traces.get(before);
        assertThat(trace.spans()).hasSize(1);
        return trace.spans().get(0);
    }

    private static HeaderLines header(String line) {
        String[] nameAndValue = line.split(": ");
        return HeaderLines.of(nameAndValue[0], nameAndValue[1]);
    }
}
