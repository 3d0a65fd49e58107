// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.assertions.tree.TreeMatcher.Mode;
import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** One fault is reported as one fault, among spans of few names: no avalanche, nothing else blamed. */
class DiagnosisPropertyTest {
    private static final AttributeKey<Long> ID = AttributeKey.longKey("id");
    private static final int TRACES = 1_500;

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(5);

    @Test
    void aWrongAttributeIsOneDifference() {
        for (int i = 0; i < TRACES; i++) {
            Trace trace = trace();
            SpanNode wrong = anyOf(trace.spans());
            ExpectedTree expected = like(trace, Set.of(), node -> node == wrong ? -1 : id(node));

            for (Mode mode : Mode.values()) {
                TreeMatch match = TreeMatcher.match(expected, trace, mode);

                assertThat(match.describe())
                        .as(() -> TreePrinter.print(trace, Marks.of(match)))
                        .isEqualTo("1 span differs");
                assertThat(match.differing()).extracting(TreeMatch.Pair::span).containsExactly(wrong);
            }
        }
    }

    @Test
    void aSpanTooManyIsOneNotAskedFor() {
        for (int i = 0; i < TRACES; i++) {
            Trace trace = trace();
            SpanNode extra = anyOf(leaves(trace));
            ExpectedTree expected = like(trace, Set.of(extra), DiagnosisPropertyTest::id);

            TreeMatch match = TreeMatcher.match(expected, trace, Mode.EXACT);

            assertThat(match.describe())
                    .as(() -> TreePrinter.print(trace, Marks.of(match)))
                    .isEqualTo("1 span was not asked for");
            assertThat(match.extra()).containsExactly(extra);
        }
    }

    @Test
    void aSpanThatIsNotThereIsOneMissing() {
        for (int i = 0; i < TRACES; i++) {
            Trace whole = trace();
            SpanNode lost = anyOf(leaves(whole));
            Trace trace = Trace.of(whole.received().stream()
                    .filter(span -> span != lost.span())
                    .toList());
            ExpectedTree expected = like(whole, Set.of(), DiagnosisPropertyTest::id);

            for (Mode mode : Mode.values()) {
                TreeMatch match = TreeMatcher.match(expected, trace, mode);

                assertThat(match.describe())
                        .as(() -> TreePrinter.print(trace, Marks.of(match)))
                        .isEqualTo("1 span is missing");
                assertThat(match.missing().get(0).under().map(SpanNode::spanId))
                        .isEqualTo(lost.parent().map(SpanNode::spanId));
            }
        }
    }

    @Test
    void aSubtreeUnderTheWrongParentIsOneMissingFoundElsewhere() {
        for (int i = 0; i < TRACES; i++) {
            Trace right = trace();
            SpanNode moved = right.spans().get(1 + random.nextInt(right.size() - 1));
            Set<SpanNode> movedWithBelow = Set.copyOf(moved.subtree());
            List<SpanNode> others = right.spans().stream()
                    .filter(node -> !movedWithBelow.contains(node)
                            && node != moved.parent().orElseThrow())
                    .toList();
            if (others.isEmpty()) {
                continue;
            }
            Trace trace = moved(right, moved, anyOf(others));
            ExpectedTree expected = like(right, Set.of(), DiagnosisPropertyTest::id);

            for (Mode mode : Mode.values()) {
                TreeMatch match = TreeMatcher.match(expected, trace, mode);

                assertThat(match.describe())
                        .as(() -> TreePrinter.print(trace, Marks.of(match)))
                        .isEqualTo("1 span is elsewhere");
                assertThat(match.missing().get(0).misplaced()).isTrue();
                assertThat(match.missing().get(0).nearest().map(SpanNode::spanId))
                        .contains(moved.spanId());
            }
        }
    }

    private Trace trace() {
        TestSpans spans = new TestSpans();
        List<String> ids = new ArrayList<>(List.of(add(spans, "", 0)));
        int size = 2 + random.nextInt(24);
        for (int i = 1; i < size; i++) {
            ids.add(add(spans, ids.get(random.nextInt(ids.size())), i));
        }
        return spans.trace();
    }

    private String add(TestSpans spans, String parent, int id) {
        String name = List.of("GET", "SELECT", "cache").get(random.nextInt(3));
        return spans.add(parent, "", name, SpanKind.INTERNAL, TestSpans.with(Attributes.of(ID, (long) id)));
    }

    private static Trace moved(Trace trace, SpanNode moved, SpanNode to) {
        TestSpans spans = new TestSpans();
        List<SpanNode> nodes = new ArrayList<>(trace.spans());
        nodes.sort(Comparator.comparing(SpanNode::spanId));
        for (SpanNode node : nodes) {
            String parent = node == moved ? to.spanId() : node.isRoot() ? "" : node.parentSpanId();
            UnaryOperator<TestSpanData.Builder> same = TestSpans.with(node.attributes());
            spans.add(parent, "", node.name(), node.kind(), same);
        }
        return spans.trace();
    }

    private <T> T anyOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static List<SpanNode> leaves(Trace trace) {
        return trace.find(node -> node.children().isEmpty());
    }

    private static long id(SpanNode node) {
        Long id = node.attributes().get(ID);
        return id == null ? -1 : id;
    }

    private interface Ids {
        long of(SpanNode node);
    }

    private ExpectedTree like(Trace trace, Set<SpanNode> without, Ids ids) {
        return ExpectedTree.of(
                trace.roots().stream().map(root -> like(root, without, ids)).toList());
    }

    private ExpectedSpan like(SpanNode node, Set<SpanNode> without, Ids ids) {
        ExpectedSpan span = ExpectedSpan.span(node.name()).with("id", ids.of(node));
        List<SpanNode> children = new ArrayList<>(node.children());
        children.removeAll(without);
        while (!children.isEmpty()) {
            span = span.child(like(children.remove(random.nextInt(children.size())), without, ids));
        }
        return span;
    }
}
