// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.zipkin;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import zipkin2.Endpoint;
import zipkin2.Span;
import zipkin2.codec.SpanBytesEncoder;

class SpanMappingTest {
    private static final String LINKED_TRACE = "5af7183fb1d4cf5f0af7651916cd43dd";
    private static final String LINKED_SPAN = "6162636465666768";

    private final Span.Builder span =
            Span.newBuilder().traceId("a").id("b").timestamp(1_000_000).duration(5);

    private SpanData decoded() throws MalformedZipkinException {
        List<SpanData> spans =
                ZipkinSpans.decode(SpanBytesEncoder.JSON_V2.encodeList(List.of(span.build())), ZipkinFormat.JSON_V2);
        assertThat(spans).hasSize(1);
        return spans.get(0);
    }

    @Nested
    class Ids {
        @Test
        void arePaddedOnTheLeft() throws Exception {
            SpanData decoded = decoded();

            assertThat(decoded.getTraceId()).isEqualTo("0000000000000000000000000000000a");
            assertThat(decoded.getSpanId()).isEqualTo("000000000000000b");
            assertThat(decoded.getParentSpanContext().isValid()).isFalse();
        }

        @Test
        void keep128Bits() throws Exception {
            span.traceId("463ac35c9f6413ad48485a3953bb6124").parentId("c");

            SpanData decoded = decoded();

            assertThat(decoded.getTraceId()).isEqualTo("463ac35c9f6413ad48485a3953bb6124");
            assertThat(decoded.getParentSpanId()).isEqualTo("000000000000000c");
            assertThat(decoded.getParentSpanContext().getTraceId()).isEqualTo("463ac35c9f6413ad48485a3953bb6124");
        }

        @Test
        void giveNoParentToASpanThatNamesItself() throws Exception {
            byte[] body = """
                    [{"traceId": "a", "id": "b", "parentId": "000000000000000b"}]
                    """.getBytes(java.nio.charset.StandardCharsets.UTF_8);

            SpanData decoded = ZipkinSpans.decode(body, ZipkinFormat.JSON_V2).get(0);

            assertThat(decoded.getParentSpanContext().isValid()).isFalse();
        }
    }

    @Nested
    class Flags {
        @Test
        void areSampledForEverySpanSent() throws Exception {
            assertThat(decoded().getSpanContext().isSampled()).isTrue();
            assertThat(decoded().getAttributes()).isEqualTo(Attributes.empty());
        }

        @Test
        void keepDebugAndSharedAsAttributes() throws Exception {
            span.debug(true).shared(true);

            assertThat(decoded().getAttributes())
                    .isEqualTo(Attributes.builder()
                            .put("zipkin.debug", true)
                            .put("zipkin.shared", true)
                            .build());
        }
    }

    @Nested
    class Kind {
        @ParameterizedTest
        @EnumSource
        void isTheSpansOwn(Span.Kind kind) throws Exception {
            span.kind(kind).putTag("span.kind", "internal");

            assertThat(decoded().getKind().name()).isEqualTo(kind.name());
            assertThat(decoded().getAttributes())
                    .isEqualTo(Attributes.builder().put("span.kind", "internal").build());
        }

        @ParameterizedTest
        @CsvSource({"internal, INTERNAL", "server, SERVER", "client, CLIENT", "producer, PRODUCER", "consumer, CONSUMER"
        })
        void isTheTagsIfTheSpanHasNone(String tag, SpanKind kind) throws Exception {
            span.putTag("span.kind", tag);

            assertThat(decoded().getKind()).isEqualTo(kind);
            assertThat(decoded().getAttributes()).isEqualTo(Attributes.empty());
        }

        @Test
        void isInternalIfNothingTells() throws Exception {
            assertThat(decoded().getKind()).isEqualTo(SpanKind.INTERNAL);
        }

        @Test
        void leavesATagThatIsNoKind() throws Exception {
            span.putTag("span.kind", "worker");

            assertThat(decoded().getKind()).isEqualTo(SpanKind.INTERNAL);
            assertThat(decoded().getAttributes())
                    .isEqualTo(Attributes.builder().put("span.kind", "worker").build());
        }
    }

    @Nested
    class Endpoints {
        @Test
        void becomeServiceAndAddresses() throws Exception {
            span.localEndpoint(Endpoint.newBuilder()
                            .serviceName("Front")
                            .ip("10.1.2.3")
                            .port(8080)
                            .build())
                    .remoteEndpoint(Endpoint.newBuilder()
                            .serviceName("back")
                            .ip("2001:db8::c001")
                            .port(443)
                            .build());

            SpanData decoded = decoded();

            assertThat(decoded.getResource())
                    .isEqualTo(Resource.create(
                            Attributes.builder().put("service.name", "front").build()));
            assertThat(decoded.getAttributes())
                    .isEqualTo(Attributes.builder()
                            .put("network.local.address", "10.1.2.3")
                            .put("network.local.port", 8080)
                            .put("peer.service", "back")
                            .put("network.peer.address", "2001:db8::c001")
                            .put("network.peer.port", 443)
                            .build());
        }

        @Test
        void giveWayToTagsOfTheSameName() throws Exception {
            span.remoteEndpoint(Endpoint.newBuilder()
                            .serviceName("back")
                            .ip("10.1.2.3")
                            .port(443)
                            .build())
                    .putTag("peer.service", "Back")
                    .putTag("network.peer.address", "back.local")
                    .putTag("network.peer.port", "444");

            assertThat(decoded().getAttributes())
                    .isEqualTo(Attributes.builder()
                            .put("peer.service", "Back")
                            .put("network.peer.address", "back.local")
                            .put("network.peer.port", "444")
                            .build());
        }

        @Test
        void nameNoServiceIfTheyHaveNone() throws Exception {
            span.localEndpoint(Endpoint.newBuilder().ip("10.1.2.3").build());

            assertThat(decoded().getResource()).isEqualTo(Resource.empty());
        }

        @Test
        void nameNoServiceIfTheCollectorKnewNone() throws Exception {
            span.localEndpoint(Endpoint.newBuilder()
                    .serviceName("OTLPResourceNoServiceName")
                    .build());

            assertThat(decoded().getResource()).isEqualTo(Resource.empty());
        }
    }

    @Nested
    class Tags {
        @Test
        void becomeStringAttributes() throws Exception {
            span.putTag("http.method", "GET").putTag("order.id", "42").putTag("empty", "");

            assertThat(decoded().getAttributes())
                    .isEqualTo(Attributes.builder()
                            .put("http.method", "GET")
                            .put("order.id", "42")
                            .put("empty", "")
                            .build());
        }

        @Test
        void moveToTheResourceIfTheyAreItsByConvention() throws Exception {
            span.localEndpoint(Endpoint.newBuilder().serviceName("front").build())
                    .putTag("service.version", "1.2")
                    .putTag("telemetry.sdk.language", "java")
                    .putTag("k8s.pod.name", "front-1")
                    .putTag("hostess", "no resource's");

            assertThat(decoded().getResource().getAttributes())
                    .isEqualTo(Attributes.builder()
                            .put("service.name", "front")
                            .put("service.version", "1.2")
                            .put("telemetry.sdk.language", "java")
                            .put("k8s.pod.name", "front-1")
                            .build());
            assertThat(decoded().getAttributes())
                    .isEqualTo(
                            Attributes.builder().put("hostess", "no resource's").build());
        }

        @Test
        void nameTheServiceInItsOwnCase() throws Exception {
            span.localEndpoint(Endpoint.newBuilder().serviceName("front").build())
                    .putTag("service.name", "Front");

            assertThat(decoded().getResource().getAttributes())
                    .isEqualTo(Attributes.builder().put("service.name", "Front").build());
        }

        @ParameterizedTest
        @ValueSource(strings = {"otel.scope.", "otel.library."})
        void nameTheScope(String prefix) throws Exception {
            span.putTag(prefix + "name", "shop.orders").putTag(prefix + "version", "1.0");

            assertThat(decoded().getInstrumentationScopeInfo().getName()).isEqualTo("shop.orders");
            assertThat(decoded().getInstrumentationScopeInfo().getVersion()).isEqualTo("1.0");
            assertThat(decoded().getAttributes()).isEqualTo(Attributes.empty());
        }

        @Test
        void nameTheScopeByTheNewerOneOfTwo() throws Exception {
            span.putTag("otel.scope.name", "newer").putTag("otel.library.name", "older");

            assertThat(decoded().getInstrumentationScopeInfo().getName()).isEqualTo("newer");
            assertThat(decoded().getAttributes()).isEqualTo(Attributes.empty());
        }

        @Test
        void holdTheTraceState() throws Exception {
            span.putTag("w3c.tracestate", "foo=1, bar=a=b ,broken,,baz=3");

            assertThat(decoded().getSpanContext().getTraceState().asMap())
                    .containsExactly(entry("foo", "1"), entry("baz", "3"));
            assertThat(decoded().getAttributes()).isEqualTo(Attributes.empty());
        }

        @Test
        void countWhatTheSenderDropped() throws Exception {
            span.putTag("otel.dropped_attributes_count", "3")
                    .putTag("otel.dropped_events_count", "2")
                    .putTag("otel.dropped_links_count", "many");

            SpanData decoded = decoded();

            assertThat(decoded.getTotalAttributeCount()).isEqualTo(4);
            assertThat(decoded.getTotalRecordedEvents()).isEqualTo(2);
            assertThat(decoded.getTotalRecordedLinks()).isZero();
            assertThat(decoded.getAttributes())
                    .isEqualTo(Attributes.builder()
                            .put("otel.dropped_links_count", "many")
                            .build());
        }
    }

    @Nested
    class Status {
        @ParameterizedTest
        @CsvSource({
            "STATUS_CODE_UNSET, UNSET",
            "STATUS_CODE_OK, OK",
            "STATUS_CODE_ERROR, ERROR",
            "OK, OK",
            "ERROR, ERROR"
        })
        void isTheTagOfOpenTelemetry(String tag, StatusCode code) throws Exception {
            span.putTag("otel.status_code", tag);

            assertThat(decoded().getStatus()).isEqualTo(StatusData.create(code, ""));
            assertThat(decoded().getAttributes()).isEqualTo(Attributes.empty());
        }

        @Test
        void hasTheDescription() throws Exception {
            span.putTag("otel.status_code", "ERROR")
                    .putTag("otel.status_description", "card declined")
                    .putTag("error", "payment");

            assertThat(decoded().getStatus()).isEqualTo(StatusData.create(StatusCode.ERROR, "card declined"));
        }

        @ParameterizedTest
        @CsvSource({"true, ''", "'', ''", "card declined, card declined", "false, false"})
        void isErrorForAnyErrorTag(String tag, String description) throws Exception {
            span.putTag("error", tag);

            assertThat(decoded().getStatus()).isEqualTo(StatusData.create(StatusCode.ERROR, description));
            assertThat(decoded().getAttributes()).isEqualTo(Attributes.empty());
        }

        @Test
        void isUnsetIfNothingTells() throws Exception {
            assertThat(decoded().getStatus()).isEqualTo(StatusData.unset());
        }

        @Test
        void leavesACodeThatIsNone() throws Exception {
            span.putTag("otel.status_code", "7");

            assertThat(decoded().getStatus()).isEqualTo(StatusData.unset());
            assertThat(decoded().getAttributes())
                    .isEqualTo(Attributes.builder().put("otel.status_code", "7").build());
        }
    }

    @Nested
    class Links {
        @Test
        void areUnpackedFromTags() throws Exception {
            span.putTag("otlp.link.0", LINKED_TRACE + "|" + LINKED_SPAN + "|foo=1|{\"batch\":2,\"a|b\":\"c|d\"}|4")
                    .putTag("otlp.link.1", LINKED_TRACE + "|" + LINKED_SPAN + "||{}|0");

            List<LinkData> links = decoded().getLinks();

            assertThat(links).hasSize(2);
            assertThat(links.get(0).getSpanContext().getTraceId()).isEqualTo(LINKED_TRACE);
            assertThat(links.get(0).getSpanContext().getSpanId()).isEqualTo(LINKED_SPAN);
            assertThat(links.get(0).getSpanContext().getTraceState().asMap()).containsExactly(entry("foo", "1"));
            assertThat(links.get(0).getAttributes())
                    .isEqualTo(Attributes.builder()
                            .put("batch", 2)
                            .put("a|b", "c|d")
                            .build());
            assertThat(links.get(0).getTotalAttributeCount()).isEqualTo(6);
            assertThat(links.get(1).getSpanContext().getTraceState().isEmpty()).isTrue();
            assertThat(links.get(1).getAttributes()).isEqualTo(Attributes.empty());
            assertThat(decoded().getAttributes()).isEqualTo(Attributes.empty());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "nothing",
                    LINKED_TRACE + "|" + LINKED_SPAN,
                    LINKED_TRACE + "|" + LINKED_SPAN + "||{}",
                    LINKED_TRACE + "|" + LINKED_SPAN + "||{|0",
                    LINKED_TRACE + "|0000000000000000||{}|0",
                    "x|" + LINKED_SPAN + "||{}|0"
                })
        void leaveATagThatIsNone(String text) throws Exception {
            span.putTag("otlp.link.0", text);

            assertThat(decoded().getLinks()).isEmpty();
            assertThat(decoded().getAttributes())
                    .isEqualTo(Attributes.builder().put("otlp.link.0", text).build());
        }

        @Test
        void endAtTheFirstNumberMissing() throws Exception {
            span.putTag("otlp.link.1", LINKED_TRACE + "|" + LINKED_SPAN + "||{}|0");

            assertThat(decoded().getLinks()).isEmpty();
        }
    }
}
