// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import dev.spanhound.collector.config.Section;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code numeric_attribute}, {@code string_attribute} and {@code boolean_attribute}: keeps traces in which an attribute
 * of any resource or span matches; inverted, those in which none does, be it that none has the attribute. As in the
 * Collector, attributes of scopes, events and links do not count, and one of another type is read as {@code 0}, an empty
 * string or {@code false}.
 *
 * <p>A value that an attribute cannot hold (bytes, a map, an array of several types, nothing) is a string here, while the
 * Collector reads an empty one.
 */
record AttributePolicy(String key, AttributeRule rule, boolean inverted) implements Policy {

    static Policy read(Section keys, AttributeRule rule) {
        String key = keys.string("key", "");
        boolean inverted = keys.bool("invert_match", false);
        if (key.isEmpty()) {
            keys.warn("key", "no key: no span has an attribute without a name");
        }
        if (inverted) {
            keys.quirk(
                    "invert_match",
                    "invert_match no longer vetoes since 0.144: a trace that matches is kept if another policy keeps it;"
                            + " use a drop policy to keep it out");
        }
        return new AttributePolicy(key, rule, inverted);
    }

    @Override
    public Judgement judge(TraceView trace) {
        AttributeSearch search = new AttributeSearch(key);
        Sighting first = null;
        int seen = 0;
        for (Chunk chunk : trace.chunks()) {
            Object value = search.in(chunk.resource().getAttributes());
            if (value != null) {
                if (rule.matches(value, true)) {
                    return match(new Sighting(key, value, rule.misread(value), SpanLabel.of(chunk.resource())));
                }
                if (seen++ == 0) {
                    first = new Sighting(key, value, rule.misread(value), SpanLabel.of(chunk.resource()));
                }
            }
            for (SpanData span : chunk.spans()) {
                value = search.in(span.getAttributes());
                if (value == null) {
                    continue;
                }
                if (rule.matches(value, false)) {
                    return match(new Sighting(key, value, rule.misread(value), SpanLabel.of(chunk, span)));
                }
                if (seen++ == 0) {
                    first = new Sighting(key, value, rule.misread(value), SpanLabel.of(chunk, span));
                }
            }
        }
        return Judgement.of(inverted, none(first, seen));
    }

    private Judgement match(Sighting sighting) {
        return Judgement.of(
                !inverted, Reason.of(inverted ? "%s, %s, which is inverted" : "%s, %s", sighting, rule.wanted()));
    }

    private Reason none(@Nullable Sighting first, int seen) {
        if (first == null) {
            return Reason.of("no span or resource has %s", key);
        }
        return seen == 1
                ? Reason.of("%s, not %s", first, rule.wanted())
                : Reason.of("%s, not %s, nor is it on %s more", first, rule.wanted(), seen - 1);
    }

    private record Sighting(
            String key, Object value, @Nullable Object misread, SpanLabel where) {
        @Override
        public String toString() {
            return misread == null
                    ? "%s = %s on %s".formatted(key, value, where)
                    : "%s is %s, which reads as %s, on %s".formatted(key, typed(value), quoted(misread), where);
        }

        private static String typed(Object value) {
            if (value instanceof Boolean) {
                return "the boolean " + value;
            }
            if (value instanceof Number) {
                return (value instanceof Long ? "the integer " : "the double ") + value;
            }
            return value instanceof List<?> ? "the array " + value : "the string " + quoted(value);
        }

        private static String quoted(Object value) {
            return value instanceof String ? "\"" + value + "\"" : value.toString();
        }
    }
}
