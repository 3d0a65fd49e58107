// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.trace.SpanKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Prints a trace as a tree: {@code service: name}, kind, duration, status if it is set, and marks, in columns.
 *
 * <pre>
 * gateway: GET /orders/{id}                     [SERVER]    118 ms
 * ├─ gateway: GET                               [CLIENT]     61 ms
 * │  └─ orders-service: GET /orders/&lt;order_id&gt;  [SERVER]     55 ms
 * │     └─ get_order                            [INTERNAL]   50 ms   ✗ order.id: expected 42 (long) but was "42" (string)
 * │        ├─ fetch_order_db                    [INTERNAL]    8 ms
 * │        └─ (missing) verify_payment                               nearest: "verify-payment" (name differs)
 * └─ gateway: GET /price                        [CLIENT]      9 ms   + not asked for
 * </pre>
 *
 * <p>An INTERNAL span of the same service as its parent is printed without it. The text can be pasted back as an
 * {@link ExpectedTree}, which this trace matches exactly. Of a trace with more than 200 spans equal siblings are folded
 * into {@code ... 3 more like this}, and if that is not enough, spans without a mark are left out at {@code ...}.
 */
public final class TreePrinter {
    private static final int MOST_LINES = 200;

    private final TraceIndex trace;
    private final Marks marks;
    private final Abbreviation abbreviation;
    private final Map<Integer, Row> rows = new HashMap<>();
    private final Map<Integer, Row> gaps = new HashMap<>();
    private final Map<Integer, Integer> leftOut = new HashMap<>();
    private final Map<Optional<SpanNode>, List<TreeMatch.Missing>> missing;

    private TreePrinter(TraceIndex trace, Marks marks, int mostLines) {
        this.trace = trace;
        this.marks = marks;
        this.missing = marks.missing();
        this.abbreviation = new Abbreviation(trace, marks, missing.keySet(), mostLines);
    }

    /** Returns the trace as a tree without marks. */
    public static String print(Trace trace) {
        return print(trace, Marks.none());
    }

    /** Returns the trace as a tree with marks. */
    public static String print(Trace trace, Marks marks) {
        return print(trace, marks, MOST_LINES);
    }

    static String print(Trace trace, Marks marks, int mostLines) {
        return Rows.aligned(new TreePrinter(new TraceIndex(trace), marks.merged(), mostLines).rows());
    }

    /** Returns the trace as a tree without columns, durations and marks, to be compared with an expected tree. */
    public static String printCompact(Trace trace) {
        return Rows.compact(new TreePrinter(new TraceIndex(trace), Marks.none(), MOST_LINES).rows());
    }

    private List<Row> rows() {
        int top = trace.size();
        rows.put(top, new Row(""));
        for (int span = 0; span < top; span++) {
            if (abbreviation.isShown(span)) {
                Row row = row(span);
                rows.put(span, row);
                rowAbove(span).add(row);
                int more = abbreviation.moreLike(span);
                if (more > 0) {
                    Row folded = new Row(TextForm.GAP + " " + more + " more like this");
                    folded.marks.addAll(marks.of(trace.node(span)));
                    rowAbove(span).add(folded);
                }
            } else if (abbreviation.isLeftOut(span)) {
                int above = abbreviation.shownAbove(span);
                gap(above);
                leftOut.merge(above, 1, Integer::sum);
            }
        }
        leftOut.forEach((above, count) -> gap(above).marks.add(count + " spans"));
        missing.forEach(
                (under, all) -> addMissing(rowAt(under.map(trace::number).orElse(top)), all));
        if (abbreviation.marksLeftOut() > 0) {
            gap(top).marks.add(abbreviation.marksLeftOut() + " spans with marks are left out");
        }
        return new ArrayList<>(rowAt(top).rows());
    }

    private Row rowAbove(int span) {
        int parent = trace.parent(span);
        boolean isParentShown = parent == trace.size() || abbreviation.isShown(parent);
        return isParentShown ? rowAt(parent) : gap(abbreviation.shownAbove(span));
    }

    private Row rowAt(int span) {
        return Objects.requireNonNull(rows.get(span));
    }

    private Row gap(int above) {
        return gaps.computeIfAbsent(above, span -> rowAt(span).add(new Row(TextForm.GAP)));
    }

    private Row row(int span) {
        SpanNode node = trace.node(span);
        Row row = new Row(TextForm.head(printedService(node), TextForm.bare(node.name())));
        row.kind = "[" + node.kind() + "]";
        row.duration = Durations.text(node.duration());
        row.note = note(node);
        row.marks.addAll(marks.of(node));
        if (node.isOrphan()) {
            row.marks.add("? parent " + node.parentSpanId() + " never arrived");
        } else if (node.isCycle()) {
            row.marks.add("? is its own ancestor");
        }
        if (!node.span().hasEnded()) {
            row.marks.add("? has not ended");
        }
        return row;
    }

    private static String printedService(SpanNode node) {
        String service = node.service();
        boolean isParents =
                node.parent().map(SpanNode::service).filter(service::equals).isPresent();
        return isParents && node.kind() == SpanKind.INTERNAL ? "" : service;
    }

    private static String note(SpanNode node) {
        String exception = node.span().getEvents().stream()
                .filter(EventCondition.Exceptional::isException)
                .map(event -> event.getAttributes().get(EventCondition.EXCEPTION_TYPE))
                .filter(type -> type != null && type.matches("[\\w.$]+"))
                .reduce((first, last) -> last)
                .map(type -> "(" + type + ")")
                .orElse("");
        String status = TextForm.status(node);
        return status + (status.isEmpty() || exception.isEmpty() ? "" : " ") + exception;
    }

    private static void addMissing(Row under, List<TreeMatch.Missing> missing) {
        List<Row> path = new ArrayList<>();
        path.add(under);
        int mostLevels = missing.size() > MOST_LINES ? 0 : Integer.MAX_VALUE;
        for (TreeMatch.Missing one : missing) {
            if (one.level() > mostLevels) {
                continue;
            }
            Row expected = TextForm.row(one.expected());
            Row row = new Row("(missing) " + expected.head);
            row.kind = expected.kind;
            row.note = expected.note;
            if (!one.hint().isEmpty()) {
                row.marks.add(one.hint());
            }
            while (path.size() > one.level() + 1) {
                path.remove(path.size() - 1);
            }
            path.add(path.get(path.size() - 1).addLast(row));
        }
    }
}
