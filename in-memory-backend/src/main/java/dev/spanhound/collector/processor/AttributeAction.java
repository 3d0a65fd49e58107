// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.processor;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One of the {@code actions} of the processors {@code attributes} and {@code resource}. */
@FunctionalInterface
interface AttributeAction {

    /** Changes the attributes. */
    void apply(AttributeMap attributes);

    /** Where a value comes from. */
    @FunctionalInterface
    interface Source {
        /** Returns the value, or null if there is none. */
        @Nullable
        Object value(AttributeMap attributes);
    }

    /** Adds an attribute that is not there. */
    record Insert(String key, Source source) implements AttributeAction {
        @Override
        public void apply(AttributeMap attributes) {
            Object value = source.value(attributes);
            if (value != null && attributes.get(key) == null) {
                attributes.put(key, value);
            }
        }
    }

    /** Changes an attribute that is there. */
    record Update(String key, Source source) implements AttributeAction {
        @Override
        public void apply(AttributeMap attributes) {
            Object value = source.value(attributes);
            if (value != null && attributes.get(key) != null) {
                attributes.put(key, value);
            }
        }
    }

    /** Adds or changes an attribute. */
    record Upsert(String key, Source source) implements AttributeAction {
        @Override
        public void apply(AttributeMap attributes) {
            Object value = source.value(attributes);
            if (value != null) {
                attributes.put(key, value);
            }
        }
    }

    /** Removes the attribute of this name, and those whose names match. */
    record Delete(String key, Predicate<String> pattern) implements AttributeAction {
        @Override
        public void apply(AttributeMap attributes) {
            attributes.remove(key);
            attributes.names(pattern).forEach(attributes::remove);
        }
    }

    /** Hashes the attribute of this name, and those whose names match; what is both is hashed twice. */
    record Hash(String key, Predicate<String> pattern) implements AttributeAction {
        @Override
        public void apply(AttributeMap attributes) {
            hash(attributes, key);
            attributes.names(pattern).forEach(name -> hash(attributes, name));
        }

        private static void hash(AttributeMap attributes, String name) {
            Object value = attributes.get(name);
            if (value != null) {
                attributes.put(name, AttributeHash.of(value));
            }
        }
    }

    /**
     * Makes attributes of what a pattern finds in a string, each named as its group. A group that took no part gives an
     * empty string.
     */
    record Extract(String key, Pattern pattern, List<String> names) implements AttributeAction {
        @Override
        public void apply(AttributeMap attributes) {
            if (!(attributes.get(key) instanceof String text)) {
                return;
            }
            Matcher matcher = pattern.matcher(text);
            if (matcher.find()) {
                for (int group = 1; group <= names.size(); group++) {
                    String part = matcher.group(group);
                    attributes.put(names.get(group - 1), part == null ? "" : part);
                }
            }
        }
    }

    /** Changes the type of an attribute, if its value allows. */
    record Convert(String key, Conversion conversion) implements AttributeAction {
        @Override
        public void apply(AttributeMap attributes) {
            Object value = attributes.get(key);
            Object converted = value == null ? null : conversion.of(value);
            if (converted != null) {
                attributes.put(key, converted);
            }
        }
    }
}
