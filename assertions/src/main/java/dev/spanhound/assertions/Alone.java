// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.assertions.tree.ExpectedSpan;

/** An expected span that stands for itself, with nothing expected below it. */
final class Alone {
    private Alone() {}

    /**
     * Returns the expected span.
     *
     * @throws IllegalArgumentException if spans are expected below it: they would not be looked at
     */
    static ExpectedSpan require(ExpectedSpan expected) {
        if (expected.hasBelow()) {
            throw new IllegalArgumentException("expected: " + expected.headline()
                    + " with spans below it (expected: a single span; containsTree looks at what is below)");
        }
        return expected;
    }
}
