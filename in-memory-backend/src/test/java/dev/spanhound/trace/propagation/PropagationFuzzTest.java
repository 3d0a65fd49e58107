// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What was received is garbage at times. Reading never throws, and each violation has a place that is there. */
class PropagationFuzzTest {
    private static final List<String> NAMES = Stream.concat(
                    Stream.of(PropagationFormat.values()).flatMap(format -> format.headers().stream()),
                    Stream.of("baggage", "uberctx-a", "jaeger-baggage", "ot-baggage-a"))
            .toList();
    private static final String ALPHABET = "0123456789abcdefABCDEFg-:;,=%? \t.dtrue@é\u0000\ud83d\udc36\ud83d";
    private static final SpanContext CONTEXT = SpanContext.create(
            Contexts.TRACE_ID,
            Contexts.SPAN_ID,
            TraceFlags.getSampled(),
            TraceState.builder().put("a", "1").build());

    private static String garbage(Random random) {
        StringBuilder value = new StringBuilder();
        for (int i = random.nextInt(80); i > 0; i--) {
            value.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return value.toString();
    }

    /** Garbage, or what a format writes with a piece of garbage in it. */
    private static HeaderLines lines(Random random) {
        HeaderLines lines = HeaderLines.none();
        if (random.nextBoolean()) {
            for (int i = random.nextInt(6); i >= 0; i--) {
                lines = lines.with(NAMES.get(random.nextInt(NAMES.size())), garbage(random));
            }
            return lines;
        }
        PropagationFormat format = PropagationFormat.values()[random.nextInt(PropagationFormat.values().length)];
        for (HeaderLine line :
                format.write(CONTEXT).with("baggage", "a=1;p=2,b=%20").lines()) {
            StringBuilder value = new StringBuilder(line.value());
            for (int i = random.nextInt(3); i > 0; i--) {
                value.insert(random.nextInt(value.length() + 1), ALPHABET.charAt(random.nextInt(ALPHABET.length())));
                value.deleteCharAt(random.nextInt(value.length()));
            }
            lines = lines.with(line.name(), value.toString());
        }
        return lines;
    }

    @Test
    void readsGarbageWithoutAnExceptionAndSaysWhereItIsWrong() {
        Random random = new Random(5);
        for (int i = 0; i < 50_000; i++) {
            HeaderLines lines = lines(random);
            List<Violation> violations =
                    new ArrayList<>(BaggageEntries.read(lines).violations());
            violations.addAll(Tracestate.read(lines).violations());
            for (PropagationFormat format : PropagationFormat.values()) {
                Extraction extraction = format.read(lines);
                violations.addAll(extraction.violations());
                extraction.context().ifPresent(PropagationFuzzTest::check);

                assertThat(extraction.isAbsent()).as("%s", lines).isEqualTo(!format.isIn(lines));
            }
            PropagationFormat.readB3(lines);
            PropagationFormat.firstIn(lines)
                    .ifPresent(context ->
                            assertThat(context.spanContext().isValid()).isTrue());

            assertThat(violations).allSatisfy(violation -> {
                assertThat(violation.at())
                        .isBetween(
                                -1,
                                violation
                                        .line()
                                        .map(line -> line.value().length())
                                        .orElse(-1));
                assertThat(lines.lines()).containsAll(violation.line().stream().toList());
                assertThat(violation.rule()).contains(": ");
            });
        }
    }

    private static void check(ExtractedContext context) {
        assertThat(context.traceId()).matches("[0-9a-f]{32}");
        assertThat(context.spanId()).matches("[0-9a-f]{16}");
        assertThat(context.spanContext().isValid()).isEqualTo(context.hasTraceId() && context.hasSpanId());
    }
}
