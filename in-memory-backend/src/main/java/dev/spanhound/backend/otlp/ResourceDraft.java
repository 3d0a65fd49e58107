// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.resources.Resource;

/** A resource while its fields arrive. */
final class ResourceDraft {
    private static final Canonical<Resource> KNOWN = new Canonical<>(64);
    private static final int MAX_KEY_LENGTH = 255;

    final AttributesDraft attributes = new AttributesDraft();

    /** Returns the resource. Attributes that {@link Resource} refuses, by their key, are left out. */
    Resource complete(String schemaUrl) {
        String url = schemaUrl.isEmpty() ? null : schemaUrl;
        Attributes all = attributes.complete();
        try {
            return KNOWN.of(Resource.create(all, url));
        } catch (IllegalArgumentException e) {
            Attributes held = all.toBuilder().removeIf(ResourceDraft::isRefused).build();
            return KNOWN.of(Resource.create(held, url));
        }
    }

    private static boolean isRefused(AttributeKey<?> key) {
        return key.getKey().length() > MAX_KEY_LENGTH || !key.getKey().chars().allMatch(c -> c >= ' ' && c <= '~');
    }
}
