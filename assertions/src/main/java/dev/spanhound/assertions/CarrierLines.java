// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.trace.propagation.HeaderLines;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.LinkedHashSet;
import java.util.Set;

/** What a getter of OpenTelemetry reads, as lines. */
final class CarrierLines {
    private CarrierLines() {}

    static <C> HeaderLines of(C carrier, TextMapGetter<C> getter) {
        Set<String> keys = new LinkedHashSet<>(); // a carrier may have a key twice, of which a getter gives one value
        getter.keys(carrier).forEach(keys::add);
        HeaderLines lines = HeaderLines.none();
        for (String key : keys) {
            String value = getter.get(carrier, key);
            if (value != null) {
                lines = lines.with(key, value);
            }
        }
        return lines;
    }
}
