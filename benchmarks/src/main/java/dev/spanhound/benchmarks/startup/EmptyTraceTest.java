// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.benchmarks.startup;

import dev.spanhound.junit.TraceTest;
import org.junit.jupiter.api.Test;

@TraceTest
final class EmptyTraceTest {
    @Test
    void passes() {}
}
