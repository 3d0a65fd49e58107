// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.diagnosis;

import dev.spanhound.trace.Trace;
import java.util.List;
import java.util.Optional;

/** A part of the trace has 64 bits of its ID: B3 allows both lengths, and not everybody sends on what came. */
final class TraceIdCut implements Suspicion {
    private static final int HALF = 16;
    private static final String NO_LEFT_HALF = "0".repeat(HALF);

    @Override
    public Optional<Diagnosis> examine(Evidence evidence) {
        String traceId = evidence.trace().traceId();
        return evidence.sighting().strays().stream()
                .filter(stray -> !stray.isEmpty())
                .filter(stray -> right(stray.traceId()).equals(right(traceId)))
                .findFirst()
                .map(stray -> diagnosis(traceId, stray));
    }

    private static String right(String traceId) {
        return traceId.substring(Math.max(0, traceId.length() - HALF));
    }

    private static Diagnosis diagnosis(String traceId, Trace stray) {
        String services = Words.list(stray.services());
        boolean cut = stray.traceId().startsWith(NO_LEFT_HALF);
        return new Diagnosis(
                cut
                        ? "the trace ID has lost its left half on the way to " + services
                        : "the trace ID has another left half in " + services,
                List.of(
                        "The spans of " + services + " are in the trace " + stray.traceId() + ", and this is " + traceId
                                + ".",
                        "Likely: somebody in between knows trace IDs of 64 bits only. In Brave that is"
                                + " Tracing.Builder.traceId128Bit, in Envoy's Zipkin tracer trace_id_128bit (both for IDs"
                                + " that they make).",
                        "Or: an application cuts the X-B3-TraceId that it sends on."),
                List.of(stray));
    }
}
