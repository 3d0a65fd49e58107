// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import org.jspecify.annotations.Nullable;

/** Takes attributes, or the members of a key-value list. */
@FunctionalInterface
interface AttributeSink {

    /** Takes one. The value is an {@code AnyValue} as {@link AttributesDraft} describes it. */
    void put(AttributeName name, @Nullable Object value);
}
