// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Failure messages without what is different in each run: times, IDs, and the number in the name of a topic. */
final class Messages {
    private Messages() {}

    static void assertFails(ThrowingCallable assertion, String destination, String message) {
        AssertionError error = catchThrowableOfType(AssertionError.class, assertion);
        assertThat(error).as("the assertion should fail").isNotNull();
        String text = error.getMessage();
        assertThat(text.substring(0, text.indexOf("\n\n  waited"))
                        .replace(destination, "orders")
                        .replaceAll("[0-9.]+ (ns|µs|ms|s)\\b", "TIME")
                        .replaceAll("\\b[0-9a-f]{16,32}\\b", "ID")
                        .replaceAll("(?<=[^\\s│]) +", " "))
                .isEqualTo(message);
    }
}
