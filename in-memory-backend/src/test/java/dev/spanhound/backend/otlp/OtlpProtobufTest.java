// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import static dev.spanhound.backend.otlp.SampleTraces.PARENT_SPAN_ID;
import static dev.spanhound.backend.otlp.SampleTraces.SPAN_ID;
import static dev.spanhound.backend.otlp.SampleTraces.TRACE_ID;
import static dev.spanhound.backend.otlp.SampleTraces.attribute;
import static dev.spanhound.backend.otlp.SampleTraces.id;
import static dev.spanhound.backend.otlp.SampleTraces.request;
import static dev.spanhound.backend.otlp.SampleTraces.span;
import static dev.spanhound.backend.otlp.SampleTraces.text;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.google.protobuf.ByteString;
import dev.spanhound.trace.ReceivedSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtlpProtobufTest {

    @Test
    void decodesEveryField() throws Exception {
        DecodedSpans decoded = OtlpProtobuf.decodeTraces(SampleTraces.rich().toByteArray());

        TraceState state = TraceState.builder().put("bar", "2").put("foo", "1").build();
        assertThat(decoded)
                .isEqualTo(new DecodedSpans(
                        List.of(new ReceivedSpan(
                                SpanContext.create(TRACE_ID, SPAN_ID, TraceFlags.getSampled(), state),
                                SpanContext.createFromRemoteParent(
                                        TRACE_ID, PARENT_SPAN_ID, TraceFlags.getSampled(), TraceState.getDefault()),
                                "GET /orders/{id}",
                                SpanKind.SERVER,
                                1_000,
                                2_000,
                                Attributes.builder()
                                        .put("int", -42)
                                        .put("bool", true)
                                        .put("double", 0.5)
                                        .put("bytes", "t61rcWkgMzE=")
                                        .put(AttributeKey.stringArrayKey("array"), List.of("größe"))
                                        .put("map", "{\"a\":\"b\"}")
                                        .build(),
                                List.of(EventData.create(
                                        1_500,
                                        "exception",
                                        Attributes.of(AttributeKey.stringKey("exception.type"), "java.io.IOException"),
                                        3)),
                                List.of(LinkData.create(
                                        SpanContext.createFromRemoteParent(
                                                TRACE_ID,
                                                PARENT_SPAN_ID,
                                                TraceFlags.getSampled(),
                                                TraceState.builder()
                                                        .put("baz", "3")
                                                        .build()),
                                        Attributes.of(AttributeKey.stringKey("k"), "v"),
                                        5)),
                                StatusData.create(StatusCode.ERROR, "no stock"),
                                io.opentelemetry.sdk.resources.Resource.create(
                                        Attributes.of(AttributeKey.stringKey("service.name"), "orders"),
                                        "https://example.com/resource"),
                                InstrumentationScopeInfo.builder("io.example.http")
                                        .setVersion("1.0")
                                        .setSchemaUrl("https://example.com/scope")
                                        .setAttributes(Attributes.of(AttributeKey.stringKey("scope.key"), "v"))
                                        .build(),
                                1,
                                3,
                                5)),
                        0,
                        ""));
    }

    @Test
    void decodesAnEmptyBodyAsNoSpans() throws Exception {
        assertThat(OtlpProtobuf.decodeTraces(new byte[0])).isEqualTo(new DecodedSpans(List.of(), 0, ""));
    }

    @Test
    void givesDefaultsToASpanOfWhichOnlyTheIdsAreKnown() throws Exception {
        SpanData span = decode(Span.newBuilder().setTraceId(id(TRACE_ID)).setSpanId(id(SPAN_ID)));
        assertThat(span.getName()).isEmpty();
        assertThat(span.getKind()).isEqualTo(SpanKind.INTERNAL);
        assertThat(span.getStatus()).isEqualTo(StatusData.unset());
        assertThat(span.getParentSpanContext()).isEqualTo(SpanContext.getInvalid());
        assertThat(span.getAttributes()).isEqualTo(Attributes.empty());
        assertThat(span.getEvents()).isEmpty();
        assertThat(span.getLinks()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, INTERNAL",
        "1, INTERNAL",
        "2, SERVER",
        "3, CLIENT",
        "4, PRODUCER",
        "5, CONSUMER",
        "6, INTERNAL",
        "-1, INTERNAL"
    })
    void takesAnUnspecifiedOrUnknownKindForInternal(int number, SpanKind kind) throws Exception {
        assertThat(decode(span().setKindValue(number)).getKind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({"0, UNSET", "1, OK", "2, ERROR", "3, UNSET", "-1, UNSET"})
    void takesAnUnknownStatusCodeForUnset(int number, StatusCode code) throws Exception {
        SpanData span =
                decode(span().setStatus(Status.newBuilder().setCodeValue(number).setMessage("m")));
        assertThat(span.getStatus()).isEqualTo(StatusData.create(code, "m"));
    }

    @ParameterizedTest
    @CsvSource({"0x000, 00, false", "0x101, 01, false", "0x301, 01, true", "0x3ff, ff, true", "0x201, 01, true"})
    void readsTheFlagsOfTheSpanAndWhetherItsParentIsRemote(String flags, String w3cFlags, boolean remote)
            throws Exception {
        SpanData span = decode(span().setFlags(Integer.decode(flags)).setParentSpanId(id(PARENT_SPAN_ID)));
        assertThat(span.getSpanContext().getTraceFlags().asHex()).isEqualTo(w3cFlags);
        assertThat(span.getSpanContext().isRemote()).isFalse();
        assertThat(span.getParentSpanContext().getTraceFlags().asHex()).isEqualTo(w3cFlags);
        assertThat(span.getParentSpanContext().isRemote()).isEqualTo(remote);
    }

    @Test
    void takesAParentIdOfZerosForNone() throws Exception {
        SpanData span = decode(span().setParentSpanId(id("0000000000000000")));
        assertThat(span.getParentSpanContext()).isEqualTo(SpanContext.getInvalid());
    }

    @Test
    void keepsASpanWhoseTraceStateIsNotValid() throws Exception {
        assertThat(decode(span().setTraceState("foo=1,???")).getSpanContext().getTraceState())
                .isEqualTo(TraceState.getDefault());
    }

    @Test
    void keepsALinkWhoseIdsAreNotValid() throws Exception {
        SpanData span = decode(span().addLinks(Span.Link.newBuilder().setTraceId(id("01"))));
        assertThat(span.getLinks()).containsExactly(LinkData.create(SpanContext.getInvalid()));
    }

    @Test
    void countsWhatWasDroppedAsUnsigned() throws Exception {
        SpanData span = decode(span().setDroppedAttributesCount(-1)
                .setDroppedLinksCount(7)
                .addEvents(Span.Event.newBuilder())
                .setDroppedEventsCount(-1));
        assertThat(span.getTotalAttributeCount()).isEqualTo(Integer.MAX_VALUE);
        assertThat(span.getTotalRecordedEvents()).isEqualTo(Integer.MAX_VALUE);
        assertThat(span.getTotalRecordedLinks()).isEqualTo(7);
    }

    @Test
    void findsResourceAndScopeBehindTheirSpans() throws Exception {
        byte[] span = Bytes.message(2, span().build().toByteArray());
        byte[] scope = Bytes.message(1, Bytes.message(1, "late".getBytes(US_ASCII)));
        byte[] resource = Bytes.message(
                1,
                Resource.newBuilder()
                        .addAttributes(attribute("service.name", text("orders")))
                        .build()
                        .toByteArray());
        byte[] body = Bytes.message(1, Bytes.message(2, span, scope), resource);

        assertThat(OtlpProtobuf.decodeTraces(body).spans()).singleElement().satisfies(decoded -> {
            assertThat(decoded.getInstrumentationScopeInfo().getName()).isEqualTo("late");
            assertThat(decoded.getResource().getAttribute(AttributeKey.stringKey("service.name")))
                    .isEqualTo("orders");
        });
    }

    @Test
    void leavesOutResourceAttributesThatTheSdkRefuses() throws Exception {
        ResourceSpans.Builder resource = request(span()).getResourceSpans(0).toBuilder();
        resource.getResourceBuilder().addAttributes(attribute("größe", text("lost")));
        resource.getResourceBuilder().addAttributes(attribute("k".repeat(256), text("lost")));
        byte[] body = ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(resource)
                .build()
                .toByteArray();

        assertThat(OtlpProtobuf.decodeTraces(body)
                        .spans()
                        .get(0)
                        .getResource()
                        .getAttributes()
                        .asMap())
                .containsExactly(entry(AttributeKey.stringKey("service.name"), "orders"));
    }

    @Test
    void sharesResourceAndScopeBetweenRequests() throws Exception {
        SpanData first = decode(span());
        SpanData second = decode(span());
        assertThat(second.getResource()).isSameAs(first.getResource());
        assertThat(second.getInstrumentationScopeInfo()).isSameAs(first.getInstrumentationScopeInfo());
    }

    @Test
    void keepsEqualResourcesAndScopesThatFollowEachOtherApart() throws Exception {
        var request = SampleTraces.rich();
        var twoScopes = request.getResourceSpans(0).toBuilder()
                .addScopeSpans(request.getResourceSpans(0).getScopeSpans(0));
        byte[] body = request.toBuilder()
                .clearResourceSpans()
                .addResourceSpans(twoScopes)
                .addResourceSpans(request.getResourceSpans(0))
                .build()
                .toByteArray();

        List<SpanData> spans = OtlpProtobuf.decodeTraces(body).spans();

        assertThat(spans).hasSize(3);
        assertThat(spans.get(1)).isEqualTo(spans.get(0)).isEqualTo(spans.get(2));
        assertThat(spans.get(1).getResource())
                .isSameAs(spans.get(0).getResource())
                .isNotSameAs(spans.get(2).getResource());
        assertThat(spans.get(1).getInstrumentationScopeInfo())
                .isNotSameAs(spans.get(0).getInstrumentationScopeInfo());
    }

    private static SpanData decode(Span.Builder span) throws MalformedOtlpException {
        DecodedSpans decoded = OtlpProtobuf.decodeTraces(request(span).toByteArray());
        assertThat(decoded.rejectionReason()).isEmpty();
        assertThat(decoded.spans()).hasSize(1);
        return decoded.spans().get(0);
    }

    @Nested
    @DisplayName("rejects a span, and keeps the others,")
    class Rejections {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "''                               | traceId: \"\" (expected: 32 hex digits, not all zero)",
                    "0af7651916cd43dd                 | traceId: \"0af7651916cd43dd\" (expected: 32 hex digits, not all zero)",
                    "0af765                           | traceId: \"0af765\" (expected: 32 hex digits, not all zero)",
                    "00000000000000000000000000000000 | traceId: \"00000000000000000000000000000000\" (expected: 32 hex digits, not all zero)"
                })
        void whoseTraceIdIsNotValid(String traceId, String reason) throws Exception {
            assertRejected(span().setTraceId(id(traceId)), reason);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "''               | spanId: \"\" (expected: 16 hex digits, not all zero)",
                    "0af765           | spanId: \"0af765\" (expected: 16 hex digits, not all zero)",
                    "0000000000000000 | spanId: \"0000000000000000\" (expected: 16 hex digits, not all zero)"
                })
        void whoseSpanIdIsNotValid(String spanId, String reason) throws Exception {
            assertRejected(span().setSpanId(id(spanId)), reason);
        }

        @Test
        void whoseParentIdIsNotValid() throws Exception {
            assertRejected(
                    span().setParentSpanId(id("0af765")),
                    "parentSpanId: \"0af765\" (expected: 16 hex digits, or nothing for a root span)");
        }

        @Test
        void andQuotesNoMoreThanTheBeginningOfALongId() throws Exception {
            assertRejected(
                    span().setSpanId(ByteString.copyFrom(new byte[1_000_000])),
                    "spanId: \"" + "0".repeat(64) + "...\" (expected: 16 hex digits, not all zero)");
        }

        @Test
        void andCountsAllOfThem() throws Exception {
            Span.Builder bad = Span.newBuilder();
            DecodedSpans decoded = OtlpProtobuf.decodeTraces(Bytes.join(
                    request(span()).toByteArray(),
                    request(span(), bad, bad).toByteArray(),
                    request(bad).toByteArray()));
            assertThat(decoded.spans()).hasSize(2);
            assertThat(decoded.rejected()).isEqualTo(3);
            assertThat(decoded.rejectionReason())
                    .isEqualTo(
                            "resourceSpans[1].scopeSpans[0].spans[1].traceId: \"\" (expected: 32 hex digits, not all zero)");
        }

        private void assertRejected(Span.Builder bad, String reason) throws MalformedOtlpException {
            DecodedSpans decoded =
                    OtlpProtobuf.decodeTraces(request(span(), bad, span()).toByteArray());
            assertThat(decoded.spans()).hasSize(2);
            assertThat(decoded.rejected()).isEqualTo(1);
            assertThat(decoded.rejectionReason()).isEqualTo("resourceSpans[0].scopeSpans[0].spans[1]." + reason);
        }
    }
}
