// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/**
 * Something that the JUnit Store closes with the context it was put for. JUnit 5.12 closes what is a
 * {@code CloseableResource}, JUnit 6 what is {@code AutoCloseable}: it must be both.
 */
@SuppressWarnings("deprecation") // CloseableResource and getOrComputeIfAbsent, since JUnit 5.13 and 6.0
interface Stored extends Store.CloseableResource, AutoCloseable {

    @Override
    void close();

    /** Returns the Store of the context, which also sees what enclosing contexts hold. */
    static Store in(ExtensionContext context) {
        return context.getStore(Namespace.create(TraceTestExtension.class));
    }

    /** Returns what the context or an enclosing one has under the key; puts it into that of the context if none has. */
    static <T> T computeIfAbsent(ExtensionContext context, Object key, Class<T> type, Function<Object, T> value) {
        return Objects.requireNonNull(in(context).getOrComputeIfAbsent(key, value, type));
    }
}
