// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.propagation;

import dev.spanhound.assertions.contract.Baseline;
import dev.spanhound.junit.PropagationContract;
import dev.spanhound.junit.TraceTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What Brave makes of B3, and with Micrometer's help of W3C Trace Context. */
@TraceTest
class BraveContractTest {
    @AutoClose
    private static final RelayService b3 = new RelayService(BraveTracing.b3());

    @AutoClose
    private static final RelayService w3c = new RelayService(BraveTracing.w3c());

    @TestFactory
    Stream<DynamicTest> propagatesB3() {
        return PropagationContract.b3().withBaseline(Baseline.brave()).against(b3.uri());
    }

    @TestFactory
    Stream<DynamicTest> propagatesW3c() {
        return PropagationContract.w3c().withBaseline(Baseline.brave()).against(w3c.uri());
    }
}
