// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import dev.spanhound.trace.ReceivedSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Chunks of spans in which everything may be there or not. */
final class RandomSpans {
    private static final List<String> TEXTS =
            List.of("", "a", "GET /orders/{id}", "größe", "注文", "🦊 span", "x".repeat(127), "y".repeat(128));
    private static final long[] NUMBERS = {0, 1, -1, 127, 128, 16_383, 16_384, Long.MAX_VALUE, Long.MIN_VALUE};

    private final Random random;

    RandomSpans(long seed) {
        this.random = new Random(seed);
    }

    List<Chunk> chunks() {
        return some(1, chunk -> chunk());
    }

    private Chunk chunk() {
        Resource resource =
                Resource.create(attributes(), random.nextBoolean() ? null : "https://example.com/" + text());
        InstrumentationScopeInfo[] scopes = {scope(), scope()};
        return new Chunk(resource, some(1, span -> span(resource, scopes[random.nextInt(2)])));
    }

    private InstrumentationScopeInfo scope() {
        var scope = InstrumentationScopeInfo.builder(text()).setAttributes(attributes());
        if (random.nextBoolean()) {
            scope.setVersion(text()).setSchemaUrl(text());
        }
        return scope.build();
    }

    private SpanData span(Resource resource, InstrumentationScopeInfo scope) {
        return new ReceivedSpan(
                context(),
                random.nextBoolean() ? SpanContext.getInvalid() : context(),
                text(),
                pick(SpanKind.values()),
                number(),
                number(),
                attributes(),
                some(0, event -> event()),
                some(0, link -> link()),
                StatusData.create(pick(StatusCode.values()), text()),
                resource,
                scope,
                dropped(),
                dropped(),
                dropped());
    }

    private EventData event() {
        Attributes attributes = attributes();
        return EventData.create(number(), text(), attributes, attributes.size() + dropped());
    }

    private LinkData link() {
        Attributes attributes = attributes();
        return LinkData.create(context(), attributes, attributes.size() + dropped());
    }

    private SpanContext context() {
        TraceFlags flags = random.nextBoolean() ? TraceFlags.getSampled() : TraceFlags.getDefault();
        TraceState state = random.nextBoolean()
                ? TraceState.getDefault()
                : TraceState.builder().put("a", "1").put("tenant", "gold").build();
        String traceId = "%032x".formatted(1 + random.nextInt(1000));
        String spanId = "%016x".formatted(1 + random.nextInt(1000));
        return random.nextBoolean()
                ? SpanContext.create(traceId, spanId, flags, state)
                : SpanContext.createFromRemoteParent(traceId, spanId, flags, state);
    }

    private Attributes attributes() {
        AttributesBuilder attributes = Attributes.builder();
        for (int i = random.nextInt(6); i > 0; i--) {
            String key = "key." + random.nextInt(20);
            switch (random.nextInt(6)) {
                case 0 -> attributes.put(key, text());
                case 1 -> attributes.put(key, number());
                case 2 -> attributes.put(key, random.nextDouble());
                case 3 -> attributes.put(key, random.nextBoolean());
                case 4 -> attributes.put(AttributeKey.stringArrayKey(key), some(0, element -> text()));
                default -> attributes.put(AttributeKey.longArrayKey(key), some(0, element -> number()));
            }
        }
        return attributes.build();
    }

    private int dropped() {
        return random.nextBoolean() ? 0 : random.nextInt(20_000);
    }

    private long number() {
        return NUMBERS[random.nextInt(NUMBERS.length)];
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private <T> List<T> some(int atLeast, IntFunction<T> element) {
        return IntStream.range(0, atLeast + random.nextInt(4)).mapToObj(element).toList();
    }
}
