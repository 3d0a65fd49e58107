// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import static dev.spanhound.backend.otlp.ProtobufReader.LENGTH_DELIMITED;

import io.opentelemetry.sdk.common.InstrumentationScopeInfo;

/** Decodes {@code opentelemetry.proto.trace.v1.ScopeSpans} and {@code InstrumentationScope}. */
final class ScopeSpansDecoder {
    private static final int SCOPE = 1 << 3 | LENGTH_DELIMITED;
    private static final int SPANS = 2 << 3 | LENGTH_DELIMITED;
    private static final int SCHEMA_URL = 3 << 3 | LENGTH_DELIMITED;

    private static final int NAME = 1 << 3 | LENGTH_DELIMITED;
    private static final int VERSION = 2 << 3 | LENGTH_DELIMITED;
    private static final int ATTRIBUTES = 3 << 3 | LENGTH_DELIMITED;

    private ScopeSpansDecoder() {}

    static void decode(ProtobufReader in, SpanBatch batch) throws MalformedOtlpException {
        int outer = in.enter();
        int start = in.position();
        batch.next(scope(in));
        in.back(start);
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case SPANS -> batch.add(SpanDecoder.decode(in));
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
    }

    /** Looks for the scope over all the fields, for it may come behind its spans. */
    private static InstrumentationScopeInfo scope(ProtobufReader in) throws MalformedOtlpException {
        ScopeDraft scope = new ScopeDraft();
        String schemaUrl = "";
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case SCOPE -> decode(in, scope);
                case SCHEMA_URL -> schemaUrl = in.string();
                default -> in.skip(tag);
            }
        }
        return scope.complete(schemaUrl);
    }

    private static void decode(ProtobufReader in, ScopeDraft scope) throws MalformedOtlpException {
        int outer = in.enter();
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case NAME -> scope.name = in.string();
                case VERSION -> scope.version = in.string();
                case ATTRIBUTES -> KeyValueDecoder.decode(in, scope.attributes);
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
    }
}
