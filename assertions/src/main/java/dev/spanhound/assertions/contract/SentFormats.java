// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

import dev.spanhound.trace.propagation.Extraction;
import dev.spanhound.trace.propagation.HeaderLines;
import dev.spanhound.trace.propagation.PropagationFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The formats that the service may send the context on in.
 *
 * @param formats at least one
 */
record SentFormats(List<PropagationFormat> formats) {

    /** Returns the formats of the suite itself. */
    static SentFormats of(ContractSuite suite) {
        return new SentFormats(
                switch (suite) {
                    case W3C, BAGGAGE -> List.of(PropagationFormat.W3C);
                    case B3 -> List.of(PropagationFormat.B3_SINGLE, PropagationFormat.B3_MULTI);
                    case JAEGER -> List.of(PropagationFormat.JAEGER);
                    case XRAY -> List.of(PropagationFormat.XRAY);
                    case DATADOG -> List.of(PropagationFormat.DATADOG);
                    case OT_TRACE -> List.of(PropagationFormat.OT_TRACE);
                });
    }

    /** Returns what the lines say in the first format that they can be read in, or else in the first that is there. */
    Extraction read(HeaderLines lines) {
        List<Extraction> found =
                formats.stream().map(format -> format.read(lines)).toList();
        return found.stream()
                .filter(each -> each.context().isPresent())
                .findFirst()
                .or(() -> found.stream().filter(each -> !each.isAbsent()).findFirst())
                .orElse(found.get(0));
    }

    /** Returns the header, of each format, that has the trace ID. */
    String headers() {
        return formats.stream().map(format -> format.headers().get(0)).collect(Collectors.joining(" or "));
    }

    /** Returns whether all of them can say that a trace is to be debugged, and that nothing is decided. */
    boolean knowDebugAndDefer() {
        return formats.stream()
                .allMatch(format -> format == PropagationFormat.B3_SINGLE || format == PropagationFormat.B3_MULTI);
    }
}
