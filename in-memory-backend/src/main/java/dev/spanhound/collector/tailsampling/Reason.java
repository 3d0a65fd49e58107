// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import java.util.List;

/**
 * Why a policy voted as it did, such as {@code 812 ms <= 1000 ms}. Made into text only when asked, for most are never read.
 *
 * @param pattern text in the form of {@link String#format}
 * @param values small immutable values; never a span, which would keep it in memory
 */
record Reason(String pattern, List<Object> values) {
    static Reason of(String pattern, Object... values) {
        return new Reason(pattern, List.of(values));
    }

    @Override
    public String toString() {
        return values.isEmpty() ? pattern : String.format(java.util.Locale.ROOT, pattern, values.toArray());
    }
}
