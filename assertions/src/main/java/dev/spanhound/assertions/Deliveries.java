// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.trace.Sighting;
import dev.spanhound.trace.SpanNode;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which spans consume which message: CONSUMER spans, and CLIENT spans that receive, that are children of the span that made
 * the message or link to it. A span that consumes a batch links to each message.
 *
 * <p>What a service receives and then processes is one delivery, that of the span that processes. Whether a service
 * processes is told for each destination: it may do so with one queue and only poll another.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/">OpenTelemetry semantic conventions:
 *     messaging spans</a>
 */
final class Deliveries {
    private static final AttributeKey<String> OPERATION_TYPE = AttributeKey.stringKey("messaging.operation.type");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("messaging.operation");
    private static final AttributeKey<String> DESTINATION = AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<Long> BATCH_SIZE = AttributeKey.longKey("messaging.batch.message_count");

    private final Map<CauseGraph.Key, List<SpanNode>> consuming = new HashMap<>();
    private final Set<Processing> processing = new HashSet<>();

    /** A service processes what it gets from a destination; {@code null} if its span does not tell from which. */
    private record Processing(String service, @Nullable String destination) {
        static Processing of(SpanNode consumer, @Nullable String otherwise) {
            String destination = consumer.attributes().get(DESTINATION);
            return new Processing(consumer.service(), destination == null ? otherwise : destination);
        }
    }

    Deliveries(Sighting sighting) {
        this(new CauseGraph(sighting).spans());
    }

    Deliveries(List<SpanNode> spans) {
        for (SpanNode span : spans) {
            if (consumes(span)) {
                sources(span)
                        .forEach(message -> consuming
                                .computeIfAbsent(message, key -> new ArrayList<>())
                                .add(span));
                if (!isReceiving(span)) {
                    processing.add(Processing.of(span, null));
                }
            }
        }
    }

    /** Returns the spans that consume the message, one for each delivery. */
    List<SpanNode> of(SpanNode message) {
        List<SpanNode> all = consuming.getOrDefault(CauseGraph.Key.of(message), List.of());
        String sentTo = message.attributes().get(DESTINATION);
        return all.stream()
                .filter(span -> !isReceiving(span) || !processing.contains(Processing.of(span, sentTo)))
                .filter(span -> span.descendants().noneMatch(all::contains))
                .toList();
    }

    /** Returns how often a span's messages are to be consumed in all: a send of several gives them one context. */
    static int messagesOf(SpanNode producer) {
        Long batch = producer.attributes().get(BATCH_SIZE);
        return batch == null ? 1 : (int) Math.max(1, Math.min(batch, Integer.MAX_VALUE));
    }

    static boolean consumes(SpanNode span) {
        return span.kind() == SpanKind.CONSUMER || (span.kind() == SpanKind.CLIENT && isReceiving(span));
    }

    private static boolean isReceiving(SpanNode span) {
        return "receive".equals(span.attributes().get(OPERATION_TYPE))
                || "receive".equals(span.attributes().get(OPERATION));
    }

    /** Returns what the span was caused by: a message once for each link to it. */
    private static Stream<CauseGraph.Key> sources(SpanNode span) {
        List<CauseGraph.Key> linked =
                span.span().getLinks().stream().map(CauseGraph.Key::of).toList();
        CauseGraph.Key parent = new CauseGraph.Key(span.span().getTraceId(), span.parentSpanId());
        return linked.contains(parent) ? linked.stream() : Stream.concat(Stream.of(parent), linked.stream());
    }
}
