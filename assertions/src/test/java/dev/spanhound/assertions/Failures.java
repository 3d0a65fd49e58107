// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The whole message of a failed assertion. */
public final class Failures {
    private Failures() {}

    public static void assertFails(ThrowingCallable assertion, String message) {
        AssertionError error = catchThrowableOfType(AssertionError.class, assertion);
        assertThat(error).as("the assertion should fail").isNotNull();
        assertThat(error.getMessage()).isEqualToNormalizingNewlines(message);
    }

    /** The whole message, but for what follows from the likely cause, which is the diagnosis' own matter. */
    static void assertFails(ThrowingCallable assertion, String message, String cause) {
        AssertionError error = catchThrowableOfType(AssertionError.class, assertion);
        assertThat(error).as("the assertion should fail").isNotNull();
        String[] parts = error.getMessage().split("\n  likely cause: ", 2);
        assertThat(parts[0]).isEqualToNormalizingNewlines(message);
        assertThat(parts).hasSize(2);
        assertThat(parts[1]).startsWith(cause);
    }
}
