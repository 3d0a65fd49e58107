// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.synthetic;

import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;
import java.util.List;

/** Reads a trace state as it is written in a test. */
final class TraceStateHeader {
    private TraceStateHeader() {}

    static TraceState parse(String header) {
        TraceStateBuilder state = TraceState.builder();
        List<String> members = header.isBlank() ? List.of() : List.of(header.split(","));
        for (int i = members.size() - 1; i >= 0; i--) {
            String[] member = members.get(i).strip().split("=", 2);
            if (member.length == 2) {
                state.put(member[0], member[1]); // goes to the front, and is ignored if it is not valid
            }
        }
        TraceState valid = state.build();
        if (valid.size() != members.size()) {
            throw new IllegalArgumentException("trace state: " + header
                    + " (expected: members key=value of different keys, as in the W3C header tracestate)");
        }
        return valid;
    }
}
