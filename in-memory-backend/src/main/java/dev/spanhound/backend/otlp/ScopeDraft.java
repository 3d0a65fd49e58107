// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.common.InstrumentationScopeInfoBuilder;

/** An instrumentation scope while its fields arrive. */
final class ScopeDraft {
    private static final Canonical<InstrumentationScopeInfo> KNOWN = new Canonical<>(256);

    String name = "";
    String version = "";
    final AttributesDraft attributes = new AttributesDraft();

    /** Returns the scope. An empty version or schema URL is none. */
    InstrumentationScopeInfo complete(String schemaUrl) {
        InstrumentationScopeInfoBuilder scope =
                InstrumentationScopeInfo.builder(name).setAttributes(attributes.complete());
        if (!version.isEmpty()) {
            scope.setVersion(version);
        }
        if (!schemaUrl.isEmpty()) {
            scope.setSchemaUrl(schemaUrl);
        }
        return KNOWN.of(scope.build());
    }
}
