// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The whole message of a failed assertion. */
final class Failures {
    private Failures() {}

    static void assertFails(ThrowingCallable assertion, String message) {
        AssertionError error = catchThrowableOfType(AssertionError.class, assertion);
        assertThat(error).as("the assertion should fail").isNotNull();
        assertThat(error.getMessage()).isEqualToNormalizingNewlines(message);
    }
}
