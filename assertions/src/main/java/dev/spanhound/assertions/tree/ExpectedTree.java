// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import dev.spanhound.assertions.tree.ExpectedSpan.Below;
import java.util.ArrayList;
import java.util.List;

/**
 * One or more expected spans with what is expected below them. Immutable.
 *
 * <p>Besides the builder {@link ExpectedSpan} there is a text form, which is also what failures print, so that a printed
 * tree can be pasted back:
 *
 * <pre>{@code
 * gateway: GET /orders/{id}                     [SERVER]
 * └─ gateway: GET                               [CLIENT]
 *    └─ orders-service: GET /orders/<order_id>  [SERVER]
 *       └─ get_order                            [INTERNAL]  {order.id=42, cached=false}
 *          └─ ...
 *             └─ "SELECT: orders"                           !ERROR "timeout"    # a comment
 * }</pre>
 *
 * <p>One span a line. What is indented deeper is below; {@code │ ├ └ ─} count as spaces, tabs are refused. A line is
 *
 * <pre>{@code
 * [service: ] name  [KIND]  {key=value, ...}  !STATUS "description"
 * }</pre>
 *
 * <ul>
 *   <li><b>name</b>: as it is, or in double quotes with the escapes <code>\" \\ \n \r \t &#92;uXXXX</code>; {@code *} for
 *       any; {@code ~regex} or {@code ~"regex"} for a regular expression of the whole name.
 *   <li><b>service</b>: ends at the first colon followed by a space; as it is, or in double quotes. Without it, or with
 *       {@code *}: any.
 *   <li>A name or service that is not quoted ends before two spaces in a row, and before a space followed by an opening
 *       brace, by {@code !} and a capital, or by a kind or capitals in brackets. It must be quoted to hold one of these, or a colon
 *       at its end or followed by a space, or to begin with a space or one of
 *       <code>" ~ * # . … ✗ + ? ( [ &#123; ! │ ├ └ ─</code>.
 *   <li><b>KIND</b>: INTERNAL, SERVER, CLIENT, PRODUCER or CONSUMER, in any case. Without it: any.
 *   <li><b>attributes</b>: a value is a string in double quotes, a number, {@code true}, {@code false}, or {@code *} for
 *       any. A key may be quoted.
 *   <li><b>STATUS</b>: UNSET, OK or ERROR. Without a description: any.
 *   <li>{@code ...} in place of a span is a gap: what is indented below it is expected at any depth below the span above,
 *       and a matcher that wants each span to be expected lets pass what else is there.
 *   <li>{@code ... 3 more like this} repeats the sibling before it, with all below it.
 *   <li>A line that begins with {@code #}, or what follows two spaces and {@code #}, is a comment.
 * </ul>
 *
 * <p>What failures add is skipped: durations, exception types in parentheses, marks from {@code ✗}, {@code +} or
 * {@code ?} on, and lines that begin with such a mark or with {@code (missing)}.
 */
public final class ExpectedTree {
    private final ExpectedSpan top;

    private ExpectedTree(ExpectedSpan top) {
        this.top = top;
    }

    /**
     * Returns the tree with these expected spans at its top, which are expected to be different spans.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static ExpectedTree of(ExpectedSpan... tops) {
        return of(List.of(tops));
    }

    /**
     * Returns the tree with these expected spans at its top, which are expected to be different spans.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static ExpectedTree of(List<ExpectedSpan> tops) {
        if (tops.isEmpty()) {
            throw new IllegalArgumentException("tops: empty (expected: at least one span)");
        }
        List<Below> below = new ArrayList<>(tops.size());
        tops.forEach(span -> below.add(new Below(span, false)));
        return under(ExpectedSpan.of(List.of(), below, false));
    }

    /** Returns the tree of what is below a span that stands for no span. */
    static ExpectedTree under(ExpectedSpan top) {
        return new ExpectedTree(top);
    }

    /**
     * Returns the tree that the text describes.
     *
     * @throws IllegalArgumentException if the text is no tree; the message names line, column and cure
     */
    public static ExpectedTree parse(String text) {
        return new TextParser().parse(text);
    }

    /** Returns the expected spans at the top. */
    public List<ExpectedSpan> tops() {
        return top.below().stream().map(Below::span).toList();
    }

    /** Returns the span above all, which stands for no span. */
    ExpectedSpan top() {
        return top;
    }

    /**
     * Returns the text form, from which {@link #parse} makes the same tree, except for conditions that the text form does
     * not have: they are shown as comments.
     */
    @Override
    public String toString() {
        return TextForm.of(this);
    }
}
