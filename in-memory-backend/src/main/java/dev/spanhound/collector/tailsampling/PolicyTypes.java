// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import java.util.LinkedHashMap;
import java.util.Map;

/** All types of policies, each with what reads its own keys, and where they may stand. */
final class PolicyTypes {

    /** Those that are not made of others: they may stand anywhere. */
    static final Map<String, PolicyType> LEAVES = leaves();

    /** What may stand in {@code and} and {@code drop}. */
    static final Map<String, PolicyType> IN_AND = with(LEAVES, "not", Not::read);

    /** What may stand in {@code composite}. */
    static final Map<String, PolicyType> IN_COMPOSITE = with(LEAVES, "and", And::read);

    /** What may stand in {@code policies}. */
    static final Map<String, PolicyType> ALL = all();

    private PolicyTypes() {}

    private static Map<String, PolicyType> leaves() {
        Map<String, PolicyType> types = new LinkedHashMap<>();
        types.put("always_sample", AlwaysSample::read);
        types.put("latency", Latency::read);
        types.put("numeric_attribute", NumericAttribute::read);
        types.put("probabilistic", Probabilistic::read);
        types.put("status_code", StatusCodes::read);
        types.put("string_attribute", StringAttribute::read);
        types.put("rate_limiting", Limiting::spans);
        types.put("bytes_limiting", Limiting::bytes);
        types.put("span_count", SpanCount::read);
        types.put("trace_state", TraceStateValues::read);
        types.put("boolean_attribute", BooleanAttribute::read);
        types.put("trace_flags", TraceFlags::read);
        types.put("ottl_condition", Ottl::read);
        return types;
    }

    private static Map<String, PolicyType> all() {
        Map<String, PolicyType> types = with(IN_AND, "and", And::read);
        types.put("drop", And::drop);
        types.put("composite", Composite::read);
        return types;
    }

    private static Map<String, PolicyType> with(Map<String, PolicyType> types, String type, PolicyType reader) {
        Map<String, PolicyType> more = new LinkedHashMap<>(types);
        more.put(type, reader);
        return more;
    }
}
