// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import static dev.spanhound.assertions.tree.ExpectedSpan.anySpan;
import static dev.spanhound.assertions.tree.ExpectedSpan.server;
import static dev.spanhound.assertions.tree.ExpectedSpan.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextFormTest {

    private static void assertRead(String text, String written) {
        assertThat(ExpectedTree.parse(text).toString()).isEqualTo(written.stripTrailing());
    }

    @Test
    void readsIndentedLines() {
        assertRead("""
                # the way of an order
                gateway: GET /orders/{id} [SERVER]
                  gateway: GET [CLIENT]    # to the next service
                    orders-service: GET /orders/<order_id> [SERVER] {order.id=42, ok=true, name="x"} !ERROR

                  cache  [internal]
                """, """
                gateway: GET /orders/{id} [SERVER]
                ├─ gateway: GET [CLIENT]
                │  └─ orders-service: GET /orders/<order_id> [SERVER] {order.id=42, ok=true, name="x"} !ERROR
                └─ cache [INTERNAL]
                """);
    }

    @Test
    void readsWhatAFailurePrints() {
        assertRead("""
                  gateway: GET /orders/{id}                     [SERVER]    118 ms
                  ├─ gateway: GET                               [CLIENT]     61 ms  !ERROR "503" (java.io.IOException)
                  │  └─ orders-service: GET /orders/<order_id>  [SERVER]   1.20 s
                  │     └─ get_order                            [INTERNAL]   50 ms   ✗ order.id: expected 42 but was 43
                  │        │                                                         ✗ kind: expected CLIENT but was INTERNAL
                  │        ├─ fetch_order_db                    [INTERNAL]    8 ms
                  │        ├─ ... 2 more like this
                  │        ├─ ...                                                    7 spans
                  │        │  └─ parse                          [INTERNAL]  350 µs
                  │        └─ (missing) verify_payment                               nearest: "verify-payment" (name differs)
                  └─ gateway: GET /price                        [CLIENT]      9 ms   + not asked for
                  lost                                          [CLIENT]      9 ms   ? parent 00f067aa0ba902b7 never arrived
                """, """
                gateway: GET /orders/{id} [SERVER]
                ├─ gateway: GET [CLIENT] !ERROR "503"
                │  └─ orders-service: GET /orders/<order_id> [SERVER]
                │     └─ get_order [INTERNAL]
                │        ├─ fetch_order_db [INTERNAL]
                │        ├─ fetch_order_db [INTERNAL]
                │        ├─ fetch_order_db [INTERNAL]
                │        └─ ...
                │           └─ parse [INTERNAL]
                └─ gateway: GET /price [CLIENT]
                lost [CLIENT]
                """);
    }

    @Test
    void writesWhatTheTextFormHasAndCommentsTheRest() {
        ExpectedSpan expected = server("GET /orders/{id}")
                .in("gateway")
                .with("order.id", 42)
                .with("rate", 0.5)
                .withAttribute("http.route")
                .withStatus(StatusCode.ERROR, "boom \"1\"")
                .withEvent("exception")
                .withResource("host.name", "a")
                .lastingAtMost(Duration.ofMillis(50))
                .childrenInOrder()
                .child(span("db: SELECT").kind(SpanKind.CLIENT).exactly())
                .child(anySpan().named(Pattern.compile("GET /.*")))
                .descendant(anySpan().in("payment: eu"));

        assertThat(expected).hasToString("""
                        gateway: GET /orders/{id} [SERVER] {order.id=42, rate=0.5, http.route=*} !ERROR "boom \\"1\\""  \
                        # has event "exception", has resource host.name = "a", lasts at most 50 ms, children in order
                        ├─ "db: SELECT" [CLIENT]  # no other children
                        ├─ ~GET /.*
                        └─ ...
                           └─ "payment: eu": *
                        """.stripTrailing());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '`', textBlock = """
            GET                       → GET
            GET /a:b/c                → GET /a:b/c
            svc: GET: x               → svc: "GET: x"
            svc:   GET                → svc: GET
            *: GET                    → GET
            items[0] of [list]        → "items[0] of [list]"
            "a: b"                    → "a: b"
            "svc: 1": "GET  x" [CLIENT] → "svc: 1": "GET  x" [CLIENT]
            "*"                       → "*"
            "~x"                      → "~x"
            ~"a: .*"                  → ~"a: .*"
            "tab\\t\\u00e9"           → "tab\\té"
            /regex/                   → /regex/
            GET {id="x"}              → GET {id="x"}
            GET {"a b"=*,n=-1}        → GET {"a b"=*, n=-1}
            GET {d=1e3, e=-0.5}       → GET {d=1000.0, e=-0.5}
            GET {}                    → GET
            a !b                      → "a !b"
            a !OK                     → a !OK
            a   !OK "" [CLIENT]       → a [CLIENT] !OK ""
            """)
    void readsALine(String line, String written) {
        assertRead(line, written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " x",
                "x ",
                "a  b",
                "a: b",
                "a:",
                "*",
                "~a",
                "#a",
                "...",
                "…",
                "✗",
                "+1",
                "?",
                "(missing) x",
                "[GET]",
                "{a}",
                "!x",
                "a [SERVER]",
                "a [x]",
                "a {b}",
                "a !b",
                "│",
                "├",
                "└",
                "─",
                "a\nb",
                "a\tb",
                "a\u00a0b",
                "\"",
                "a\u0000"
            })
    void quotesANameThatCouldBeMisread(String name) {
        assertThat(span(name).headline()).startsWith("\"").endsWith("\"");
        assertThat(ExpectedTree.parse(span(name).headline()).tops().get(0).exactName())
                .isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /orders/{id}",
                "/orders",
                "GET /orders/<order_id>",
                "a:b",
                "a[0]",
                "a{b}",
                "SELECT \"x\"",
                "é🚀",
                "a#b",
                "a # b",
                "C:\\x",
                "orders process",
                "a...",
                "don't"
            })
    void leavesAnOrdinaryNameAsItIs(String name) {
        assertThat(span(name).headline()).isEqualTo(name);
        assertThat(ExpectedTree.parse(name).tops().get(0).exactName()).isEqualTo(name);
    }

    @Test
    void keepsWhatAGapSaysOfItsOwn() {
        ExpectedTree tree = ExpectedTree.parse("""
                a
                  ...
                  b
                """);

        assertThat(tree.tops().get(0).hasGap()).isTrue();
        assertThat(tree.tops().get(0).below())
                .extracting(ExpectedSpan.Below::atAnyDepth)
                .containsExactly(false);
        assertThat(tree).hasToString("a\n├─ b\n└─ ...");
    }

    @Test
    void refusesATreeWithoutSpans() {
        assertThatThrownBy(() -> ExpectedTree.of(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tops: empty (expected: at least one span)");
    }

    @Nested
    class Refuses {

        private static void assertRefused(String text, String message) {
            assertThatThrownBy(() -> ExpectedTree.parse(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(message.stripTrailing());
        }

        @Test
        void nothing() {
            assertRefused("# only a comment\n", "text: no span in it (expected: a tree, one span a line)");
        }

        @Test
        void anUnknownKind() {
            assertRefused("""
                    gateway: GET [SERVER]
                      orders: GET [SEVER]
                    """, """
                    line 2, column 15: unknown [SEVER] \
                    (expected: one of INTERNAL, SERVER, CLIENT, PRODUCER, CONSUMER; quote the name if this is part of it)
                        orders: GET [SEVER]
                                    ^
                    """);
        }

        @Test
        void anUnknownStatus() {
            assertRefused("a !FAILED", """
                    line 1, column 3: unknown !FAILED \
                    (expected: one of UNSET, OK, ERROR; quote the name if this is part of it)
                      a !FAILED
                        ^
                    """);
        }

        @Test
        void aTab() {
            assertRefused("a\n\tb", """
                    line 2, column 1: a tab (expected: spaces)
                      \tb
                      ^
                    """);
        }

        @Test
        void aTabInAName() {
            assertRefused("GET\t[SERVER]", """
                    line 1, column 4: a tab (expected: spaces; in quotes a tab is written \\t)
                      GET\t[SERVER]
                         ^
                    """);
        }

        @Test
        void aSecondKind() {
            assertRefused("a [SERVER] [CLIENT]", """
                    line 1, column 12: a second kind (expected: one; quote the name if the first is part of it)
                      a [SERVER] [CLIENT]
                                 ^
                    """);
        }

        @Test
        void anIndentationBetweenTwoLevels() {
            assertRefused("""
                    a
                        b
                      c
                    """, """
                    line 3, column 3: indented by 2 (expected: 4 like its sibling, or deeper than the line above)
                        c
                        ^
                    """);
        }

        @Test
        void aBraceThatBelongsToTheName() {
            assertRefused("GET {id}", """
                    line 1, column 8: no key=value (expected: {key=value, ...}; quote the name if the brace is part of it)
                      GET {id}
                             ^
                    """);
        }

        @Test
        void aStringWithoutQuotes() {
            assertRefused("a {status=success}", """
                    line 1, column 11: no value: success (expected: a "string", a number, true, false, or * for any)
                      a {status=success}
                                ^
                    """);
        }

        @Test
        void aQuoteThatDoesNotEnd() {
            assertRefused("a: \"b\\\"", """
                    line 1, column 4: the quote does not end (expected: ")
                      a: "b\\"
                         ^
                    """);
        }

        @Test
        void textRightAfterAQuote() {
            assertRefused("\"a\"b", """
                    line 1, column 4: text right after a quote (expected: a space; a quote within quotes is written \\")
                      "a"b
                         ^
                    """);
        }

        @Test
        void anUnknownEscape() {
            assertRefused("\"a\\x\"", """
                    line 1, column 6: unknown escape \\x (expected: one of \\" \\\\ \\n \\r \\t \\uXXXX)
                      "a\\x"
                           ^
                    """);
        }

        @Test
        void aColumnItDoesNotKnow() {
            assertRefused("GET  order.id=42", """
                    line 1, column 6: unexpected "order.id=42" \
                    (expected: [KIND], {key=value}, !STATUS or a # comment; quote a name with two spaces in a row)
                      GET  order.id=42
                           ^
                    """);
        }

        @Test
        void aRegularExpressionThatIsNone() {
            assertRefused("~a(", """
                    line 1, column 4: no regular expression: Unclosed group (quote the name if ~ is part of it)
                      ~a(
                         ^
                    """);
        }

        @Test
        void aRepetitionOfNothing() {
            assertRefused("a\n  ... 3 more like this", """
                    line 2, column 3: nothing before it to repeat (expected: a sibling with the same indentation above)
                        ... 3 more like this
                        ^
                    """);
        }

        @Test
        void moreSpansThanATraceHas() {
            assertRefused("a\n... 1000000 more like this", """
                    line 2, column 1: more than 1000000 spans (expected: fewer)
                      ... 1000000 more like this
                      ^
                    """);
        }
    }
}
