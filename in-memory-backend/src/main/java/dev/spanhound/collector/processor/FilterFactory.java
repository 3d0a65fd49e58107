// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.processor;

import dev.spanhound.collector.config.Section;
import dev.spanhound.collector.pipeline.ProcessorFactory;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * {@code filter}: drops spans and events, by {@code trace_conditions}, by {@code traces}, or by the older {@code spans}. What it has
 * for other signals is not interpreted. With {@code error_mode: propagate} a request with an error is dropped whole; the Collector
 * refuses it then, and its sender may send it again.
 */
final class FilterFactory implements ProcessorFactory {
    private static final List<String> OTHER_SIGNALS =
            List.of("metrics", "logs", "profiles", "metric_conditions", "log_conditions", "profile_conditions");
    private static final List<String> BY_KEY = List.of("resource", "span", "spanevent");

    @Override
    public String type() {
        return "filter";
    }

    @Override
    public Blueprint read(String id, Section config) {
        OTHER_SIGNALS.forEach(config::has);
        ErrorMode errorMode = ErrorMode.read(config, ErrorMode.IGNORE);
        Optional<Section> traces = config.section("traces");
        Optional<Section> spans = config.section("spans");
        boolean byKey = traces.filter(section ->
                        BY_KEY.stream().anyMatch(key -> section.value(key).isPresent()))
                .isPresent();
        boolean inferred = config.value("trace_conditions").isPresent();
        if (inferred && byKey) {
            config.error("trace_conditions", "expected trace_conditions or traces, but there are both");
        }
        if (byKey && spans.isPresent()) {
            config.error("spans", "expected traces or spans, but there are both");
        }
        List<ConditionGroup> conditions = inferred ? ConditionReader.inferred(config, errorMode) : List.of();
        ConditionGroup keyed = ConditionReader.byKey(config.sectionOrEmpty("traces"), errorMode);
        Predicate<SpanData> chosen = spans.map(FilterFactory::chosen).orElse(span -> true);
        config.reportUnknownKeys();
        if (inferred && !conditions.isEmpty()) {
            return (next, epochNanos) -> new Filter(conditions, next);
        }
        return byKey || spans.isEmpty()
                ? (next, epochNanos) -> new Filter(List.of(keyed), next)
                : (next, epochNanos) -> new EachSpan(span -> chosen.test(span) ? span : null, next);
    }

    private static Predicate<SpanData> chosen(Section spans) {
        Predicate<SpanData> chosen = SpanMatch.read(spans);
        spans.reportUnknownKeys();
        return chosen;
    }
}
