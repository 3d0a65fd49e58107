// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The cases of one format of trace context. */
public enum ContractSuite {
    /** W3C Trace Context, levels 1 and 2: {@code traceparent} and {@code tracestate}. */
    W3C("w3c", "W3C Trace Context"),
    /** W3C Baggage. */
    BAGGAGE("baggage", "W3C Baggage"),
    /** B3, in one header and in several. */
    B3("b3", "B3"),
    /** Jaeger's {@code uber-trace-id}. */
    JAEGER("jaeger", "Jaeger"),
    /** AWS X-Ray's {@code X-Amzn-Trace-Id}. */
    XRAY("xray", "AWS X-Ray"),
    /** Datadog's {@code x-datadog-…}. */
    DATADOG("datadog", "Datadog"),
    /** The OpenTracing propagator's {@code ot-tracer-…}. */
    OT_TRACE("ottrace", "OT trace");

    private static final Map<ContractSuite, List<ContractCase>> CASES = new ConcurrentHashMap<>();

    private final String id;
    private final String title;

    ContractSuite(String id, String title) {
        this.id = id;
        this.title = title;
    }

    /** Returns the name that the suite has in files. */
    public String id() {
        return id;
    }

    /** Returns the name of the format. */
    public String title() {
        return title;
    }

    /** Returns its cases, in the order in which a report has them. */
    public List<ContractCase> cases() {
        return CASES.computeIfAbsent(this, ContractFile::read);
    }
}
