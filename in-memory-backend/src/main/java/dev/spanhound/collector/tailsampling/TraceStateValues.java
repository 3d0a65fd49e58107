// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import dev.spanhound.collector.config.Section;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code trace_state}: keeps traces in which any span's trace state has one of these values for a key.
 *
 * <p>A span's trace state that is not valid is empty here, and so does not match, as in the Collector; one with a key
 * that comes twice counts here with its first value, while the Collector does not read it.
 */
record TraceStateValues(String key, Set<String> wanted) implements Policy {
    private static final int MAX_MEMBER_BYTES = 256;

    static Policy read(Section keys) {
        String key = keys.string("key", "");
        Set<String> wanted = new LinkedHashSet<>();
        for (String value : keys.strings("values")) {
            if (!value.isEmpty() && bytes(key) + bytes(value) < MAX_MEMBER_BYTES) {
                wanted.add(value);
            } else {
                keys.warn(
                        "values",
                        "never matches \"%s\": empty, or with its key longer than 255 bytes".formatted(value));
            }
        }
        return new TraceStateValues(key, wanted);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public Judgement judge(TraceView trace) {
        String seen = null;
        SpanLabel where = null;
        for (Chunk chunk : trace.chunks()) {
            for (SpanData span : chunk.spans()) {
                String value = span.getSpanContext().getTraceState().get(key);
                if (value == null) {
                    continue;
                }
                if (wanted.contains(value)) {
                    return Judgement.sampled(
                            Reason.of("%s=%s in the trace state of %s", key, value, SpanLabel.of(chunk, span)));
                }
                if (where == null) {
                    seen = value;
                    where = SpanLabel.of(chunk, span);
                }
            }
        }
        return Judgement.notSampled(none(seen, where));
    }

    private Reason none(@Nullable String seen, @Nullable SpanLabel where) {
        return seen == null || where == null
                ? Reason.of("no span has %s in its trace state", key)
                : Reason.of("%s=%s in the trace state of %s, not one of %s", key, seen, where, wanted);
    }
}
