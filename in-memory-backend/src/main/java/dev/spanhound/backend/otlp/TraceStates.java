// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;

/** Reads {@code trace_state}, a W3C {@code tracestate} header. */
final class TraceStates {
    /** Trace states by their bytes: the spans of a trace share theirs. */
    static final InternTable<TraceState> TABLE =
            new InternTable<>(64, (bytes, from, to) -> parse(Utf8.decode(bytes, from, to)));

    private static final int MAX_MEMBERS = 32;

    private TraceStates() {}

    /**
     * Returns the trace state, or an empty one if the header is not valid: a bad member spoils the list, but not the
     * span. Of a key that comes twice the first member counts.
     *
     * @see <a href="https://www.w3.org/TR/trace-context/#tracestate-header">W3C Trace Context: tracestate</a>
     */
    static TraceState parse(String header) {
        String[] members = header.split(",", MAX_MEMBERS + 1);
        if (members.length > MAX_MEMBERS) {
            return TraceState.getDefault();
        }
        TraceStateBuilder builder = TraceState.builder();
        for (int i = members.length - 1; i >= 0; i--) {
            String member = members[i].strip();
            builder.put(key(member), member.substring(member.indexOf('=') + 1));
        }
        TraceState state = builder.build();
        for (String member : members) {
            if (!member.isBlank() && state.get(key(member.strip())) == null) {
                return TraceState.getDefault();
            }
        }
        return state;
    }

    private static String key(String member) {
        return member.substring(0, Math.max(0, member.indexOf('=')));
    }
}
