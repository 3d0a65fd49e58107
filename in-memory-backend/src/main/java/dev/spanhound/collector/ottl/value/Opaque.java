// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.value;

import java.util.List;
import java.util.Map;

/**
 * A value whose Go type OTTL's comparison does not know: it equals only the same value of the same type, and is neither
 * less nor greater than anything.
 */
public sealed interface Opaque {
    /** A trace ID or a span ID, as lower-case hexadecimal digits. */
    record Id(Kind kind, String hex) implements Opaque {
        /** Which of the two. */
        public enum Kind {
            TRACE_ID,
            SPAN_ID
        }
    }

    /** A list of Go's own, such as Split gives: a list for functions and indexes, yet no list can equal it. */
    record TypedList(List<?> elements) implements Opaque {}

    /** The events or links of a span: something with a length. */
    record Parts(List<?> elements) implements Opaque {}

    /** A number of a Go type other than int64, such as the port of a URL: a number that equals no other number. */
    record MachineInt(int value) implements Opaque {}

    /** A map in a list that is written in a condition: no function can read such a list. */
    record ListedMap(Map<String, ?> map) implements Opaque {}

    /** A list of the span in a list that is written in a condition: no function can read such a list. */
    record ListedList(List<?> list) implements Opaque {}

    /** The status of a span as a whole. */
    record Status(Object status) implements Opaque {}
}
