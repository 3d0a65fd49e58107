// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.processor;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the processor {@code span}.
 *
 * @param nameParts attributes whose values make the name, if the span has them all
 * @param separator what comes between them
 * @param patterns what to take out of the name, into attributes named as the groups
 * @param breakAfterMatch whether the first pattern that matches is the last one tried
 * @param keepOriginalName whether the name stays as it is; else the group's name in braces takes the place of its text
 * @param status the status to set, or null
 */
record SpanRules(
        List<String> nameParts,
        String separator,
        List<Pattern> patterns,
        boolean breakAfterMatch,
        boolean keepOriginalName,
        @Nullable StatusData status) {

    SpanData apply(SpanData span) {
        AttributeMap attributes = AttributeMap.of(span.getAttributes());
        String name = nameParts.isEmpty() ? span.getName() : named(span.getName(), attributes);
        if (!name.isEmpty()) {
            name = withoutAttributes(name, attributes);
        }
        return SpanEdit.of(span)
                .name(name)
                .attributes(attributes.toAttributes())
                .status(status == null ? span.getStatus() : status)
                .done();
    }

    private String named(String before, AttributeMap attributes) {
        StringJoiner name = new StringJoiner(separator);
        for (String part : nameParts) {
            Object value = attributes.get(part);
            if (value == null) {
                return before;
            }
            name.add(text(value));
        }
        return name.toString();
    }

    private static String text(Object value) {
        if (value instanceof List) {
            return "<unknown-attribute-type>";
        }
        return value instanceof Double number ? GoNumbers.plain(number) : value.toString();
    }

    private String withoutAttributes(String before, AttributeMap attributes) {
        String name = before;
        for (Pattern pattern : patterns) {
            Matcher matcher = pattern.matcher(name);
            if (matcher.find()) {
                String replaced = takeOut(name, matcher, Patterns.groupNames(pattern), attributes);
                name = keepOriginalName ? name : replaced;
                if (breakAfterMatch) {
                    return name;
                }
            }
        }
        return name;
    }

    /** A group inside another one, or one that took no part, has no place of its own; the Collector panics there. */
    private static String takeOut(String name, Matcher matcher, List<String> groups, AttributeMap attributes) {
        StringBuilder replaced = new StringBuilder();
        int copied = 0;
        for (int group = 1; group <= groups.size(); group++) {
            String attribute = groups.get(group - 1);
            if (matcher.start(group) >= copied) {
                attributes.put(attribute, matcher.group(group));
                replaced.append(name, copied, matcher.start(group));
                replaced.append('{').append(attribute).append('}');
                copied = matcher.end(group);
            }
        }
        return replaced.append(name, copied, name.length()).toString();
    }
}
