// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.EntityRef;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Random export requests: every field of every message, absent, with odd values and with usual ones. */
final class RandomTraces {
    private static final List<String> TEXTS = List.of(
            "GET /orders/{id}",
            "http.request.method",
            "größe",
            "注文",
            "🦊 span",
            "",
            "a\"b\\c\n\u0000\u2028",
            "order.id",
            "x".repeat(63),
            "y".repeat(64),
            "z".repeat(65),
            "é".repeat(150));
    private static final List<String> TRACE_STATES = List.of(
            "",
            "foo=1",
            "foo=1,bar=2",
            "foo=1 , bar=2,,",
            "t@v=x",
            "FOO=1",
            "foo",
            "foo=1,bar",
            "foo=a=b",
            "=1",
            "größe=1");
    private static final long[] NUMBERS = {
        0, 1, -1, 127, 128, 300, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 32, 1_700_000_000_000_000_000L
    };
    private static final double[] DOUBLES = {
        0, -0.0, 1, 0.1, -2.5e300, Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
    };

    private final Random random;

    RandomTraces(long seed) {
        this.random = new Random(seed);
    }

    ExportTraceServiceRequest request() {
        return ExportTraceServiceRequest.newBuilder()
                .addAllResourceSpans(some(2, this::resourceSpans))
                .build();
    }

    private ResourceSpans resourceSpans() {
        ResourceSpans.Builder builder = ResourceSpans.newBuilder().addAllScopeSpans(some(2, this::scopeSpans));
        if (maybe()) {
            builder.setResource(Resource.newBuilder()
                    .addAllAttributes(some(4, this::keyValue))
                    .setDroppedAttributesCount(number32())
                    .addAllEntityRefs(some(
                            1,
                            () -> EntityRef.newBuilder()
                                    .setType(text())
                                    .addIdKeys(text())
                                    .build())));
        }
        return maybe() ? builder.build() : builder.setSchemaUrl(text()).build();
    }

    private ScopeSpans scopeSpans() {
        ScopeSpans.Builder builder = ScopeSpans.newBuilder().addAllSpans(some(3, this::span));
        if (maybe()) {
            builder.setScope(InstrumentationScope.newBuilder()
                    .setName(text())
                    .setVersion(text())
                    .addAllAttributes(some(2, this::keyValue))
                    .setDroppedAttributesCount(number32()));
        }
        return maybe() ? builder.build() : builder.setSchemaUrl(text()).build();
    }

    private Span span() {
        Span.Builder span = Span.newBuilder()
                .setTraceId(id(16))
                .setSpanId(id(8))
                .setTraceState(pick(TRACE_STATES))
                .setName(text())
                .setKindValue(odd() ? number32() : random.nextInt(6))
                .setStartTimeUnixNano(number())
                .setEndTimeUnixNano(number())
                .addAllAttributes(some(8, this::keyValue))
                .setDroppedAttributesCount(number32())
                .addAllEvents(some(3, this::event))
                .setDroppedEventsCount(number32())
                .addAllLinks(some(2, this::link))
                .setDroppedLinksCount(number32())
                .setFlags(maybe() ? random.nextInt(0x400) : random.nextInt());
        if (maybe()) {
            span.setParentSpanId(odd() ? ByteString.copyFrom(new byte[8]) : id(8));
        }
        if (maybe()) {
            span.setStatus(Status.newBuilder().setMessage(text()).setCodeValue(odd() ? number32() : random.nextInt(3)));
        }
        return span.build();
    }

    private Span.Event event() {
        return Span.Event.newBuilder()
                .setTimeUnixNano(number())
                .setName(text())
                .addAllAttributes(some(3, this::keyValue))
                .setDroppedAttributesCount(number32())
                .build();
    }

    private Span.Link link() {
        return Span.Link.newBuilder()
                .setTraceId(id(16))
                .setSpanId(id(8))
                .setTraceState(pick(TRACE_STATES))
                .addAllAttributes(some(3, this::keyValue))
                .setDroppedAttributesCount(number32())
                .setFlags(random.nextInt(0x400))
                .build();
    }

    private KeyValue keyValue() {
        return keyValue(0);
    }

    private KeyValue keyValue(int depth) {
        KeyValue.Builder builder = KeyValue.newBuilder().setKey(text());
        return odd() ? builder.build() : builder.setValue(value(depth)).build();
    }

    private AnyValue value(int depth) {
        AnyValue.Builder value = AnyValue.newBuilder();
        return switch (random.nextInt(depth < 4 ? 12 : 7)) {
            case 0 -> value.setBoolValue(maybe()).build();
            case 1, 2 -> value.setIntValue(number()).build();
            case 3 ->
                value.setDoubleValue(DOUBLES[random.nextInt(DOUBLES.length)]).build();
            case 4 ->
                value.setBytesValue(ByteString.copyFrom(bytes(random.nextInt(5))))
                        .build();
            case 5 -> odd() ? value.setStringValueStrindex(number32()).build() : value.build();
            case 7 ->
                value.setArrayValue(ArrayValue.newBuilder().addAllValues(some(3, () -> value(depth + 1))))
                        .build();
            case 8, 9 -> value.setArrayValue(homogeneous()).build();
            case 10 ->
                value.setKvlistValue(KeyValueList.newBuilder().addAllValues(some(3, () -> keyValue(depth + 1))))
                        .build();
            default -> value.setStringValue(text()).build();
        };
    }

    private ArrayValue homogeneous() {
        int type = random.nextInt(4);
        return ArrayValue.newBuilder()
                .addAllValues(some(3, () -> switch (type) {
                    case 0 -> AnyValue.newBuilder().setStringValue(text()).build();
                    case 1 -> AnyValue.newBuilder().setBoolValue(maybe()).build();
                    case 2 -> AnyValue.newBuilder().setIntValue(number()).build();
                    default ->
                        AnyValue.newBuilder()
                                .setDoubleValue(random.nextDouble())
                                .build();
                }))
                .build();
    }

    private ByteString id(int length) {
        byte[] id = bytes(random.nextInt(60) == 0 ? random.nextInt(20) : length);
        return ByteString.copyFrom(random.nextInt(60) == 0 ? new byte[length] : id);
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private String text() {
        return maybe() ? pick(TEXTS) : "key." + random.nextInt(5000);
    }

    private long number() {
        return maybe() ? NUMBERS[random.nextInt(NUMBERS.length)] : random.nextLong();
    }

    private int number32() {
        return maybe() ? 0 : (int) number();
    }

    private boolean maybe() {
        return random.nextBoolean();
    }

    private boolean odd() {
        return random.nextInt(8) == 0;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private <T> List<T> some(int most, Supplier<T> one) {
        return Stream.generate(one).limit(random.nextInt(most + 1)).toList();
    }
}
