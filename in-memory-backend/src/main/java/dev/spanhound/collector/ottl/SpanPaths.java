// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl;

import dev.spanhound.collector.ottl.value.EvaluationException;
import dev.spanhound.collector.ottl.value.Expression;
import dev.spanhound.collector.ottl.value.Item;
import dev.spanhound.collector.ottl.value.Opaque;
import dev.spanhound.collector.ottl.value.Opaque.Id.Kind;
import dev.spanhound.collector.ottl.value.Values;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The paths without keys of each context. */
final class SpanPaths {
    private static final Map<OttlContext, Map<String, Expression>> LEAVES = Map.of(
            OttlContext.RESOURCE, resource(),
            OttlContext.SCOPE, scope(),
            OttlContext.SPAN, span(),
            OttlContext.SPAN_EVENT, event());

    private SpanPaths() {}

    static Map<String, Expression> leaves(OttlContext context) {
        return Objects.requireNonNull(LEAVES.get(context));
    }

    static Function<Item, Attributes> attributes(OttlContext context) {
        return switch (context) {
            case RESOURCE -> item -> item.span().getResource().getAttributes();
            case SCOPE -> item -> item.span().getInstrumentationScopeInfo().getAttributes();
            case SPAN -> item -> item.span().getAttributes();
            case SPAN_EVENT -> item -> eventOf(item).getAttributes();
        };
    }

    private static Map<String, Expression> resource() {
        Map<String, Expression> paths = new TreeMap<>();
        paths.put("dropped_attributes_count", item -> 0L);
        paths.put("schema_url", item -> text(item.span().getResource().getSchemaUrl()));
        return Collections.unmodifiableMap(paths);
    }

    private static Map<String, Expression> scope() {
        Map<String, Expression> paths = new TreeMap<>();
        paths.put("name", item -> item.span().getInstrumentationScopeInfo().getName());
        paths.put(
                "version",
                item -> text(item.span().getInstrumentationScopeInfo().getVersion()));
        paths.put("dropped_attributes_count", item -> 0L);
        paths.put(
                "schema_url",
                item -> text(item.span().getInstrumentationScopeInfo().getSchemaUrl()));
        return Collections.unmodifiableMap(paths);
    }

    private static Map<String, Expression> span() {
        Map<String, Expression> paths = new TreeMap<>();
        id(paths, "trace_id", Kind.TRACE_ID, SpanData::getTraceId);
        id(paths, "span_id", Kind.SPAN_ID, SpanData::getSpanId);
        id(paths, "parent_span_id", Kind.SPAN_ID, SpanData::getParentSpanId);
        paths.put("flags", item -> (long)
                Byte.toUnsignedInt(item.span().getSpanContext().getTraceFlags().asByte()));
        paths.put("trace_state", item -> header(item.span().getSpanContext().getTraceState()));
        paths.put("name", item -> item.span().getName());
        paths.put("kind", item -> Symbols.of(item.span().getKind()));
        paths.put("kind.string", item -> kind(item.span().getKind()));
        paths.put(
                "kind.deprecated_string",
                item -> "SPAN_KIND_" + item.span().getKind().name());
        paths.put("status", item -> new Opaque.Status(item.span().getStatus()));
        paths.put("status.code", item -> Symbols.of(item.span().getStatus().getStatusCode()));
        paths.put("status.message", item -> item.span().getStatus().getDescription());
        paths.put("start_time", item -> Values.time(item.span().getStartEpochNanos()));
        paths.put("start_time_unix_nano", item -> item.span().getStartEpochNanos());
        paths.put("end_time", item -> Values.time(item.span().getEndEpochNanos()));
        paths.put("end_time_unix_nano", item -> item.span().getEndEpochNanos());
        paths.put("events", item -> new Opaque.Parts(item.span().getEvents()));
        paths.put("links", item -> new Opaque.Parts(item.span().getLinks()));
        paths.put("dropped_attributes_count", item -> (long) (item.span().getTotalAttributeCount()
                - item.span().getAttributes().size()));
        paths.put("dropped_events_count", item -> (long)
                (item.span().getTotalRecordedEvents() - item.span().getEvents().size()));
        paths.put("dropped_links_count", item -> (long)
                (item.span().getTotalRecordedLinks() - item.span().getLinks().size()));
        return Collections.unmodifiableMap(paths);
    }

    private static Map<String, Expression> event() {
        Map<String, Expression> paths = new TreeMap<>();
        paths.put("name", item -> eventOf(item).getName());
        paths.put("time", item -> Values.time(eventOf(item).getEpochNanos()));
        paths.put("time_unix_nano", item -> eventOf(item).getEpochNanos());
        paths.put("dropped_attributes_count", item -> (long) eventOf(item).getDroppedAttributesCount());
        paths.put("event_index", SpanPaths::eventIndex);
        return Collections.unmodifiableMap(paths);
    }

    private static void id(Map<String, Expression> paths, String name, Kind kind, Function<SpanData, String> id) {
        paths.put(name, item -> new Opaque.Id(kind, id.apply(item.span())));
        paths.put(name + ".string", item -> id.apply(item.span()));
    }

    private static EventData eventOf(Item item) {
        return Objects.requireNonNull(item.event(), "a condition on events needs an event");
    }

    private static Long eventIndex(Item item) {
        if (item.eventIndex() < 0) {
            throw new EvaluationException("event_index is not known here");
        }
        return (long) item.eventIndex();
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String kind(SpanKind kind) {
        String name = kind.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    private static String header(TraceState state) {
        StringJoiner header = new StringJoiner(",");
        state.forEach((key, value) -> header.add(key + "=" + value));
        return header.toString();
    }
}
