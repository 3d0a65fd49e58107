// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import io.opentelemetry.sdk.resources.Resource;
import org.jspecify.annotations.Nullable;

/** A resource while its fields arrive. Attributes that {@link Resource} refuses, by their key, are left out. */
final class ResourceDraft implements AttributeSink {
    private static final Canonical<Resource> KNOWN = new Canonical<>(64);
    private static final int MAX_KEY_LENGTH = 255;

    private final AttributesDraft attributes = new AttributesDraft();

    @Override
    public void put(AttributeName name, @Nullable Object value) {
        if (name.text().length() <= MAX_KEY_LENGTH && isPrintable(name.text())) {
            attributes.put(name, value);
        }
    }

    private static boolean isPrintable(String key) {
        for (int i = 0; i < key.length(); i++) {
            if (key.charAt(i) < ' ' || key.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /** Returns the resource. An empty schema URL is none. */
    Resource complete(String schemaUrl) {
        return KNOWN.of(Resource.create(attributes.complete(), schemaUrl.isEmpty() ? null : schemaUrl));
    }
}
