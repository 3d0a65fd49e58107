// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

/** Ways in which services get W3C Trace Context wrong, or another format. */
enum Fault {
    NONE,
    /** Never looks at what came in. */
    BEGINS_ANEW,
    /** Sends on the very line that came in, as a proxy does. */
    FORWARDS_TRACEPARENT,
    /** Has one parent ID for all calls of a request. */
    SHARES_PARENT_ID,
    /** Looks at the first line of each header only. */
    READS_FIRST_LINE,
    /** Knows the headers in lower case only. */
    MINDS_CASE,
    /** Splits at the hyphens and takes what is there. */
    CHECKS_NOTHING,
    /** Makes lower case of all it reads. */
    LOWERS_CASE,
    /** Takes the white space around a value for part of it. */
    MINDS_SPACE,
    /** Knows version 00 only. */
    KNOWS_VERSION_00_ONLY,
    /** Always sends flags 01. */
    ALWAYS_SAMPLES,
    /** Sends on all flags as they came. */
    FORWARDS_FLAGS,
    /** Does not know tracestate. */
    DROPS_TRACESTATE,
    /** Sends on tracestate as it came, whatever it holds. */
    FORWARDS_TRACESTATE,
    /** Drops a tracestate in which a key is repeated, or has a vendor that older rules forbid. */
    KNOWS_OLD_KEYS_ONLY,
    /** Sends each traceparent twice. */
    SENDS_TWICE,
    /** Sends on the lower half of a trace ID only. */
    TRUNCATES_TRACE_ID
}
