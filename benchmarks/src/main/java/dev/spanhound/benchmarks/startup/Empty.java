// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.benchmarks.startup;

import org.junit.jupiter.api.Test;

final class Empty {
    @Test
    void passes() {}
}
