// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.benchmarks;

import dev.spanhound.assertions.tree.ExpectedSpan;
import dev.spanhound.assertions.tree.ExpectedTree;
import dev.spanhound.assertions.tree.Marks;
import dev.spanhound.assertions.tree.TreeMatch;
import dev.spanhound.assertions.tree.TreeMatcher;
import dev.spanhound.assertions.tree.TreeMatcher.Mode;
import dev.spanhound.assertions.tree.TreePrinter;
import dev.spanhound.trace.ReceivedSpan;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Matches a trace of 10,001 spans against 1,001 expected ones, of which 200 are siblings of one name: whole, and with
 * one that is not there, including the printed failure. Single shots, the first of them cold, as in a test.
 */
@State(Scope.Benchmark)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(3)
@Warmup(iterations = 0)
@Measurement(iterations = 10)
@SuppressWarnings("NullAway.Init") // JMH calls build() first
public class TreeMatcherBenchmark {
    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final AttributeKey<Long> ITEM = AttributeKey.longKey("item.id");
    private static final int ITEMS = 2_000;
    private static final int EXPECTED_ITEMS = 200;
    private static final int STEPS = 4;

    /** How the siblings of one name are told apart. */
    public enum Siblings {
        /** Not at all. */
        EQUAL,
        /** By an attribute of their own. */
        BY_ATTRIBUTE,
        /** By what is below them, so that each fits several and only an assignment tells. */
        BY_WHAT_IS_BELOW,
        /** All names are one, and so are the expected ones. */
        ONE_NAME
    }

    @Param
    public Siblings siblings = Siblings.EQUAL;

    private Trace trace;
    private ExpectedTree expected;
    private ExpectedTree notThere;

    /** Builds trace and expectations. */
    @Setup(Level.Trial)
    public void build() {
        Random random = new Random(42);
        List<SpanData> spans = new ArrayList<>();
        spans.add(span(1, 0, "GET /orders", -1));
        for (int item = 0; item < ITEMS; item++) {
            int parent = spans.size() + 1;
            spans.add(span(parent, 1, name("process_item"), item));
            for (int step = 0; step < STEPS; step++) {
                spans.add(span(spans.size() + 1, parent, name(stepName(item, step)), item));
            }
        }
        trace = Trace.of(spans);
        List<Integer> items = new ArrayList<>();
        for (int item = 0; item < EXPECTED_ITEMS; item++) {
            items.add(random.nextInt(ITEMS / EXPECTED_ITEMS) + item * (ITEMS / EXPECTED_ITEMS));
        }
        Collections.shuffle(items, random);
        expected = expected(items);
        items.set(EXPECTED_ITEMS / 2, ITEMS + 7);
        notThere = expected(items);
    }

    private ExpectedTree expected(List<Integer> items) {
        ExpectedSpan root = ExpectedSpan.span("GET /orders");
        for (int item : items) {
            ExpectedSpan span = ExpectedSpan.span(name("process_item"));
            if (siblings == Siblings.BY_ATTRIBUTE || siblings == Siblings.ONE_NAME) {
                span = span.with("item.id", item);
            }
            for (int step = 0; step < STEPS; step++) {
                boolean anyStep = siblings == Siblings.BY_WHAT_IS_BELOW && step > 1 && item < ITEMS;
                String name = item < ITEMS ? stepName(item, step) : "no such step";
                span = span.child(anyStep ? ExpectedSpan.anySpan() : ExpectedSpan.span(name(name)));
            }
            root = root.child(span);
        }
        return ExpectedTree.of(root);
    }

    private String name(String name) {
        return siblings == Siblings.ONE_NAME ? "step" : name;
    }

    private String stepName(int item, int step) {
        return siblings == Siblings.BY_WHAT_IS_BELOW
                ? "step " + step + "." + (item * 31 + step * 17) % 40
                : "step " + step;
    }

    private static SpanData span(int id, int parent, String name, long item) {
        return new ReceivedSpan(
                context(id),
                parent == 0 ? SpanContext.getInvalid() : context(parent),
                name,
                SpanKind.INTERNAL,
                1_700_000_000_000_000_000L + id,
                1_700_000_000_000_000_000L + id + 1_000_000,
                Attributes.of(ITEM, item),
                List.of(),
                List.of(),
                StatusData.unset(),
                Resource.getDefault(),
                InstrumentationScopeInfo.empty(),
                0,
                0,
                0);
    }

    private static SpanContext context(int id) {
        return SpanContext.create(
                TRACE_ID, String.format("%016x", id), TraceFlags.getSampled(), TraceState.getDefault());
    }

    /** Matches what is there. */
    @Benchmark
    public TreeMatch matches() {
        TreeMatch match = TreeMatcher.match(expected, trace, Mode.LENIENT);
        if (!match.matched()) {
            throw new IllegalStateException(match.describe());
        }
        return match;
    }

    /** Matches what is not there, and prints why. */
    @Benchmark
    public String tellsWhatIsMissing() {
        TreeMatch match = TreeMatcher.match(notThere, trace, Mode.LENIENT);
        if (match.matched()) {
            throw new IllegalStateException("matched");
        }
        return TreePrinter.print(trace, Marks.of(match));
    }
}
