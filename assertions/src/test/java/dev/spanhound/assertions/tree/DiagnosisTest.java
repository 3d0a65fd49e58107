// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import static dev.spanhound.assertions.tree.ExpectedSpan.anySpan;
import static dev.spanhound.assertions.tree.ExpectedSpan.client;
import static dev.spanhound.assertions.tree.ExpectedSpan.server;
import static dev.spanhound.assertions.tree.ExpectedSpan.span;
import static io.opentelemetry.api.trace.SpanKind.CLIENT;
import static io.opentelemetry.api.trace.SpanKind.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.assertions.tree.TreeMatcher.Mode;
import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a failed match says, as it is printed. */
class DiagnosisTest {
    private static final AttributeKey<Long> ID = AttributeKey.longKey("id");

    private static void assertDiagnosed(ExpectedSpan expected, Trace trace, Mode mode, String summary, String printed) {
        TreeMatch match = TreeMatcher.match(ExpectedTree.of(expected), trace, mode);

        assertThat(match.matched()).isFalse();
        assertThat(match.describe()).isEqualTo(summary);
        assertThat(TreePrinter.print(trace, Marks.of(match))).isEqualTo(printed.stripTrailing());
    }

    @Test
    void aRenamedSpanKeepsWhatIsBelowIt() {
        TestSpans spans = new TestSpans();
        String root = spans.add("", "gateway", "GET /orders/:id", SERVER);
        spans.add(root, "gateway", "GET", CLIENT);

        assertDiagnosed(
                server("GET /orders/{id}").child(client("GET")), spans.trace(), Mode.LENIENT, "1 span differs", """
                gateway: GET /orders/:id  [SERVER]  8 ms   ✗ name: expected "GET /orders/{id}" but was "GET /orders/:id"
                └─ gateway: GET           [CLIENT]  8 ms
                """);
    }

    @Test
    void aSpanWithTheWrongParentIsFoundElsewhere() {
        TestSpans spans = new TestSpans();
        String root = spans.add("", "POST /pay");
        String work = spans.add(root, "process_payment");
        spans.add(root, "charge card");
        spans.add(work, "audit");

        assertDiagnosed(
                span("POST /pay")
                        .child(span("process_payment")
                                .child(span("charge card").child("tokenize"))
                                .child("audit")),
                spans.trace(),
                Mode.LENIENT,
                "1 span is missing and 1 is elsewhere",
                """
                POST /pay                    [INTERNAL]  8 ms
                ├─ process_payment           [INTERNAL]  8 ms
                │  ├─ audit                  [INTERNAL]  8 ms
                │  └─ (missing) charge card                     found elsewhere: below POST /pay [INTERNAL]
                └─ charge card               [INTERNAL]  8 ms   ✗ expected below process_payment [INTERNAL]
                   └─ (missing) tokenize
                """);
    }

    @Test
    void whatIsBelowAMissingSpanIsFoundElsewhere() {
        TestSpans spans = new TestSpans();
        String root = spans.add("", "GET /orders");
        String call = spans.add(root, "GET");
        spans.add(call, "get_order");

        assertDiagnosed(
                span("checkout").child(span("GET /orders").child(span("GET").child("get_order"))),
                spans.trace(),
                Mode.LENIENT,
                "1 span is missing and 1 is elsewhere",
                """
                GET /orders               [INTERNAL]  8 ms   ✗ expected below the missing checkout
                └─ GET                    [INTERNAL]  8 ms
                   └─ get_order           [INTERNAL]  8 ms
                (missing) checkout
                └─ (missing) GET /orders                     found elsewhere: at the top
                """);
        assertDiagnosed(
                span("GET /orders").child(span("GET").child(span("auth").child("get_order"))),
                spans.trace(),
                Mode.EXACT,
                "1 span is missing and 1 is elsewhere",
                """
                GET /orders                   [INTERNAL]  8 ms
                └─ GET                        [INTERNAL]  8 ms
                   ├─ get_order               [INTERNAL]  8 ms   ✗ expected below the missing auth
                   └─ (missing) auth
                      └─ (missing) get_order                     found elsewhere: below GET [INTERNAL]
                """);
    }

    @Test
    void theNearestIsNamedMostAlikeWhereverItIs() {
        TestSpans spans = new TestSpans();
        String root = spans.add("", "GET /orders/{id}");
        spans.add(root, "get_order");

        for (Mode mode : Mode.values()) {
            TreeMatch match = TreeMatcher.match(ExpectedTree.of(span("get-order")), spans.trace(), mode);
            assertThat(match.missing())
                    .extracting(TreeMatch.Missing::hint)
                    .containsExactly("nearest: \"get_order\" below GET /orders/{id} [INTERNAL] (name differs)");
        }
    }

    @Test
    void tooFewOfManyAreCounted() {
        TestSpans spans = new TestSpans();
        String root = spans.add("", "root");
        spans.add(root, "SELECT");
        spans.add(root, "SELECT");

        assertDiagnosed(
                span("root").child("SELECT").child("SELECT").child("SELECT"),
                spans.trace(),
                Mode.LENIENT,
                "1 span is missing",
                """
                root                 [INTERNAL]  8 ms
                ├─ SELECT            [INTERNAL]  8 ms
                ├─ SELECT            [INTERNAL]  8 ms
                └─ (missing) SELECT                     only 2 of 3 found
                """);
    }

    @Test
    void tooManyAreNotAskedFor() {
        TestSpans spans = new TestSpans();
        String root = spans.add("", "root");
        spans.add(root, "SELECT");
        String extra = spans.add(root, "SELECT");
        spans.add(spans.add(extra, "fetch"), "parse");

        assertDiagnosed(
                span("root").child("SELECT").exactly(), spans.trace(), Mode.LENIENT, "3 spans were not asked for", """
                root            [INTERNAL]  8 ms
                ├─ SELECT       [INTERNAL]  8 ms
                └─ SELECT       [INTERNAL]  8 ms   + not asked for, nor the 2 spans below
                   └─ fetch     [INTERNAL]  8 ms
                      └─ parse  [INTERNAL]  8 ms
                """);
    }

    @Test
    void siblingsOutOfOrderAreNamed() {
        TestSpans spans = new TestSpans();
        String root = spans.add("", "get_order");
        spans.add(root, "verify_payment");
        spans.add(root, "fetch_order_db");
        spans.add(root, "respond");

        assertDiagnosed(
                span("get_order")
                        .childrenInOrder()
                        .child("fetch_order_db")
                        .child("verify_payment")
                        .child("respond"),
                spans.trace(),
                Mode.LENIENT,
                "1 span differs",
                """
                get_order          [INTERNAL]  8 ms
                ├─ verify_payment  [INTERNAL]  8 ms   ✗ order: expected a start after fetch_order_db but was 1 ms before it
                ├─ fetch_order_db  [INTERNAL]  8 ms
                └─ respond         [INTERNAL]  8 ms
                """);
    }

    @Test
    void equalNamesArePairedByWhatElseIsKnownAndThenByPosition() {
        TestSpans spans = new TestSpans();
        String root = spans.add("", "root");
        for (int id : new int[] {7, 1, 9}) {
            spans.add(
                    root,
                    "",
                    "item",
                    CLIENT,
                    TestSpans.with(Attributes.builder().put("id", id).build()));
        }

        assertDiagnosed(
                span("root")
                        .child(span("item").with("id", 1))
                        .child(span("item").with("id", 2))
                        .child(span("item").with("id", 3)),
                spans.trace(),
                Mode.LENIENT,
                "2 spans differ",
                """
                root     [INTERNAL]  8 ms
                ├─ item  [CLIENT]    8 ms   ✗ id: expected 2 but was 7
                ├─ item  [CLIENT]    8 ms
                └─ item  [CLIENT]    8 ms   ✗ id: expected 3 but was 9
                """);
    }

    @Test
    void allDifferencesOfASpanAreShown() {
        TestSpans spans = new TestSpans();
        spans.add(spans.add("", "shop", "root", SERVER), "shop", "pay", CLIENT);

        assertDiagnosed(
                span("root").child(server("pay").in("payment").with("amount", 9.5)),
                spans.trace(),
                Mode.LENIENT,
                "1 span differs",
                """
                shop: root    [SERVER]  8 ms
                └─ shop: pay  [CLIENT]  8 ms   ✗ kind: expected SERVER but was CLIENT
                                               ✗ service: expected "payment" but was "shop"
                                               ✗ amount: expected 9.5 but was not set
                """);
    }

    @Test
    void nothingAtAllIsFound() {
        TestSpans spans = new TestSpans();
        spans.add("", "other");

        assertDiagnosed(
                server("GET /").child(client("GET").with("retry", true)),
                spans.trace(),
                Mode.EXACT,
                "2 spans are missing and 1 was not asked for",
                """
                other             [INTERNAL]  8 ms   + not asked for
                (missing) GET /   [SERVER]
                └─ (missing) GET  [CLIENT]          {retry=true}
                """);
    }

    @Test
    void theTopIsRecognizedAmongManyOfItsName() {
        TestSpans spans = new TestSpans();
        for (int id = 0; id < 300; id++) {
            String request = spans.add("", "", "GET", SERVER, TestSpans.with(Attributes.of(ID, (long) id)));
            spans.add(request, id == 250 ? "render" : "cache");
        }
        Trace trace = spans.trace();

        TreeMatch match = TreeMatcher.match(
                ExpectedTree.of(anySpan().with("id", 250).child("render").child("fetch")), trace, Mode.LENIENT);

        assertThat(match.describe()).isEqualTo("1 span is missing");
        assertThat(match.missing().get(0).under().map(SpanNode::spanId))
                .contains(
                        trace.find(node -> node.name().equals("render")).get(0).parentSpanId());
    }

    @Test
    void anEmptyTraceMissesAll() {
        assertDiagnosed(
                span("a").child("b"),
                Trace.of(TestSpans.TRACE_ID, List.of()),
                Mode.LENIENT,
                "2 spans are missing",
                """
                (missing) a
                └─ (missing) b
                """);
    }

    @Test
    void aNearCandidateTellsAllItsDifferences() {
        TestSpans spans = new TestSpans();
        String root = spans.add("", "root");
        String work = spans.add(root, "work");
        spans.add(work, "", "verifyPayment", CLIENT);

        assertDiagnosed(
                span("root").child(server("verify_payment")).child(anySpan().named(Pattern.compile("x.*"))),
                spans.trace(),
                Mode.LENIENT,
                "2 spans are missing",
                """
                root                         [INTERNAL]  8 ms
                ├─ work                      [INTERNAL]  8 ms
                │  └─ verifyPayment          [CLIENT]    8 ms
                ├─ (missing) verify_payment  [SERVER]           nearest: "verifyPayment" below work [INTERNAL] (name differs; kind: expected SERVER but was CLIENT)
                └─ (missing) ~x.*
                """);
    }

    @Test
    void aDescendantIsMissingBelow() {
        TestSpans spans = new TestSpans();
        String root = spans.add("", "root");
        spans.add(spans.add(root, "a"), "b");

        assertDiagnosed(
                span("root").descendant(span("b").child("c")).descendant("d"),
                spans.trace(),
                Mode.EXACT,
                "2 spans are missing",
                """
                root                  [INTERNAL]  8 ms
                ├─ a                  [INTERNAL]  8 ms
                │  └─ b               [INTERNAL]  8 ms
                │     └─ (missing) c
                └─ (missing) d
                """);
    }
}
