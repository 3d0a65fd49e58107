// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        Map<String, String> members = new LinkedHashMap<>();
        for (String part : header.split(",", MAX_MEMBERS + 1)) {
            String member = trim(part);
            int equals = member.indexOf('=');
            if (equals >= 0) {
                members.putIfAbsent(member.substring(0, equals), member.substring(equals + 1));
            } else if (!member.isEmpty()) {
                return TraceState.getDefault();
            }
        }
        List<String> keys = new ArrayList<>(members.keySet());
        Collections.reverse(keys);
        TraceStateBuilder state = TraceState.builder();
        for (String key : keys) {
            state.put(key, members.get(key)); // goes to the front, and is ignored if it is not valid
        }
        TraceState valid = state.build();
        return valid.size() == members.size() ? valid : TraceState.getDefault();
    }

    /** Removes the white space that the header may have around its members: spaces and tabs, and no other. */
    private static String trim(String part) {
        int from = 0;
        int to = part.length();
        while (from < to && isSpace(part.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(part.charAt(to - 1))) {
            to--;
        }
        return part.substring(from, to);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }
}
