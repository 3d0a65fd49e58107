// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import static dev.spanhound.assertions.tree.ExpectedSpan.anySpan;
import static dev.spanhound.assertions.tree.ExpectedSpan.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.assertions.tree.TreeMatcher.Mode;
import dev.spanhound.trace.Trace;
import org.junit.jupiter.api.Test;

/** Traces that only a broken program makes, and that must not break the test of it. */
class TreeMatcherExtremesTest {
    private static final int SPANS = 100_000;

    private static final Trace CHAIN = chain();
    private static final Trace FAN = fan();

    private static Trace chain() {
        TestSpans spans = new TestSpans();
        String parent = "";
        for (int i = 0; i < SPANS; i++) {
            parent = spans.add(parent, i == SPANS - 1 ? "last" : "link");
        }
        return spans.trace();
    }

    private static Trace fan() {
        TestSpans spans = new TestSpans();
        String root = spans.add("", "root");
        for (int i = 1; i < SPANS; i++) {
            spans.add(root, i == SPANS - 1 ? "last" : "leaf");
        }
        return spans.trace();
    }

    private static ExpectedTree expectedChain(String last) {
        ExpectedSpan span = span(last);
        for (int i = 1; i < SPANS; i++) {
            span = span("link").child(span);
        }
        return ExpectedTree.of(span);
    }

    @Test
    void findsTheLastOfALongChain() {
        ExpectedTree tree = ExpectedTree.of(anySpan().child("link").descendant("last"));

        assertThat(TreeMatcher.match(tree, CHAIN, Mode.LENIENT).matched()).isTrue();
    }

    @Test
    void matchesALongChainLinkByLink() {
        assertThat(TreeMatcher.match(expectedChain("last"), CHAIN, Mode.EXACT).matched())
                .isTrue();
    }

    @Test
    void showsTheBeginAndTheMarkOfALongChain() {
        TreeMatch match = TreeMatcher.match(expectedChain("lost"), CHAIN, Mode.EXACT);

        assertThat(match.describe()).isEqualTo("1 span is missing and 1 was not asked for");
        assertThat(TreePrinter.print(CHAIN, Marks.of(match), 8)).isEqualTo("""
                        link                                    [INTERNAL]  8 ms
                        └─ link                                 [INTERNAL]  8 ms
                           └─ link                              [INTERNAL]  8 ms
                              └─ ...                                               99992 spans
                                 └─ link                        [INTERNAL]  8 ms
                                    └─ link                     [INTERNAL]  8 ms
                                       └─ link                  [INTERNAL]  8 ms
                                          └─ link               [INTERNAL]  8 ms
                                             ├─ last            [INTERNAL]  8 ms   + not asked for
                                             └─ (missing) lost                     nearest: "last" (name differs)
                        """.stripTrailing());
    }

    @Test
    void tellsThatALongChainHasNoSuchSpan() {
        ExpectedTree tree = ExpectedTree.of(span("link").descendant("nowhere"));

        TreeMatch match = TreeMatcher.match(tree, CHAIN, Mode.LENIENT);

        assertThat(match.describe()).isEqualTo("1 span is missing");
    }

    @Test
    void countsTheChildrenOfAWideSpan() {
        ExpectedSpan root = span("root").child("last");
        for (int i = 0; i < 1_000; i++) {
            root = root.child("leaf");
        }

        assertThat(TreeMatcher.match(ExpectedTree.of(root), FAN, Mode.LENIENT).matched())
                .isTrue();
    }

    @Test
    void readsAWideTraceBack() {

        String printed = TreePrinter.print(FAN);

        assertThat(printed).isEqualTo("""
                        root                         [INTERNAL]  8 ms
                        ├─ leaf                      [INTERNAL]  8 ms
                        ├─ ... 99997 more like this
                        └─ last                      [INTERNAL]  8 ms
                        """.stripTrailing());
        assertThat(TreeMatcher.match(ExpectedTree.parse(printed), FAN, Mode.EXACT)
                        .matched())
                .isTrue();
    }

    @Test
    void foldsWhatNobodyAskedForInAWideTrace() {
        TreeMatch match = TreeMatcher.match(ExpectedTree.of(span("root").child("last")), FAN, Mode.EXACT);

        assertThat(match.describe()).isEqualTo("99998 spans were not asked for");
        assertThat(TreePrinter.print(FAN, Marks.of(match))).isEqualTo("""
                        root                         [INTERNAL]  8 ms
                        ├─ leaf                      [INTERNAL]  8 ms   + not asked for
                        ├─ ... 99997 more like this                     + not asked for
                        └─ last                      [INTERNAL]  8 ms
                        """.stripTrailing());
    }
}
