// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.processor;

import dev.spanhound.collector.config.Section;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The match properties of {@code include} and {@code exclude}: a span has to match all that are given; of services, names
 * and kinds one of the list, of attributes, resources and libraries each of the list.
 */
final class SpanMatch {
    private static final List<String> NOT_FOR_SPANS =
            List.of("log_bodies", "log_severity_texts", "log_severity_number", "metric_names");
    private static final List<String> KINDS =
            Stream.of(SpanKind.values()).map(SpanMatch::text).toList();

    private final Section config;
    private final String type;
    private final List<Predicate<SpanData>> conditions = new ArrayList<>();
    private boolean typeIsUsed;

    private SpanMatch(Section config) {
        this.config = config;
        this.type = config.string("match_type", "");
    }

    /** Returns which spans {@code include} and {@code exclude} choose, which are all if there is neither. */
    static Predicate<SpanData> read(Section config) {
        Optional<Predicate<SpanData>> include = config.section("include").map(SpanMatch::properties);
        Optional<Predicate<SpanData>> exclude = config.section("exclude").map(SpanMatch::properties);
        return span -> include.map(matches -> matches.test(span)).orElse(true)
                && !exclude.map(matches -> matches.test(span)).orElse(false);
    }

    private static Predicate<SpanData> properties(Section config) {
        SpanMatch match = new SpanMatch(config);
        match.readAll();
        return span -> match.conditions.stream().allMatch(condition -> condition.test(span));
    }

    private void readAll() {
        strings("services", SpanMatch::service);
        strings("span_names", SpanData::getName);
        List<String> kinds = strings("span_kinds", span -> text(span.getKind()));
        libraries();
        attributes("resources", span -> span.getResource().getAttributes());
        attributes("attributes", SpanData::getAttributes);
        // A cache changes nothing but speed.
        config.section("regexp").ifPresent(regexp -> {
            regexp.bool("cacheenabled", false);
            regexp.int64("cachemaxnumentries", 0);
            regexp.reportUnknownKeys();
        });
        for (String key : NOT_FOR_SPANS) {
            if (config.has(key)) {
                config.error(key, "not for spans; leave it out");
            }
        }
        config.reportUnknownKeys();
        checkType(kinds);
        if (conditions.isEmpty()) {
            config.error(
                    "match_type",
                    "expected at least one of services, span_names, span_kinds, attributes, resources and libraries");
        }
    }

    private void checkType(List<String> kinds) {
        if (typeIsUsed && !type.equals("strict") && !type.equals("regexp")) {
            config.error("match_type", "expected strict or regexp, but was \"" + type + "\"");
        }
        if (type.equals("strict") && !KINDS.containsAll(kinds)) {
            config.error("span_kinds", "expected some of " + String.join(", ", KINDS));
        }
    }

    private List<String> strings(String key, Function<SpanData, String> property) {
        List<String> texts = config.strings(key);
        if (!texts.isEmpty()) {
            Predicate<String> matches = text(texts, config, key);
            conditions.add(span -> matches.test(property.apply(span)));
        }
        return texts;
    }

    private void libraries() {
        for (Section library : config.sections("libraries")) {
            Predicate<String> name = text(List.of(library.string("name", "")), library, "name");
            conditions.add(span -> name.test(span.getInstrumentationScopeInfo().getName()));
            if (library.value("version").isPresent()) {
                Predicate<String> version = text(List.of(library.string("version", "")), library, "version");
                conditions.add(span -> version.test(version(span)));
            }
            library.reportUnknownKeys();
        }
    }

    private void attributes(String key, Function<SpanData, Attributes> attributes) {
        for (Section property : config.sections(key)) {
            String name = property.string("key", "");
            if (name.isEmpty()) {
                property.error("key", "expected the name of an attribute");
            }
            Predicate<Object> matches = value(property);
            property.reportUnknownKeys();
            conditions.add(span -> {
                Object value = AttributeMap.find(attributes.apply(span), name);
                return value != null && matches.test(value);
            });
        }
    }

    private Predicate<Object> value(Section property) {
        Object expected = AttributeValues.read(property, "value");
        if (expected == null) {
            return value -> true;
        }
        if (!type.equals("regexp")) {
            typeIsUsed = true;
            return expected::equals;
        }
        if (!(expected instanceof String pattern)) {
            property.error("value", "expected a string, for match_type is regexp; quote it");
            return value -> false;
        }
        Predicate<String> matches = text(List.of(pattern), property, "value");
        return value -> !(value instanceof List) && matches.test(plain(value));
    }

    private Predicate<String> text(List<String> texts, Section at, String key) {
        typeIsUsed = true;
        return TextMatch.of(type, texts, at, key);
    }

    private static String plain(Object value) {
        return value instanceof Double number ? GoNumbers.plain(number) : value.toString();
    }

    private static String service(SpanData span) {
        Object service = AttributeMap.find(span.getResource().getAttributes(), "service.name");
        return service == null ? "<nil-service-name>" : AttributeText.of(service);
    }

    private static String version(SpanData span) {
        String version = span.getInstrumentationScopeInfo().getVersion();
        return version == null ? "" : version;
    }

    private static String text(SpanKind kind) {
        return "SPAN_KIND_" + kind;
    }
}
