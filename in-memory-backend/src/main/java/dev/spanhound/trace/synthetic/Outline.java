// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.synthetic;

import io.opentelemetry.api.trace.SpanKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a synthetic trace is made from. Filled and read by one thread, once. */
final class Outline {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    String name = "GET /orders";
    Duration duration = Duration.ofMillis(100);
    List<String> services = List.of("service");
    Shape shape = Shape.chain();
    int spans;
    Instant start = START;
    Duration arrival = Duration.ZERO;

    @Nullable
    String traceId;

    @Nullable
    Long seed;

    final List<Late> late = new ArrayList<>();
    final List<Edit> edits = new ArrayList<>();

    private final List<SyntheticSpan> made = new ArrayList<>();

    /** Spans that are added and arrive later. */
    record Late(Duration after, int spans, Consumer<? super SyntheticSpan> change) {}

    /** A change of some spans. */
    @FunctionalInterface
    interface Edit {
        void apply(List<SyntheticSpan> spans);
    }

    /** Returns the spans, each after its parent. */
    List<SyntheticSpan> draw() {
        boolean clients = spans == 0 || spans >= 2 * services.size() - 1;
        for (int i = 0; i < services.size(); i++) {
            String service = services.get(i);
            add(made.size() - 1, service, name, SpanKind.SERVER);
            if (clients && i < services.size() - 1) {
                add(made.size() - 1, service, "call " + services.get(i + 1), SpanKind.CLIENT);
            }
        }
        int top = made.size() - 1;
        int inside = spans == 0 ? shape.size() - 1 : spans - made.size();
        String last = services.get(services.size() - 1);
        for (int place = 1; place <= inside; place++) {
            add(top + shape.parentOf(place), last, "step " + (made.size() + 1), SpanKind.INTERNAL);
        }
        for (Late part : late) {
            for (int i = 0; i < part.spans; i++) {
                add(0, services.get(0), "late " + (made.size() + 1), SpanKind.INTERNAL)
                        .arrivingAfter(part.after);
            }
        }
        setTimes();
        changeLate();
        edits.forEach(edit -> edit.apply(made));
        return made;
    }

    private SyntheticSpan add(int parent, String service, String spanName, SpanKind kind) {
        SyntheticSpan span = new SyntheticSpan(parent, service, spanName, kind);
        made.add(span);
        return span;
    }

    /** Children of a span share its time, one after the other, with a tenth before and after them. */
    private void setTimes() {
        int[] children = new int[made.size()];
        made.stream().skip(1).forEach(span -> children[span.parent]++);
        made.get(0).place(Duration.ZERO, duration);
        int[] placed = new int[made.size()];
        for (SyntheticSpan span : made.subList(1, made.size())) {
            SyntheticSpan parent = made.get(span.parent);
            Duration margin = parent.duration().dividedBy(10);
            Duration share = parent.duration().minus(margin.multipliedBy(2)).dividedBy(children[span.parent]);
            span.place(parent.start().plus(margin).plus(share.multipliedBy(placed[span.parent]++)), share);
        }
    }

    private void changeLate() {
        int next = made.size() - late.stream().mapToInt(Late::spans).sum();
        for (Late part : late) {
            made.subList(next, next + part.spans).forEach(part.change);
            next += part.spans;
        }
    }
}
