// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import static io.opentelemetry.api.trace.SpanKind.CLIENT;
import static io.opentelemetry.api.trace.SpanKind.CONSUMER;
import static io.opentelemetry.api.trace.SpanKind.INTERNAL;
import static io.opentelemetry.api.trace.SpanKind.SERVER;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;
import org.junit.jupiter.api.Test;

class TreePrinterTest {

    private static void assertPrinted(String printed, String expected) {
        assertThat(printed).isEqualTo(expected.stripTrailing());
    }

    private static SpanNode named(Trace trace, String name) {
        return trace.find(node -> node.name().equals(name)).get(0);
    }

    @Test
    void showsErrorsOrphansAndWhatHasNotEnded() {
        TestSpans spans = new TestSpans();
        String root = spans.add("", "gateway", "GET /orders/{id}", SERVER, TestSpans.lasting(ofMillis(1204)));
        Attributes exception = Attributes.builder()
                .put("exception.type", "java.io.IOException")
                .build();
        spans.add(root, "gateway", "GET", CLIENT, span -> {
            TestSpans.with(StatusData.create(StatusCode.ERROR, "connection\nreset"))
                    .apply(span);
            return TestSpans.with(EventData.create(1, "exception", exception)).apply(span);
        });
        spans.add(
                root,
                "gateway",
                "render",
                INTERNAL,
                span -> TestSpans.lasting(ofNanos(350_900)).apply(span).setHasEnded(false));
        spans.add("00f067aa0ba902b7", "mailer", "orders process", CONSUMER, TestSpans.with(StatusData.ok()));

        assertPrinted(TreePrinter.print(spans.trace()), """
                gateway: GET /orders/{id}  [SERVER]    1.20 s
                ├─ gateway: GET            [CLIENT]      8 ms  !ERROR "connection\\nreset" (java.io.IOException)
                └─ render                  [INTERNAL]  350 µs        ? has not ended
                mailer: orders process     [CONSUMER]    8 ms  !OK   ? parent 00f067aa0ba902b7 never arrived
                """);
    }

    @Test
    void printsWithoutColumnsForTheComparisonOfAnIde() {
        assertPrinted(TreePrinter.printCompact(ShopTrace.withOrderIdAsString()), """
                gateway: GET /orders/{id} [SERVER]
                ├─ gateway: GET [CLIENT]
                │  └─ orders-service: GET /orders/<order_id> [SERVER]
                │     └─ get_order [INTERNAL]
                │        ├─ fetch_order_db [INTERNAL]
                │        └─ verify-payment [INTERNAL]
                └─ gateway: GET /price [CLIENT]
                """);
    }

    @Test
    void quotesWhatCouldNotBeReadBack() {
        TestSpans spans = new TestSpans();
        String root = spans.add("", "a: b", "GET: /", SERVER);
        spans.add(root, "", "line 1\nline 2 [CLIENT]", CLIENT);
        spans.add(root, "", "", CLIENT);

        assertPrinted(TreePrinter.print(spans.trace()), """
                "a: b": "GET: /"              [SERVER]  8 ms
                ├─ "line 1\\nline 2 [CLIENT]"  [CLIENT]  8 ms
                └─ ""                         [CLIENT]  8 ms
                """);
    }

    @Test
    void addsMarksFromSeveralPlaces() {
        Trace trace = ShopTrace.withOrderIdAsString();
        Marks marks = Marks.wrong(named(trace, "GET"), "slow")
                .and(Marks.wrong(trace.find(node -> node.name().startsWith("GET")), "no\nTLS"));

        assertPrinted(TreePrinter.print(trace, marks), """
                gateway: GET /orders/{id}                     [SERVER]    118 ms   ✗ no TLS
                ├─ gateway: GET                               [CLIENT]     61 ms   ✗ slow
                │  │                                                               ✗ no TLS
                │  └─ orders-service: GET /orders/<order_id>  [SERVER]     55 ms   ✗ no TLS
                │     └─ get_order                            [INTERNAL]   50 ms
                │        ├─ fetch_order_db                    [INTERNAL]    8 ms
                │        └─ verify-payment                    [INTERNAL]    8 ms
                └─ gateway: GET /price                        [CLIENT]      8 ms   ✗ no TLS
                """);
    }

    @Test
    void printsNothingForAnEmptyTrace() {
        assertThat(TreePrinter.print(Trace.of(TestSpans.TRACE_ID, List.of()))).isEmpty();
    }

    @Test
    void doesNotLetOneLongNameWidenAllLines() {
        TestSpans spans = new TestSpans();
        String root = spans.add("", "root");
        spans.add(root, "SELECT " + "x".repeat(120));
        spans.add(root, "commit");

        assertPrinted(TreePrinter.print(spans.trace()), """
                root       [INTERNAL]  8 ms
                ├─ SELECT %s  [INTERNAL]  8 ms
                └─ commit  [INTERNAL]  8 ms
                """.formatted("x".repeat(120)));
    }

    @Test
    void foldsEqualSiblingsOfALongTrace() {
        TestSpans spans = new TestSpans();
        String root = spans.add("", "root");
        for (int i = 0; i < 100; i++) {
            spans.add(spans.add(root, "item"), "SELECT");
        }
        spans.add(spans.add(root, "item"), "INSERT");
        Trace trace = spans.trace();

        assertPrinted(TreePrinter.print(trace), """
                root                      [INTERNAL]  8 ms
                ├─ item                   [INTERNAL]  8 ms
                │  └─ SELECT              [INTERNAL]  8 ms
                ├─ ... 99 more like this
                └─ item                   [INTERNAL]  8 ms
                   └─ INSERT              [INTERNAL]  8 ms
                """);
    }

    @Test
    void doesNotFoldAcrossAMark() {
        TestSpans spans = new TestSpans();
        String root = spans.add("", "root");
        for (int i = 0; i < 201; i++) {
            spans.add(root, "item");
        }
        Trace trace = spans.trace();
        Marks marks = Marks.wrong(trace.spans().get(101), "slow");

        assertPrinted(TreePrinter.print(trace, marks), """
                root                      [INTERNAL]  8 ms
                ├─ item                   [INTERNAL]  8 ms
                ├─ ... 99 more like this
                ├─ item                   [INTERNAL]  8 ms   ✗ slow
                ├─ item                   [INTERNAL]  8 ms
                └─ ... 99 more like this
                """);
    }

    @Test
    void leavesOutWhatIsFarFromMarksButNeverAMark() {
        TestSpans spans = new TestSpans();
        String root = spans.add("", "root");
        String at = root;
        for (int i = 0; i < 10; i++) {
            at = spans.add(at, "level " + i);
            spans.add(at, "side " + i);
        }
        for (int i = 0; i < 5; i++) {
            spans.add(root, "job " + i);
        }
        Trace trace = spans.trace();
        Marks marks = Marks.wrong(named(trace, "side 9"), "slow").and(Marks.wrong(named(trace, "job 3"), "slow"));

        assertPrinted(TreePrinter.print(trace, marks, 9), """
                root                      [INTERNAL]  8 ms
                ├─ level 0                [INTERNAL]  8 ms
                │  └─ ...                                    13 spans
                │     └─ level 7          [INTERNAL]  8 ms
                │        ├─ side 7        [INTERNAL]  8 ms
                │        └─ level 8       [INTERNAL]  8 ms
                │           ├─ side 8     [INTERNAL]  8 ms
                │           └─ level 9    [INTERNAL]  8 ms
                │              └─ side 9  [INTERNAL]  8 ms   ✗ slow
                ├─ job 0                  [INTERNAL]  8 ms
                ├─ job 1                  [INTERNAL]  8 ms
                ├─ ...                                       2 spans
                └─ job 3                  [INTERNAL]  8 ms   ✗ slow
                """);
    }

    @Test
    void saysHowManyMarksAreTooManyToShow() {
        TestSpans spans = new TestSpans();
        String root = spans.add("", "root");
        for (int i = 0; i < 2_500; i++) {
            spans.add(root, "item " + i);
        }
        Trace trace = spans.trace();
        String printed =
                TreePrinter.print(trace, Marks.wrong(trace.roots().get(0).children(), "slow"));

        assertThat(printed.lines().filter(line -> line.contains("✗ slow"))).hasSize(2_000);
        assertThat(printed).endsWith("""
                        ├─ item 1999  [INTERNAL]  8 ms   ✗ slow
                        └─ ...                           500 spans
                        ...                              500 spans with marks are left out""");
        assertThat(TreeMatcher.match(ExpectedTree.parse(printed), trace, TreeMatcher.Mode.EXACT)
                        .matched())
                .isTrue();
    }
}
