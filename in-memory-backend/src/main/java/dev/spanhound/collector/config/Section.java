// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.config;

import dev.spanhound.collector.config.Node.Mapping;
import dev.spanhound.collector.config.Node.Scalar;
import dev.spanhound.collector.config.Node.Sequence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A map of a configuration, read key by key. A key that is asked for is a known one; a value of a wrong type is reported,
 * and read as the default. At the end {@link #reportUnknownKeys()} reports all keys that were not asked for.
 *
 * <p>Values are taken as the Collector's {@code confmap} v1.68.0 takes them. A key without a value is not the default: it is
 * zero, false or empty for a single value, which is warned of; for a list or a map it is as if the key were not there.
 */
public final class Section {
    private final Mapping mapping;
    private final Findings findings;
    private final Set<String> known = new LinkedHashSet<>();
    private final Map<String, String> hints = new HashMap<>();

    /** Begins to read a map. */
    public Section(Mapping mapping, Findings findings) {
        this.mapping = mapping;
        this.findings = findings;
    }

    /** Returns where the map stands. */
    public Place place() {
        return mapping.place();
    }

    /** Returns where the value of this key stands; the map itself if there is no such key. */
    public Place place(String key) {
        Node node = mapping.entries().get(key);
        return node == null ? mapping.place() : node.place();
    }

    /** Returns the keys, in the order written. */
    public Set<String> keys() {
        return mapping.entries().keySet();
    }

    /** Returns the keys that were asked for so far, whether they are there or not. */
    public Set<String> known() {
        return Collections.unmodifiableSet(known);
    }

    /** Returns whether there is a value, which may be null in YAML. Makes the key a known one. */
    public boolean has(String key) {
        known.add(key);
        return mapping.entries().containsKey(key);
    }

    /** Reports an error at a key, or at the map if there is no such key. */
    public void error(String key, String message) {
        findings.error(place(key), message);
    }

    /** Reports a warning at a key, or at the map if there is no such key. */
    public void warn(String key, String message) {
        findings.warn(place(key), message);
    }

    /** Reports at a key, or at the map if there is no such key, what surprises in the Collector: a warning to who asks. */
    public void quirk(String key, String message) {
        findings.quirk(place(key), message);
    }

    /** Returns a string. */
    public String string(String key, String absent) {
        return read(key, Scalars.STRING, absent, "");
    }

    /** Returns one of the known words; the default, if it is another, which is reported with the nearest. */
    public String choice(String key, String absent, Collection<String> words) {
        String word = string(key, absent);
        if (words.contains(word) || !has(key)) {
            return word;
        }
        findings.error(place(key), "unknown " + key + " \"" + word + "\"" + NearMiss.hint(word, words));
        return absent;
    }

    /** Returns true or false. */
    public boolean bool(String key, boolean absent) {
        return read(key, Scalars.BOOL, absent, false);
    }

    /** Returns an integer. A fraction is cut off, as the Collector does, and warned of. */
    public long int64(String key, long absent) {
        return read(key, Scalars.INT64, absent, 0L);
    }

    /** Returns an integer of at least 0. What is above the greatest {@code long} is read as that. */
    public long uint64(String key, long absent) {
        return read(key, Scalars.UINT64, absent, 0L);
    }

    /** Returns an integer of at least 0, of which the Collector takes the lowest 32 bits. */
    public long uint32(String key, long absent) {
        long read = uint64(key, absent);
        long kept = read & 0xffff_ffffL;
        if (kept != read) {
            warn(key, read + " does not fit in 32 bits, and the Collector takes it for " + kept);
        }
        return kept;
    }

    /** Returns a number. */
    public double float64(String key, double absent) {
        return read(key, Scalars.FLOAT64, absent, 0.0);
    }

    /** Returns a duration as Go writes it, such as {@code 30s} or {@code 1m30s}. A number is one of nanoseconds. */
    public Duration duration(String key, Duration absent) {
        return read(key, Scalars.DURATION, absent, Duration.ZERO);
    }

    /** Returns a list of strings; an empty one if there is none. One string is a list with commas. */
    public List<String> strings(String key) {
        Node node = node(key);
        if (node instanceof Scalar scalar && scalar.value() instanceof String text) {
            return text.isEmpty() ? List.of() : Arrays.asList(text.split(",", -1));
        }
        List<String> strings = new ArrayList<>();
        for (Node element : elements(key)) {
            strings.add(element.isNull() && element.original() == null ? "" : convert(element, Scalars.STRING, ""));
        }
        return strings;
    }

    /** Returns the map at a key, if there is one. */
    public Optional<Section> section(String key) {
        Node node = node(key);
        return node == null ? Optional.empty() : asSection(node);
    }

    /** Returns the map at a key; one without keys if there is none. */
    public Section sectionOrEmpty(String key) {
        return section(key)
                .orElseGet(() -> new Section(new Mapping(place(key).at(place().key(key)), Map.of()), findings));
    }

    /** Returns the list of maps at a key; an empty one if there is none. */
    public List<Section> sections(String key) {
        return elements(key).stream()
                .map(element -> element.isNull() ? new Mapping(element.place(), Map.of()) : element)
                .flatMap(element -> asSection(element).stream())
                .toList();
    }

    /** Returns the value at a key as it is, if there is one that is not null. */
    public Optional<Node> value(String key) {
        return Optional.ofNullable(node(key));
    }

    private Optional<Section> asSection(Node node) {
        if (node instanceof Mapping map) {
            return Optional.of(new Section(map, findings));
        }
        findings.error(node.place(), "expected a map, but was " + node.described());
        return Optional.empty();
    }

    private List<Node> elements(String key) {
        Node node = node(key);
        if (node == null) {
            return List.of();
        }
        if (node instanceof Sequence sequence) {
            return sequence.elements();
        }
        findings.error(node.place(), "expected a list, but was " + node.described());
        return List.of();
    }

    private @Nullable Node node(String key) {
        known.add(key);
        Node node = mapping.entries().get(key);
        return node == null || node.isNull() ? null : node;
    }

    private <T> T read(String key, Scalars<T> type, T absent, T zero) {
        known.add(key);
        Node node = mapping.entries().get(key);
        if (node == null) {
            return absent;
        }
        if (!node.isNull()) {
            return convert(node, type, absent);
        }
        if (!zero.equals(absent)) {
            findings.warn(
                    node.place(),
                    "has no value, which the Collector reads as " + type.described(zero)
                            + ", not as the default: leave the key out for that");
        }
        return zero;
    }

    private <T> T convert(Node node, Scalars<T> type, T otherwise) {
        T value = type.of(node);
        if (value == null) {
            findings.error(
                    node.place(), "expected " + type.expected() + ", but was " + node.described() + type.cure(node));
            return otherwise;
        }
        type.doubt(node).ifPresent(doubt -> findings.warn(node.place(), doubt));
        return value;
    }

    /**
     * Says what to do about a key that is often written here and is not known here, such as {@code did you mean latency:
     * {threshold_ms: …}?}. Has no effect if the key is known.
     */
    public Section hint(String key, String advice) {
        hints.put(key, advice);
        return this;
    }

    /** Reports all keys that were not asked for, each with its hint or the nearest of those that were. */
    public void reportUnknownKeys() {
        unknownKeys().forEach(key -> findings.error(place(key), unknown(key)));
    }

    /**
     * Reports all keys that were not asked for, as {@link #reportUnknownKeys()} does. Where the value is a map or nothing it
     * is a warning, for that is what the Collector leaves to an extension: it accepts the key, and does nothing with it.
     */
    public void reportUnknownKeysButMaps() {
        for (String key : unknownKeys()) {
            Node node = mapping.entries().get(key);
            if (node instanceof Mapping || (node != null && node.isNull())) {
                warn(key, unknown(key) + ": the Collector ignores it");
            } else {
                error(key, unknown(key));
            }
        }
    }

    private List<String> unknownKeys() {
        return keys().stream().filter(key -> !known.contains(key)).toList();
    }

    private String unknown(String key) {
        String where = place().path().isEmpty() ? "" : " under " + place().lastStep();
        String hint = hints.get(key);
        return "unknown key " + key + where + (hint == null ? NearMiss.hint(key, known) : ": " + hint);
    }
}
