// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.processor;

import dev.spanhound.collector.go.GoDouble;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The types that {@code convert} knows. */
enum Conversion {
    /** Any value, arrays as JSON. */
    STRING {
        @Override
        Object of(Object value) {
            return AttributeText.of(value);
        }
    },
    /** Numbers without their fraction, booleans as 1 and 0, strings with an integer. */
    INT {
        @Override
        @Nullable
        Object of(Object value) {
            if (value instanceof Double number) {
                return GoDouble.toInt64(number);
            }
            if (value instanceof Boolean flag) {
                return flag ? 1L : 0L;
            }
            return value instanceof String text ? GoNumbers.parseInt(text) : null;
        }
    },
    /** Integers, booleans as 1 and 0, strings with a number. */
    DOUBLE {
        @Override
        @Nullable
        Object of(Object value) {
            if (value instanceof Long number) {
                return number.doubleValue();
            }
            if (value instanceof Boolean flag) {
                return flag ? 1.0 : 0.0;
            }
            return value instanceof String text ? GoNumbers.parseFloat(text) : null;
        }
    };

    /** Returns the converted value, or null to leave it as it is. */
    abstract @Nullable Object of(Object value);

    static Optional<Conversion> named(String name) {
        return Stream.of(values())
                .filter(type -> type.name().toLowerCase(java.util.Locale.ROOT).equals(name))
                .findFirst();
    }
}
