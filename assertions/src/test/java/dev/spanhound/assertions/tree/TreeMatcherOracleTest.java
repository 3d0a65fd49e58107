// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.assertions.tree.ExpectedSpan.Below;
import dev.spanhound.assertions.tree.TreeMatcher.Mode;
import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.trace.SpanKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares the matcher with one that tries all ways, on small random trees. */
class TreeMatcherOracleTest {
    private static final int TREES = 8_000;

    @ParameterizedTest
    @EnumSource
    void agreesWithTryingAllWays(Mode mode) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        int matched = 0;
        for (int i = 0; i < TREES; i++) {
            Trace trace = trace(random);
            ExpectedTree expected = random.nextInt(3) == 0 ? like(trace, random) : ExpectedTree.of(tops(random));

            TreeMatch match = TreeMatcher.match(expected, trace, mode);

            boolean possible = isPossible(expected, trace, mode);
            assertThat(match.matched())
                    .as(() -> mode + "\n" + expected + "\nin\n" + TreePrinter.print(trace))
                    .isEqualTo(possible);
            boolean complains = !match.describe().isEmpty();
            assertThat(complains)
                    .as(() -> mode + "\n" + expected + "\nin\n" + TreePrinter.print(trace, Marks.of(match)))
                    .isEqualTo(!possible);
            matched += possible ? 1 : 0;
        }
        assertThat(matched).isBetween(TREES / 20, TREES * 19 / 20);
    }

    private static boolean isPossible(ExpectedTree expected, Trace trace, Mode mode) {
        ExpectedSpan top = expected.top();
        boolean exact = mode == Mode.EXACT;
        List<Below> below = exact
                ? top.below()
                : top.below().stream().map(one -> new Below(one.span(), true)).toList();
        return fit(top, below, trace.roots(), trace.spans(), exact);
    }

    private static boolean fits(ExpectedSpan expected, SpanNode span, boolean exact) {
        return expected.matches(span)
                && fit(
                        expected,
                        expected.below(),
                        span.children(),
                        span.descendants().toList(),
                        exact);
    }

    private static boolean fit(
            ExpectedSpan expected,
            List<Below> below,
            List<SpanNode> children,
            List<SpanNode> descendants,
            boolean exact) {
        boolean closed = expected.isExact() || (exact && !expected.hasGap());
        return (!closed || children.size() == below.size())
                && place(expected, below, 0, children, descendants, new HashSet<>(), new ArrayList<>(), exact);
    }

    private static boolean place(
            ExpectedSpan expected,
            List<Below> below,
            int at,
            List<SpanNode> children,
            List<SpanNode> descendants,
            Set<SpanNode> used,
            List<SpanNode> placed,
            boolean exact) {
        if (at == below.size()) {
            return true;
        }
        for (SpanNode span : below.get(at).atAnyDepth() ? descendants : children) {
            boolean inOrder =
                    !expected.isInOrder() || placed.isEmpty() || start(placed.get(placed.size() - 1)) <= start(span);
            if (inOrder && !used.contains(span) && fits(below.get(at).span(), span, exact)) {
                used.add(span);
                placed.add(span);
                if (place(expected, below, at + 1, children, descendants, used, placed, exact)) {
                    return true;
                }
                used.remove(span);
                placed.remove(placed.size() - 1);
            }
        }
        return false;
    }

    private static long start(SpanNode span) {
        return span.span().getStartEpochNanos();
    }

    private static Trace trace(RandomGenerator random) {
        TestSpans spans = new TestSpans();
        List<String> ids = new ArrayList<>();
        int size = 1 + random.nextInt(9);
        for (int i = 0; i < size; i++) {
            String parent = ids.isEmpty() || random.nextInt(8) == 0 ? "" : ids.get(random.nextInt(ids.size()));
            SpanKind kind = random.nextBoolean() ? SpanKind.INTERNAL : SpanKind.CLIENT;
            ids.add(spans.add(parent, "", name(random), kind, TestSpans.startingAt(random.nextInt(5))));
        }
        return spans.trace();
    }

    private static ExpectedSpan[] tops(RandomGenerator random) {
        ExpectedSpan[] tops = new ExpectedSpan[1 + random.nextInt(2)];
        for (int i = 0; i < tops.length; i++) {
            tops[i] = expected(random, 2);
        }
        return tops;
    }

    private static ExpectedSpan expected(RandomGenerator random, int depth) {
        ExpectedSpan span = own(random);
        int count = depth == 0 ? 0 : random.nextInt(4);
        boolean anyDepth = false;
        for (int i = 0; i < count; i++) {
            boolean descendant = random.nextInt(4) == 0;
            anyDepth |= descendant;
            ExpectedSpan below = expected(random, depth - 1);
            span = descendant ? span.descendant(below) : span.child(below);
        }
        span = random.nextInt(4) == 0 ? span.childrenInOrder() : span;
        return !anyDepth && random.nextInt(5) == 0 ? span.exactly() : span;
    }

    private static ExpectedSpan own(RandomGenerator random) {
        ExpectedSpan span = random.nextInt(3) == 0 ? ExpectedSpan.anySpan() : ExpectedSpan.span(name(random));
        return random.nextInt(3) == 0 ? span.kind(SpanKind.CLIENT) : span;
    }

    private static String name(RandomGenerator random) {
        return String.valueOf((char) ('a' + random.nextInt(2)));
    }

    /** Returns the tree of the trace, made less demanding here and wrong there. */
    private static ExpectedTree like(Trace trace, RandomGenerator random) {
        return ExpectedTree.of(
                trace.roots().stream().map(root -> like(root, random)).toList());
    }

    private static ExpectedSpan like(SpanNode node, RandomGenerator random) {
        ExpectedSpan span = random.nextInt(3) == 0
                ? ExpectedSpan.anySpan()
                : ExpectedSpan.span(random.nextInt(12) == 0 ? "c" : node.name());
        List<SpanNode> children = new ArrayList<>(node.children());
        boolean anyDepth = false;
        while (!children.isEmpty()) {
            ExpectedSpan child = like(children.remove(random.nextInt(children.size())), random);
            boolean descendant = random.nextInt(8) == 0;
            anyDepth |= descendant;
            span = descendant ? span.descendant(child) : span.child(child);
        }
        span = random.nextInt(6) == 0 ? span.childrenInOrder() : span;
        return !anyDepth && random.nextInt(4) == 0 ? span.exactly() : span;
    }
}
