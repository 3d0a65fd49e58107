// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.processor;

import com.google.re2j.Pattern;
import dev.spanhound.collector.config.Section;
import dev.spanhound.collector.processor.AttributeAction.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads the actions of {@code attributes} and {@code resource}, and reports what the Collector would refuse. */
final class ActionReader {
    private static final List<String> ACTIONS =
            List.of("insert", "update", "upsert", "delete", "hash", "extract", "convert");

    private static final List<String> BY_PATTERN = List.of("delete", "hash");

    private ActionReader() {}

    /** Returns the actions at a key, of which there must be one at least. */
    static List<AttributeAction> actions(Section config, String key) {
        List<Section> sections = config.sections(key);
        if (sections.isEmpty()) {
            config.error(
                    key,
                    "expected at least one of " + key + ", such as {key: environment, value: test, action: insert}");
        }
        List<AttributeAction> actions = new ArrayList<>();
        for (Section section : sections) {
            action(section).ifPresent(actions::add);
        }
        return List.copyOf(actions);
    }

    private static Optional<AttributeAction> action(Section config) {
        String key = config.string("key", "");
        String action = config.string("action", "").toLowerCase(Locale.ROOT);
        String pattern = config.string("pattern", "");
        String convertedType = config.string("converted_type", "");
        Optional<Source> source = source(config, action);
        config.reportUnknownKeys();
        if (!ACTIONS.contains(action)) {
            config.error("action", "expected one of " + String.join(", ", ACTIONS) + ", but was \"" + action + "\"");
            return Optional.empty();
        }
        boolean byPattern = BY_PATTERN.contains(action);
        if (key.isEmpty() && !(byPattern && !pattern.isEmpty())) {
            config.error("key", byPattern ? "expected a key or a pattern" : "expected the name of an attribute");
        }
        if (!pattern.isEmpty() && !byPattern && !action.equals("extract")) {
            config.error("pattern", "not used by " + action + "; leave it out");
        }
        if (!convertedType.isEmpty() && !action.equals("convert")) {
            config.error("converted_type", "not used by " + action + "; leave it out");
        }
        return switch (action) {
            case "insert" -> source.map(from -> new AttributeAction.Insert(key, from));
            case "update" -> source.map(from -> new AttributeAction.Update(key, from));
            case "upsert" -> source.map(from -> new AttributeAction.Upsert(key, from));
            case "delete" -> Optional.of(new AttributeAction.Delete(key, names(config, pattern)));
            case "hash" -> Optional.of(new AttributeAction.Hash(key, names(config, pattern)));
            case "extract" -> extract(config, key, pattern);
            default -> convert(config, key, convertedType);
        };
    }

    private static Optional<Source> source(Section config, String action) {
        Object value = AttributeValues.read(config, "value");
        Object byDefault = AttributeValues.read(config, "default_value");
        String fromAttribute = config.string("from_attribute", "");
        String fromContext = config.string("from_context", "");
        int sources = (config.value("value").isPresent() ? 1 : 0)
                + (fromAttribute.isEmpty() ? 0 : 1)
                + (fromContext.isEmpty() ? 0 : 1);
        if (!List.of("insert", "update", "upsert").contains(action)) {
            boolean byPattern = BY_PATTERN.contains(action);
            if (ACTIONS.contains(action) && sources > (byPattern && !fromContext.isEmpty() ? 1 : 0)) {
                config.error("action", action + " takes no value, from_attribute or from_context; leave it out");
            }
            return Optional.empty();
        }
        if (!fromContext.isEmpty()) {
            config.error(
                    "from_context",
                    "not here: there is no client whose metadata could be read. For the test, write value or from_attribute");
        }
        if (sources > 1) {
            config.error("action", "expected one of value, from_attribute and from_context, but there are " + sources);
        } else if (sources == 0 && config.value("default_value").isEmpty()) {
            config.error("action", action + " needs a value, from_attribute or default_value");
        }
        return Optional.of(attributes -> first(value, attributes.get(fromAttribute), byDefault));
    }

    private static @Nullable Object first(
            @Nullable Object value, @Nullable Object fromAttribute, @Nullable Object byDefault) {
        if (value != null) {
            return value;
        }
        return fromAttribute == null ? byDefault : fromAttribute;
    }

    private static Predicate<String> names(Section config, String pattern) {
        Pattern compiled = Patterns.compile(config, "pattern", pattern);
        return compiled == null || pattern.isEmpty()
                ? name -> false
                : name -> compiled.matcher(name).find();
    }

    private static Optional<AttributeAction> extract(Section config, String key, String pattern) {
        if (pattern.isEmpty()) {
            config.error("pattern", "expected a pattern with named groups, such as ^/(?P<version>v\\d+)/");
            return Optional.empty();
        }
        Pattern compiled = Patterns.compile(config, "pattern", pattern);
        if (compiled == null) {
            return Optional.empty();
        }
        List<String> names = Patterns.groupNames(compiled);
        if (names.isEmpty() || names.contains("")) {
            config.error("pattern", "expected a name for each group, such as (?P<name>...)");
            return Optional.empty();
        }
        return Optional.of(new AttributeAction.Extract(key, compiled, names));
    }

    private static Optional<AttributeAction> convert(Section config, String key, String type) {
        Optional<Conversion> conversion = Conversion.named(type);
        if (conversion.isEmpty()) {
            config.error("converted_type", "expected string, int or double, but was \"" + type + "\"");
        }
        return conversion.map(target -> new AttributeAction.Convert(key, target));
    }
}
