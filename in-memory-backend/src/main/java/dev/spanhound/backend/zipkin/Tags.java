// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.zipkin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The tags of one span. What is taken for another purpose is not left to become an attribute. */
final class Tags {
    private final Map<String, String> left;

    Tags(Map<String, String> tags) {
        this.left = new LinkedHashMap<>(tags);
    }

    @Nullable
    String get(String key) {
        return left.get(key);
    }

    @Nullable
    String take(String key) {
        return left.remove(key);
    }

    /** Takes both tags, and returns the first one's value if there is one. */
    @Nullable
    String takeFirst(String key, String olderKey) {
        String value = left.remove(key);
        String older = left.remove(olderKey);
        return value == null ? older : value;
    }

    /** Takes a count of what the sender dropped. Anything but a number is left. */
    int takeCount(String key) {
        String value = left.get(key);
        if (value == null || !value.matches("[0-9]{1,9}")) {
            return 0;
        }
        left.remove(key);
        return Integer.parseInt(value);
    }

    void takeAll(Predicate<String> keys, BiConsumer<String, String> to) {
        left.entrySet().removeIf(tag -> {
            boolean taken = keys.test(tag.getKey());
            if (taken) {
                to.accept(tag.getKey(), tag.getValue());
            }
            return taken;
        });
    }

    boolean has(String key) {
        return left.containsKey(key);
    }

    void forEach(BiConsumer<String, String> action) {
        left.forEach(action);
    }
}
