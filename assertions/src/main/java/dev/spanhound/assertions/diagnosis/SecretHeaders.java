// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.diagnosis;

import dev.spanhound.trace.propagation.HeaderLine;
import java.util.Locale;
import java.util.Set;

/** Headers whose values must not get into the log of a build. */
public final class SecretHeaders {
    private static final Set<String> NAMES =
            Set.of("authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key", "x-amz-security-token");

    private SecretHeaders() {}

    /** Returns the value of a line as a failure may show it: that of a secret is {@code (not shown)}. */
    public static String shownValue(HeaderLine line) {
        return NAMES.contains(line.name().toLowerCase(Locale.ROOT)) ? "(not shown)" : line.value();
    }
}
