// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace;

import static dev.spanhound.trace.SpanBuilder.span;
import static dev.spanhound.trace.SpanBuilder.spanId;
import static dev.spanhound.trace.SpanBuilder.traceId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {

    private static List<String> names(List<SpanNode> nodes) {
        return nodes.stream().map(SpanNode::name).toList();
    }

    @Test
    void ordersChildrenByStartThenName() {
        Trace trace = Trace.of(List.of(
                span("late", 4).below(1).from(9).build(),
                span("b", 3).below(1).from(5).build(),
                span("a", 2).below(1).from(5).build(),
                span("root", 1).from(0).to(20).build()));

        assertThat(names(trace.spans())).containsExactly("root", "a", "b", "late");
        assertThat(trace.roots()).singleElement().matches(SpanNode::isRoot);
        assertThat(trace.depth()).isEqualTo(2);
        assertThat(trace.size()).isEqualTo(4);
        assertThat(trace.duration()).isEqualTo(Duration.ofMillis(20));
        assertThat(trace.startEpochNanos())
                .isEqualTo(trace.roots().get(0).span().getStartEpochNanos());
    }

    @Test
    void listsEachParentBeforeItsChildren() {
        Trace trace = Trace.of(List.of(
                span("d", 4).below(2).from(3).build(),
                span("c", 3).below(1).from(4).build(),
                span("b", 2).below(1).from(2).build(),
                span("a", 1).build()));

        assertThat(names(trace.spans())).containsExactly("a", "b", "d", "c");
        assertThat(names(trace.spans().get(2).ancestors())).containsExactly("b", "a");
        assertThat(names(trace.spans().get(0).descendants().toList())).containsExactly("b", "d", "c");
    }

    @Test
    void putsASpanWithoutItsParentAtTheTop() {
        Trace trace = Trace.of(
                List.of(span("lost", 2).below(9).build(), span("root", 1).build()));

        assertThat(names(trace.orphans())).containsExactly("lost");
        assertThat(trace.withKnownParent(spanId(9)).orphans()).isEmpty();
        assertThat(trace.withKnownParent(spanId(9)).roots())
                .filteredOn(SpanNode::isBelowKnownParent)
                .extracting(SpanNode::name)
                .containsExactly("lost");
    }

    @Test
    void treatsASpanThatIsItsOwnParentAsACycle() {
        Trace trace = Trace.of(List.of(span("self", 1).below(1).build()));

        assertThat(trace.roots()).singleElement().matches(SpanNode::isCycle);
    }

    @Test
    void cutsACycleAtItsEarliestSpan() {
        Trace trace = Trace.of(List.of(
                span("c", 3).below(2).from(3).build(),
                span("a", 1).below(3).from(1).build(),
                span("b", 2).below(1).from(2).build(),
                span("below the cycle", 4).below(3).from(0).build()));

        assertThat(names(trace.spans())).containsExactly("a", "b", "c", "below the cycle");
        assertThat(trace.roots()).singleElement().matches(SpanNode::isCycle);
        assertThat(trace.orphans()).isEmpty();
    }

    @Test
    void givesTheChildrenToTheEarliestOfSpansWithOneId() {
        Trace trace = Trace.of(List.of(
                span("second", 2).below(1).from(5).build(),
                span("first", 2).below(1).from(3).build(),
                span("child", 3).below(2).from(6).build(),
                span("root", 1).build()));

        assertThat(trace.size()).isEqualTo(4);
        assertThat(names(trace.spans())).containsExactly("root", "first", "child", "second");
        assertThat(trace.find(spanId(2))).get().extracting(SpanNode::name).isEqualTo("first");
    }

    @Test
    void splitsAnIdThatClientAndServerShare() {
        SpanData server = span("get", 2)
                .below(1)
                .kind(SpanKind.SERVER)
                .in("orders")
                .from(2)
                .build();
        SpanData client = span("get", 2)
                .below(1)
                .kind(SpanKind.CLIENT)
                .in("gateway")
                .from(1)
                .build();
        SpanData child = span("query", 3).below(2).in("orders").from(3).build();
        SpanData root = span("root", 1).in("gateway").build();

        for (List<SpanData> order :
                List.of(List.of(server, client, child, root), List.of(root, child, client, server))) {
            Trace trace = Trace.of(order);

            assertThat(trace.spans().stream().map(SpanNode::toString))
                    .containsExactly(
                            "gateway: root [INTERNAL]",
                            "gateway: get [CLIENT]",
                            "orders: get [SERVER]",
                            "orders: query [INTERNAL]");
            assertThat(trace.depth()).isEqualTo(4);
            assertThat(trace.spans()).extracting(SpanNode::spanId).doesNotHaveDuplicates();
            assertThat(trace.received()).isEqualTo(order);
            assertThat(trace).isEqualTo(Trace.of(order));
        }
    }

    @Test
    void givesAServerSpanWithoutTimesThoseOfItsClientHalf() {
        Trace trace = Trace.of(List.of(
                span("get", 2).kind(SpanKind.CLIENT).from(1_000).to(1_040).build(),
                span("get", 2).kind(SpanKind.SERVER).from(0).to(0).build()));

        assertThat(trace.duration()).isEqualTo(Duration.ofMillis(40));
        assertThat(trace.spans().get(1).duration()).isEqualTo(Duration.ofMillis(40));
    }

    @Test
    void putsServerSpansThatShareTheIdOfACallerOutsideBelowIt() {
        Trace trace = Trace.of(List.of(
                        span("first", 9)
                                .kind(SpanKind.SERVER)
                                .in("orders")
                                .from(1)
                                .build(),
                        span("query", 2).below(9).in("orders").from(2).build(),
                        span("again", 9)
                                .kind(SpanKind.SERVER)
                                .in("orders")
                                .from(3)
                                .build()))
                .withKnownParent(spanId(9));

        assertThat(trace.roots())
                .allMatch(SpanNode::isBelowKnownParent)
                .extracting(SpanNode::name)
                .containsExactly("first", "again");
        assertThat(names(trace.spans())).containsExactly("first", "query", "again");
        assertThat(trace.spans()).extracting(SpanNode::spanId).doesNotHaveDuplicates();
        assertThat(trace.completeness(KnownServices.none()).isComplete()).isTrue();
    }

    @Test
    void knowsServicesAndWhoCallsWhom() {
        Trace trace = Trace.of(List.of(
                span("GET", 1).in("gateway").build(),
                span("check", 2).below(1).in("auth").from(1).build(),
                span("order", 3).below(1).in("orders").from(2).build(),
                span("inner", 4).below(3).in("orders").from(3).build(),
                span("consume", 5).below(1).in("mailer").from(4).linkedTo(1, 4).build(),
                span("unnamed", 6).below(1).from(5).build()));

        assertThat(trace.services()).containsExactly("gateway", "auth", "orders", "mailer");
        assertThat(trace.serviceEdges())
                .containsExactly(
                        new ServiceEdge("gateway", "auth"),
                        new ServiceEdge("gateway", "mailer"),
                        new ServiceEdge("gateway", "orders"),
                        new ServiceEdge("orders", "mailer"));
    }

    @Test
    void countsTimeInNoChildAsSelfTime() {
        SpanNode root = Trace.of(List.of(
                        span("root", 1).from(0).to(100).build(),
                        span("a", 2).below(1).from(10).to(30).build(),
                        span("overlaps a", 3).below(1).from(20).to(40).build(),
                        span("inside", 4).below(1).from(22).to(24).build(),
                        span("outlives root", 5).below(1).from(90).to(150).build()))
                .roots()
                .get(0);

        assertThat(root.selfTime()).isEqualTo(Duration.ofMillis(60));
        assertThat(root.duration()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void readsASpanThatEndsBeforeItStartsAsZeroLong() {
        SpanNode node = Trace.of(List.of(span("back", 1).from(10).to(5).build()))
                .roots()
                .get(0);

        assertThat(node.duration()).isZero();
        assertThat(node.selfTime()).isZero();
    }

    @Test
    void isEmptyWithoutSpans() {
        Trace trace = Trace.of(traceId(7), List.of());

        assertThat(trace.isEmpty()).isTrue();
        assertThat(trace.depth()).isZero();
        assertThat(trace.duration()).isZero();
        assertThat(trace.startEpochNanos()).isZero();
        assertThatThrownBy(() -> Trace.of(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("spans: empty (expected: at least one; use Trace.of(traceId, spans))");
    }

    @Test
    void refusesSpansOfAnotherTrace() {
        assertThatThrownBy(
                        () -> Trace.of(traceId(1), List.of(span("x", 1).trace(2).build())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("spans: one has trace ID 00000000000000000000000000000002"
                        + " (expected: 00000000000000000000000000000001)");
    }

    @Test
    @Timeout(20)
    void holdsAChainOfAHundredThousandSpans() {
        List<SpanData> spans = new ArrayList<>();
        for (int i = 1; i <= 100_000; i++) {
            spans.add(span("link", i).below(i - 1).from(i).build());
        }
        Collections.shuffle(spans, new Random(1));

        Trace trace = Trace.of(spans);

        assertThat(trace.depth()).isEqualTo(100_000);
        assertThat(trace.roots()).hasSize(1);
        assertThat(trace.toString()).contains("link [INTERNAL]");
        assertThat(trace.spans().get(0).subtree()).hasSize(100_000);
    }

    @Test
    @Timeout(20)
    void holdsAFanOutOfAHundredThousandSpans() {
        List<SpanData> spans = new ArrayList<>();
        spans.add(span("root", 1).build());
        for (int i = 2; i <= 100_000; i++) {
            spans.add(span("leaf", i).below(1).from(i).build());
        }

        Trace trace = Trace.of(spans);

        assertThat(trace.roots().get(0).children()).hasSize(99_999);
        assertThat(trace.depth()).isEqualTo(2);
    }

    @Test
    @Timeout(20)
    void cutsACycleOfAHundredThousandSpans() {
        List<SpanData> spans = new ArrayList<>();
        for (int i = 1; i <= 100_000; i++) {
            spans.add(span("link", i).below(i == 1 ? 100_000 : i - 1).from(i).build());
        }

        assertThat(Trace.of(spans).depth()).isEqualTo(100_000);
    }

    /** Any parent IDs give a tree that has each span once, whatever cycles and doubles they make. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void hasEachSpanOnceWhateverItsParentIds(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            int size = 1 + random.nextInt(12);
            List<SpanData> spans = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                spans.add(span("s" + i, 1 + random.nextInt(size))
                        .below(random.nextInt(size + 2))
                        .kind(SpanKind.values()[random.nextInt(5)])
                        .from(random.nextInt(5))
                        .build());
            }

            Trace trace = Trace.of(spans);

            Set<SpanNode> nodes = Collections.newSetFromMap(new IdentityHashMap<>());
            nodes.addAll(trace.spans());
            assertThat(nodes).hasSize(size);
            assertThat(names(trace.spans())).doesNotHaveDuplicates();
            Set<SpanNode> seen = new HashSet<>();
            for (SpanNode node : trace.spans()) {
                assertThat(node.parent()
                                .map(seen::contains)
                                .orElse(trace.roots().contains(node)))
                        .isTrue();
                seen.add(node);
            }
        }
    }
}
