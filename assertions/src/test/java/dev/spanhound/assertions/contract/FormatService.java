// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

import dev.spanhound.trace.propagation.BaggageEntries;
import dev.spanhound.trace.propagation.ExtractedContext;
import dev.spanhound.trace.propagation.HeaderLines;
import dev.spanhound.trace.propagation.PropagationFormat;
import dev.spanhound.trace.propagation.SamplingState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A service that gets one format right, and W3C Baggage; or sends on the lower half of trace IDs only. */
final class FormatService implements RelayServer.Propagation {
    private final ContractSuite suite;
    private final Fault fault;

    FormatService(ContractSuite suite, Fault fault) {
        this.suite = suite;
        this.fault = fault;
    }

    @Override
    public List<HeaderLines> outgoing(HeaderLines incoming, int calls) {
        ExtractedContext caller = read(incoming).orElse(null);
        boolean isContinued = caller != null && caller.hasTraceId() && caller.hasSpanId();
        SamplingState state =
                caller == null || caller.sampling() == SamplingState.DEFER ? SamplingState.ACCEPT : caller.sampling();
        String traceId = isContinued ? caller.traceId() : W3cService.hex(32);
        List<HeaderLines> outgoing = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            outgoing.add(write(traceId, W3cService.hex(16), state, isContinued ? caller : null)
                    .and(BaggageEntries.read(incoming).write()));
        }
        return outgoing;
    }

    private Optional<ExtractedContext> read(HeaderLines incoming) {
        return switch (suite) {
            case W3C, BAGGAGE -> PropagationFormat.W3C.read(incoming).context();
            case B3 -> PropagationFormat.readB3(incoming).context();
            case JAEGER -> PropagationFormat.JAEGER.read(incoming).context();
            case XRAY -> PropagationFormat.XRAY.read(incoming).context();
            case DATADOG -> PropagationFormat.DATADOG.read(incoming).context();
            case OT_TRACE -> PropagationFormat.OT_TRACE.read(incoming).context();
        };
    }

    private HeaderLines write(String traceId, String spanId, SamplingState state, @Nullable ExtractedContext caller) {
        boolean isSampled = state.isSampled();
        return switch (suite) {
            case W3C, BAGGAGE ->
                HeaderLines.of("traceparent", "00-" + traceId + "-" + spanId + (isSampled ? "-01" : "-00"));
            case B3 -> HeaderLines.of("b3", sent(traceId) + "-" + spanId + "-" + letter(state));
            case JAEGER ->
                baggage(
                        HeaderLines.of("uber-trace-id", sent(traceId) + ":" + spanId + ":0:" + (isSampled ? 1 : 0)),
                        "uberctx-",
                        caller);
            case XRAY ->
                HeaderLines.of(
                        "X-Amzn-Trace-Id",
                        "Root=1-" + traceId.substring(0, 8) + "-" + traceId.substring(8) + ";Parent=" + spanId
                                + ";Sampled=" + (isSampled ? 1 : 0));
            case DATADOG -> datadog(traceId, spanId, isSampled, caller);
            case OT_TRACE ->
                baggage(
                        HeaderLines.of(
                                "ot-tracer-traceid", traceId.substring(16),
                                "ot-tracer-spanid", spanId,
                                "ot-tracer-sampled", String.valueOf(isSampled)),
                        "ot-baggage-",
                        caller);
        };
    }

    private String sent(String traceId) {
        return fault == Fault.TRUNCATES_TRACE_ID ? traceId.substring(16) : traceId;
    }

    private static String letter(SamplingState state) {
        return state == SamplingState.DEBUG ? "d" : state.isSampled() ? "1" : "0";
    }

    private static HeaderLines baggage(HeaderLines lines, String prefix, @Nullable ExtractedContext caller) {
        HeaderLines all = lines;
        if (caller != null) {
            for (var each : caller.baggage().entrySet()) {
                all = all.with(prefix + each.getKey(), each.getValue());
            }
        }
        return all;
    }

    private HeaderLines datadog(String traceId, String spanId, boolean isSampled, @Nullable ExtractedContext caller) {
        String priority = caller == null ? "1" : caller.extras().getOrDefault("sampling-priority", "1");
        boolean isPriority = Arrays.asList("-1", "0", "1", "2").contains(priority);
        HeaderLines lines = HeaderLines.of(
                "x-datadog-trace-id",
                decimal(traceId.substring(16)),
                "x-datadog-parent-id",
                decimal(spanId),
                "x-datadog-sampling-priority",
                isPriority ? priority : isSampled ? "1" : "0");
        if (fault != Fault.TRUNCATES_TRACE_ID) {
            lines = lines.with("x-datadog-tags", "_dd.p.tid=" + traceId.substring(0, 16));
        }
        return caller != null && caller.extras().containsKey("origin")
                ? lines.with("x-datadog-origin", caller.extras().get("origin"))
                : lines;
    }

    private static String decimal(String hex) {
        return Long.toUnsignedString(Long.parseUnsignedLong(hex, 16));
    }
}
