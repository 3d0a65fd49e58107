// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.resources.Resource;

/** A resource while its fields arrive. */
final class ResourceDraft {
    final AttributesDraft attributes = new AttributesDraft();

    /** Returns the resource. Attributes that {@link Resource} refuses, by their key, are left out. */
    Resource complete(String schemaUrl) {
        String url = schemaUrl.isEmpty() ? null : schemaUrl;
        Attributes all = attributes.complete();
        try {
            return Resource.create(all, url);
        } catch (IllegalArgumentException e) {
            return Resource.create(
                    all.toBuilder().removeIf(ResourceDraft::isRefused).build(), url);
        }
    }

    private static boolean isRefused(AttributeKey<?> key) {
        return key.getKey().length() > 255 || !key.getKey().chars().allMatch(c -> c >= ' ' && c <= '~');
    }
}
