// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import static dev.spanhound.backend.otlp.ProtobufReader.LENGTH_DELIMITED;

import io.opentelemetry.sdk.resources.Resource;

/** Decodes {@code opentelemetry.proto.trace.v1.ResourceSpans} and {@code opentelemetry.proto.resource.v1.Resource}. */
final class ResourceSpansDecoder {
    private static final int RESOURCE = 1 << 3 | LENGTH_DELIMITED;
    private static final int SCOPE_SPANS = 2 << 3 | LENGTH_DELIMITED;
    private static final int SCHEMA_URL = 3 << 3 | LENGTH_DELIMITED;

    private static final int ATTRIBUTES = 1 << 3 | LENGTH_DELIMITED;

    private ResourceSpansDecoder() {}

    static void decode(ProtobufReader in, SpanBatch batch) throws MalformedOtlpException {
        int outer = in.enter();
        int start = in.position();
        batch.next(resource(in));
        in.back(start);
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case SCOPE_SPANS -> ScopeSpansDecoder.decode(in, batch);
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
    }

    /** Looks for the resource over all the fields, for it may come behind its spans. */
    private static Resource resource(ProtobufReader in) throws MalformedOtlpException {
        ResourceDraft resource = new ResourceDraft();
        String schemaUrl = "";
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case RESOURCE -> decode(in, resource);
                case SCHEMA_URL -> schemaUrl = in.string();
                default -> in.skip(tag);
            }
        }
        return resource.complete(schemaUrl);
    }

    private static void decode(ProtobufReader in, ResourceDraft resource) throws MalformedOtlpException {
        int outer = in.enter();
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case ATTRIBUTES -> KeyValueDecoder.decode(in, resource);
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
    }
}
