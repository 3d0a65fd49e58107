// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import dev.spanhound.collector.config.Section;
import org.jspecify.annotations.Nullable;

/**
 * {@code numeric_attribute}: an integer within bounds, both inclusive. A double is not one: it reads as 0, as all other
 * types do.
 */
record NumericAttribute(long min, long max, String wanted) implements AttributeRule {

    static Policy read(Section keys) {
        long min = keys.int64("min_value", 0);
        long max = keys.int64("max_value", 0);
        if (min == 0 && max == 0) {
            keys.error(
                    "max_value",
                    "expected min_value or max_value other than 0 (At least one of minValue or maxValue must be set);"
                            + " the Collector starts with this, and panics at the first trace");
        }
        warnUnset(keys, "min_value", "no minimum");
        warnUnset(keys, "max_value", "no maximum");
        if (min != 0 && max != 0 && min > max) {
            keys.warn("min_value", "min_value %s is above max_value %s: nothing matches".formatted(min, max));
        }
        String wanted = min == 0 ? "at most " + max : max == 0 ? "at least " + min : "within " + min + " to " + max;
        return AttributePolicy.read(
                keys, new NumericAttribute(min == 0 ? Long.MIN_VALUE : min, max == 0 ? Long.MAX_VALUE : max, wanted));
    }

    private static void warnUnset(Section keys, String key, String meaning) {
        if (keys.has(key) && keys.int64(key, 0) == 0) {
            keys.quirk(key, "%s: 0 means unset, which is %s".formatted(key, meaning));
        }
    }

    @Override
    public boolean matches(Object value, boolean onResource) {
        long number = value instanceof Long integer ? integer : 0;
        return number >= min && number <= max;
    }

    @Override
    public @Nullable Object misread(Object value) {
        return value instanceof Long ? null : 0;
    }
}
