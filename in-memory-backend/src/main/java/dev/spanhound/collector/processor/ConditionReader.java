// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.processor;

import dev.spanhound.collector.config.Node;
import dev.spanhound.collector.config.Node.Mapping;
import dev.spanhound.collector.config.Node.Sequence;
import dev.spanhound.collector.config.Section;
import dev.spanhound.collector.ottl.OttlCondition;
import dev.spanhound.collector.ottl.OttlContext;
import dev.spanhound.collector.ottl.OttlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the conditions of {@code filter}, and reports those that the Collector would not load. */
final class ConditionReader {
    private static final String KEY = "trace_conditions";

    private static final Optional<OttlContext> SCOPE = Optional.of(OttlContext.SCOPE);
    private static final Pattern SCOPE_PATH = Pattern.compile("\\bscope\\.");

    private ConditionReader() {}

    /** Reads {@code traces}, where the key says what a condition is about. */
    static ConditionGroup byKey(Section traces, ErrorMode errorMode) {
        List<OttlCondition> conditions = new ArrayList<>();
        conditions.addAll(conditions(traces, "resource", Optional.of(OttlContext.RESOURCE)));
        conditions.addAll(conditions(traces, "span", Optional.of(OttlContext.SPAN)));
        conditions.addAll(conditions(traces, "spanevent", Optional.of(OttlContext.SPAN_EVENT)));
        traces.reportUnknownKeys();
        return new ConditionGroup(conditions, errorMode);
    }

    /** Reads {@code trace_conditions}: strings, which make one group, or maps, each a group. */
    static List<ConditionGroup> inferred(Section config, ErrorMode errorMode) {
        List<Node> elements = config.value(KEY)
                .map(node -> node instanceof Sequence list ? list.elements() : List.<Node>of())
                .orElse(List.of());
        long maps = elements.stream().filter(Mapping.class::isInstance).count();
        if (elements.stream().anyMatch(Node::isNull)) {
            config.error(KEY, "expected a condition in each element, but one is empty");
            return List.of();
        }
        if (maps == 0) {
            return List.of(new ConditionGroup(conditions(config, KEY, Optional.empty()), errorMode));
        }
        if (maps < elements.size()) {
            config.error(KEY, "expected conditions only, or only maps with context and conditions, but there are both");
            return List.of();
        }
        return config.sections(KEY).stream()
                .map(group -> group(group, errorMode))
                .toList();
    }

    private static ConditionGroup group(Section config, ErrorMode errorMode) {
        ErrorMode own = ErrorMode.read(config, errorMode);
        Optional<OttlContext> context = context(config);
        boolean unknown = context.isEmpty() && config.value("context").isPresent();
        List<OttlCondition> conditions = unknown ? List.of() : conditions(config, "conditions", context);
        if (unknown) {
            config.has("conditions");
        }
        config.reportUnknownKeys();
        return new ConditionGroup(conditions, own);
    }

    private static Optional<OttlContext> context(Section config) {
        if (config.value("context").isEmpty()) {
            return Optional.empty();
        }
        String name = config.string("context", "").toLowerCase(Locale.ROOT);
        Optional<OttlContext> context = Stream.of(OttlContext.values())
                .filter(value -> value.prefix().equals(name))
                .findFirst();
        if (context.isEmpty()) {
            config.error("context", "expected resource, scope, span or spanevent, but was \"" + name + "\"");
        }
        return context;
    }

    private static List<OttlCondition> conditions(Section config, String key, Optional<OttlContext> context) {
        List<OttlCondition> conditions = new ArrayList<>();
        for (String text : config.strings(key)) {
            try {
                Optional<OttlContext> about = context.isPresent() ? context : OttlContext.infer(List.of(text));
                if (context.isEmpty()
                        && about.equals(SCOPE)
                        && !SCOPE_PATH.matcher(text).find()) {
                    config.error(key, "instrumentation_scope is no context here; write scope., but was " + text);
                } else if (about.isEmpty()) {
                    config.error(
                            key,
                            "expected a path with its context, such as span.name or resource.attributes[\"k\"], but was "
                                    + text + "; or write {context: span, conditions: ['" + text + "']}");
                } else {
                    conditions.add(OttlCondition.parse(text, about.get()));
                }
            } catch (OttlException e) {
                config.error(key, String.valueOf(e.getMessage()));
            }
        }
        return conditions;
    }
}
