// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import static dev.spanhound.assertions.tree.ExpectedSpan.client;
import static dev.spanhound.assertions.tree.ExpectedSpan.server;
import static dev.spanhound.assertions.tree.ExpectedSpan.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.assertions.tree.TreeMatcher.Mode;
import dev.spanhound.trace.Trace;
import org.junit.jupiter.api.Test;

class TreeMatcherTest {
    private static final ExpectedTree SHOP = ExpectedTree.of(server("GET /orders/{id}")
            .in("gateway")
            .child(client("GET")
                    .child(server("GET /orders/<order_id>")
                            .in("orders-service")
                            .child(span("get_order")
                                    .with("order.id", 42)
                                    .child("fetch_order_db")
                                    .child("verify_payment")))));

    @Test
    void tellsAllThatIsWrongAtOnce() {
        Trace trace = ShopTrace.withOrderIdAsString();

        TreeMatch match = TreeMatcher.match(SHOP, trace, Mode.EXACT);

        assertThat(match.matched()).isFalse();
        assertThat(match.describe()).isEqualTo("1 span is missing, 1 differs and 2 were not asked for");
        assertThat(TreePrinter.print(trace, Marks.of(match))).isEqualTo("""
                        gateway: GET /orders/{id}                     [SERVER]    118 ms
                        ├─ gateway: GET                               [CLIENT]     61 ms
                        │  └─ orders-service: GET /orders/<order_id>  [SERVER]     55 ms
                        │     └─ get_order                            [INTERNAL]   50 ms   ✗ order.id: expected 42 (long) but was "42" (string)
                        │        ├─ fetch_order_db                    [INTERNAL]    8 ms
                        │        ├─ verify-payment                    [INTERNAL]    8 ms   + not asked for
                        │        └─ (missing) verify_payment                               nearest: "verify-payment" (name differs)
                        └─ gateway: GET /price                        [CLIENT]      8 ms   + not asked for
                        """.stripTrailing());
    }
}
