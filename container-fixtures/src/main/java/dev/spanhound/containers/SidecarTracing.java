// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

/**
 * How a sidecar traces.
 *
 * @param protocol the protocol of its spans
 * @param acceptsW3c whether a Zipkin tracer reads and writes {@code traceparent} beside B3
 * @param wideTraceIds whether the trace IDs that it makes have 128 bits
 * @param sharedSpanIds whether its SERVER spans have the IDs of their callers' CLIENT spans
 * @param samplingPercent share of the requests without a decision that it traces
 */
record SidecarTracing(
        Protocol protocol, boolean acceptsW3c, boolean wideTraceIds, boolean sharedSpanIds, double samplingPercent) {
    /** As Istio has it, but for the sampling. */
    static final SidecarTracing DEFAULT = new SidecarTracing(Protocol.ZIPKIN, false, true, false, 100);

    /** The protocol of a proxy's spans. */
    enum Protocol {
        ZIPKIN,
        OTLP
    }

    SidecarTracing withOtlp() {
        return new SidecarTracing(Protocol.OTLP, acceptsW3c, wideTraceIds, sharedSpanIds, samplingPercent);
    }

    SidecarTracing withW3c() {
        return new SidecarTracing(protocol, true, wideTraceIds, sharedSpanIds, samplingPercent);
    }

    SidecarTracing withWideTraceIds(boolean wide) {
        return new SidecarTracing(protocol, acceptsW3c, wide, sharedSpanIds, samplingPercent);
    }

    SidecarTracing withSharedSpanIds(boolean shared) {
        return new SidecarTracing(protocol, acceptsW3c, wideTraceIds, shared, samplingPercent);
    }

    SidecarTracing withSampling(double percent) {
        if (!(percent >= 0 && percent <= 100)) {
            throw new IllegalArgumentException("percent: " + percent + " (expected: 0 to 100)");
        }
        return new SidecarTracing(protocol, acceptsW3c, wideTraceIds, sharedSpanIds, percent);
    }
}
