// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.assertions.tree.TreeMatcher.Mode;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a trace holds: what is printed of it can be read, and is the trace. */
class TextFormPropertyTest {
    private static final String[] PIECES = {
        "GET",
        "/orders/{id}",
        "<order_id>",
        ":",
        ": ",
        " ",
        "  ",
        "[SERVER]",
        " [CLIENT]",
        "[0]",
        " [X]",
        "{a=1}",
        " {",
        "}",
        "\"",
        "\\",
        "\n",
        "\r",
        "\t",
        "\u0085",
        "\u2028",
        "\u00a0",
        "\u200b",
        "\ud83d\ude80",
        "\ud83d",
        "\ude80",
        "│",
        "├─ ",
        "└",
        "─",
        "...",
        "…",
        "... 3 more like this",
        "#",
        "  # no",
        "*",
        "~",
        "~a",
        "/x/",
        "(missing) ",
        "(A.b)",
        "✗ ",
        "+",
        "?",
        "!ERROR",
        " !OK",
        "!",
        "55 ms",
        "  55 ms",
        "x",
        "é",
        "'",
        "=",
        ",",
        "\\u0041",
        "\0",
        "\u007f",
        "service: name"
    };

    @ParameterizedTest
    @ValueSource(ints = {200, 5, 12})
    void aPrintedTraceIsReadBackAsItself(int mostLines) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(42);
        for (int i = 0; i < 1_500; i++) {
            Trace trace = trace(random);
            Marks marks = marks(trace, random);
            String printed = TreePrinter.print(trace, marks, mostLines);

            TreeMatch match = TreeMatcher.match(ExpectedTree.parse(printed), trace, Mode.EXACT);

            assertThat(match.matched())
                    .as(() -> "trace " + trace + "\nprinted\n" + printed + "\nmatch "
                            + TreePrinter.print(trace, Marks.of(match)))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anExpectedTreeIsReadBackAsItself(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < 700; i++) {
            ExpectedTree tree = ExpectedTree.of(expected(random, 3), expected(random, 2));

            ExpectedTree read = ExpectedTree.parse(tree.toString());

            assertThat(read.toString()).isEqualTo(tree.toString());
            ExpectedIndex before = new ExpectedIndex(tree, Mode.EXACT);
            ExpectedIndex after = new ExpectedIndex(read, Mode.EXACT);
            assertThat(after.size()).isEqualTo(before.size());
            assertThat(after.shapes()).hasSameSizeAs(before.shapes());
        }
    }

    private static Trace trace(RandomGenerator random) {
        TestSpans spans = new TestSpans();
        List<String> ids = new ArrayList<>(List.of(""));
        int size = 1 + random.nextInt(30);
        boolean plain = random.nextInt(3) == 0;
        for (int i = 0; i < size; i++) {
            String parent = random.nextInt(20) == 0 ? "00000000000000ff" : ids.get(random.nextInt(ids.size()));
            String service = random.nextInt(3) == 0 ? "" : plain ? "shop" : name(random);
            SpanKind kind = SpanKind.values()[random.nextInt(plain ? 1 : 5)];
            ids.add(spans.add(parent, service, plain ? "step" : name(random), kind, span -> {
                if (random.nextInt(4) == 0) {
                    span.setStatus(StatusData.create(
                            random.nextBoolean() ? StatusCode.ERROR : StatusCode.OK,
                            random.nextBoolean() ? "" : name(random)));
                }
                if (random.nextInt(4) == 0) {
                    Attributes exception = Attributes.of(AttributeKey.stringKey("exception.type"), name(random));
                    span = TestSpans.with(EventData.create(1, "exception", exception))
                            .apply(span);
                }
                return TestSpans.lasting(Duration.ofNanos(1L << random.nextInt(45)))
                        .apply(span);
            }));
        }
        return spans.trace();
    }

    private static Marks marks(Trace trace, RandomGenerator random) {
        Marks marks = Marks.none();
        for (int i = random.nextInt(4); i > 0; i--) {
            marks = marks.and(
                    Marks.wrong(trace.spans().get(random.nextInt(trace.size())), "name: expected " + name(random)));
        }
        if (random.nextInt(3) == 0) {
            ExpectedTree other = ExpectedTree.of(expected(random, 2));
            marks = marks.and(Marks.of(TreeMatcher.match(other, trace, Mode.EXACT)));
        }
        return marks;
    }

    private static ExpectedSpan expected(RandomGenerator random, int depth) {
        ExpectedSpan span = random.nextInt(8) == 0 ? ExpectedSpan.anySpan() : ExpectedSpan.span(name(random));
        span = random.nextBoolean() ? span : span.in(name(random) + "s");
        span = random.nextBoolean() ? span : span.kind(SpanKind.values()[random.nextInt(5)]);
        span = random.nextBoolean() ? span : span.with(name(random), name(random));
        span = random.nextBoolean() ? span : span.with("n", random.nextLong());
        span = random.nextBoolean() ? span : span.with("d", random.nextGaussian() * 1e9);
        span = random.nextBoolean() ? span : span.with("nan", Double.NaN).with("flag", true);
        span = random.nextBoolean() ? span : span.withAttribute(name(random));
        span = random.nextBoolean() ? span : span.withStatus(StatusCode.ERROR, name(random));
        for (int i = depth == 0 ? 0 : random.nextInt(3); i > 0; i--) {
            ExpectedSpan below = expected(random, depth - 1);
            span = random.nextBoolean() ? span.child(below) : span.descendant(below);
        }
        return span;
    }

    private static String name(RandomGenerator random) {
        StringBuilder name = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            name.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return name.toString();
    }
}
