// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Durations as people write them: a number and a unit, as JUnit's own timeouts are configured. */
final class ReadableDuration {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9}) ?(ms|s|m)");

    private ReadableDuration() {}

    /**
     * Returns the duration that the text tells.
     *
     * @param subject what the duration is for, to be named if the text is wrong
     * @throws ExtensionConfigurationException if it is no duration
     */
    static Duration parse(String subject, String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new ExtensionConfigurationException(
                    subject + ": \"" + text + "\" (expected: a number and a unit, ms, s or m, such as \"500 ms\")");
        }
        ChronoUnit unit = switch (matcher.group(2)) {
            case "ms" -> ChronoUnit.MILLIS;
            case "s" -> ChronoUnit.SECONDS;
            default -> ChronoUnit.MINUTES;
        };
        return Duration.of(Long.parseLong(matcher.group(1)), unit);
    }
}
