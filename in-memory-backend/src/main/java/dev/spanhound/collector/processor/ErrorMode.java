// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.processor;

import dev.spanhound.collector.config.Section;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What becomes of a condition that has no answer for a span. */
enum ErrorMode {
    /** It does not match, and the Collector logs it. */
    IGNORE,
    /** It does not match. */
    SILENT,
    /** The whole request is refused. */
    PROPAGATE;

    /** Reads {@code error_mode}, in either case. Without a value it is the Collector's zero, which does as {@code silent}. */
    static ErrorMode read(Section config, ErrorMode absent) {
        if (!config.has("error_mode")) {
            return absent;
        }
        String name = config.string("error_mode", "");
        Optional<ErrorMode> mode = Stream.of(values())
                .filter(value -> value.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst();
        if (mode.isEmpty() && config.value("error_mode").isPresent()) {
            config.error("error_mode", "expected ignore, silent or propagate, but was \"" + name + "\"");
        }
        return mode.orElse(SILENT);
    }
}
