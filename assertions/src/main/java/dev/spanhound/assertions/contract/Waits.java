// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

import java.time.Duration;
import java.util.Locale;

/** Times in words. */
final class Waits {
    private Waits() {}

    static String text(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
