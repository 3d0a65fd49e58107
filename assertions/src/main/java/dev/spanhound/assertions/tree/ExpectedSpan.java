// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import dev.spanhound.assertions.tree.AttributeValues.Source;
import dev.spanhound.trace.SpanNode;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a span must be, and which spans are expected below it. Immutable: each method returns a new one.
 *
 * <pre>{@code
 * server("GET /orders/{id}").in("gateway")
 *     .child(client("GET")
 *         .child(server("GET /orders/<order_id>").in("orders-service")
 *             .child(span("get_order").with("order.id", 42)
 *                 .child("fetch_order_db")
 *                 .child("verify_payment"))))
 * }</pre>
 *
 * <p>What is not said may be anything. Siblings are expected to be different spans, in any order unless
 * {@link #childrenInOrder()} is asked for, among other siblings unless {@link #exactly()} is asked for.
 *
 * @see ExpectedTree the same as text
 */
public final class ExpectedSpan {
    private static final ExpectedSpan ANY = new ExpectedSpan(List.of(), List.of(), false, false, false);

    private final List<Condition> conditions;
    private final List<Below> below;
    private final boolean inOrder;
    private final boolean exactly;
    private final boolean gap;

    /**
     * An expected span and where it is expected.
     *
     * @param span the expected span
     * @param atAnyDepth whether it may be further below than a child
     */
    record Below(ExpectedSpan span, boolean atAnyDepth) {}

    private ExpectedSpan(List<Condition> conditions, List<Below> below, boolean inOrder, boolean exactly, boolean gap) {
        this.conditions = conditions;
        this.below = below;
        this.inOrder = inOrder;
        this.exactly = exactly;
        this.gap = gap;
    }

    /** What a line of text says. */
    static ExpectedSpan of(List<Condition> conditions, List<Below> below, boolean gap) {
        return new ExpectedSpan(List.copyOf(conditions), List.copyOf(below), false, false, gap);
    }

    // ---- factories ----

    /** Returns an expected span that may be any. */
    public static ExpectedSpan anySpan() {
        return ANY;
    }

    /** Returns an expected span of this name, of any kind. */
    public static ExpectedSpan span(String name) {
        return ANY.named(name);
    }

    /** Returns an expected SERVER span of this name. */
    public static ExpectedSpan server(String name) {
        return span(name).kind(SpanKind.SERVER);
    }

    /** Returns an expected CLIENT span of this name. */
    public static ExpectedSpan client(String name) {
        return span(name).kind(SpanKind.CLIENT);
    }

    /** Returns an expected INTERNAL span of this name. */
    public static ExpectedSpan internal(String name) {
        return span(name).kind(SpanKind.INTERNAL);
    }

    /** Returns an expected PRODUCER span of this name. */
    public static ExpectedSpan producer(String name) {
        return span(name).kind(SpanKind.PRODUCER);
    }

    /** Returns an expected CONSUMER span of this name. */
    public static ExpectedSpan consumer(String name) {
        return span(name).kind(SpanKind.CONSUMER);
    }

    // ---- what the span is ----

    /** Expects this name, instead of a name given before. */
    public ExpectedSpan named(String name) {
        return instead(NameCondition.class, new NameCondition.Exact(name));
    }

    /** Expects a name that the pattern matches as a whole, instead of a name given before. */
    public ExpectedSpan named(Pattern pattern) {
        return instead(NameCondition.class, new NameCondition.Matching(pattern));
    }

    /** Expects the span to be of this service: the {@code service.name} of its resource. */
    public ExpectedSpan in(String service) {
        return instead(FieldCondition.Service.class, new FieldCondition.Service(service));
    }

    /** Expects this kind. */
    public ExpectedSpan kind(SpanKind kind) {
        return instead(FieldCondition.Kind.class, new FieldCondition.Kind(kind));
    }

    /**
     * Expects an attribute with this value. Numbers are compared by value: {@code 42}, {@code 42L} and {@code 42.0} are
     * the same. A string and a number never are.
     *
     * @param value a String, Boolean, number, or a List of one of these
     * @throws IllegalArgumentException if no attribute can hold the value
     */
    public ExpectedSpan with(String key, Object value) {
        return and(AttributeCondition.Equal.of(Source.SPAN, key, value));
    }

    /** Expects an attribute with this value and of the key's type. */
    public <T> ExpectedSpan with(AttributeKey<T> key, T value) {
        return and(AttributeCondition.Equal.of(Source.SPAN, key, value));
    }

    /** Expects an attribute with this key, whatever its value. */
    public ExpectedSpan withAttribute(String key) {
        return and(new AttributeCondition.Present(Source.SPAN, key));
    }

    /** Expects no attribute with this key. */
    public ExpectedSpan withoutAttribute(String key) {
        return and(new AttributeCondition.Absent(Source.SPAN, key));
    }

    /**
     * Expects a resource attribute with this value, compared as {@link #with(String, Object)} does.
     *
     * @throws IllegalArgumentException if no attribute can hold the value
     */
    public ExpectedSpan withResource(String key, Object value) {
        return and(AttributeCondition.Equal.of(Source.RESOURCE, key, value));
    }

    /** Expects a resource attribute with this key, whatever its value. */
    public ExpectedSpan withResource(String key) {
        return and(new AttributeCondition.Present(Source.RESOURCE, key));
    }

    /** Expects this instrumentation scope, of any version. */
    public ExpectedSpan withScope(String name) {
        return and(new FieldCondition.Scope(name, null));
    }

    /** Expects this instrumentation scope. */
    public ExpectedSpan withScope(String name, String version) {
        return and(new FieldCondition.Scope(name, version));
    }

    /** Expects this status code, with any description. */
    public ExpectedSpan withStatus(StatusCode code) {
        return instead(FieldCondition.Status.class, new FieldCondition.Status(code, null));
    }

    /** Expects this status. */
    public ExpectedSpan withStatus(StatusCode code, String description) {
        return instead(FieldCondition.Status.class, new FieldCondition.Status(code, description));
    }

    /** Expects an event of this name. */
    public ExpectedSpan withEvent(String name) {
        return and(new EventCondition.Named(name));
    }

    /**
     * Expects a recorded exception of this type, with any message.
     *
     * @param type the {@code exception.type}, or the part of it after the last dot
     */
    public ExpectedSpan withException(String type) {
        return and(new EventCondition.Exceptional(type, null));
    }

    /**
     * Expects a recorded exception of this type and message.
     *
     * @param type the {@code exception.type}, or the part of it after the last dot
     */
    public ExpectedSpan withException(String type, String message) {
        return and(new EventCondition.Exceptional(type, message));
    }

    /** Expects a recorded exception of this class, with any message. */
    public ExpectedSpan withException(Class<? extends Throwable> type) {
        String name = type.getCanonicalName();
        return withException(name == null ? type.getName() : name);
    }

    /** Expects the span to last so long or longer. */
    public ExpectedSpan lastingAtLeast(Duration bound) {
        return and(new FieldCondition.Lasting(bound, null));
    }

    /** Expects the span to last so long or shorter. */
    public ExpectedSpan lastingAtMost(Duration bound) {
        return and(new FieldCondition.Lasting(null, bound));
    }

    /** Expects a link, to any span. */
    public ExpectedSpan withLink() {
        return and(new RelationCondition.Linked(null, null));
    }

    /** Expects a link to a span of this trace. */
    public ExpectedSpan withLinkTo(String traceId) {
        return and(new RelationCondition.Linked(traceId, null));
    }

    /** Expects a link to this span. */
    public ExpectedSpan withLinkTo(String traceId, String spanId) {
        return and(new RelationCondition.Linked(traceId, spanId));
    }

    /** Expects the span to name no parent. */
    public ExpectedSpan isRoot() {
        return and(new FieldCondition.Root());
    }

    /** Expects a parent like this. What {@code parent} expects below itself is not looked at. */
    public ExpectedSpan hasParent(ExpectedSpan parent) {
        return and(new RelationCondition.Parent(parent));
    }

    /** Expects a parent, or a parent's parent and so on, like this. What it expects below itself is not looked at. */
    public ExpectedSpan hasAncestor(ExpectedSpan ancestor) {
        return and(new RelationCondition.Ancestor(ancestor));
    }

    /**
     * Expects the predicate to hold. It may be asked of any span of the trace, any number of times; a span for which it
     * throws does not satisfy it.
     *
     * @param description what is expected, for the failure message
     */
    public ExpectedSpan matching(String description, Predicate<? super SpanNode> predicate) {
        return and(new OwnCondition.Matching(description, predicate));
    }

    /**
     * Expects the assertions to pass. They may be run on any span of the trace, any number of times; the message of
     * what they throw is shown as the mismatch.
     *
     * @param description what is expected, for the failure message
     */
    public ExpectedSpan satisfying(String description, Consumer<? super SpanNode> assertions) {
        return and(new OwnCondition.Satisfying(description, assertions));
    }

    // ---- what is below it ----

    /** Expects this span as a child. */
    public ExpectedSpan child(ExpectedSpan child) {
        return below(new Below(child, false));
    }

    /** Expects a child of this name. */
    public ExpectedSpan child(String name) {
        return child(span(name));
    }

    /**
     * Expects this span below, as a child or deeper. It is another span than what its expected siblings stand for, but
     * what is expected further below two siblings may be one span.
     *
     * @throws IllegalStateException if {@link #exactly()} was asked for
     */
    public ExpectedSpan descendant(ExpectedSpan descendant) {
        if (exactly) {
            throw exactlyWithDescendants();
        }
        return below(new Below(descendant, true));
    }

    /**
     * Expects a span of this name below, as a child or deeper.
     *
     * @throws IllegalStateException if {@link #exactly()} was asked for
     */
    public ExpectedSpan descendant(String name) {
        return descendant(span(name));
    }

    /**
     * Expects what is below to start in the order in which it is given. Spans that started in the same nanosecond are
     * in any order.
     */
    public ExpectedSpan childrenInOrder() {
        return new ExpectedSpan(conditions, below, true, exactly, gap);
    }

    /**
     * Expects no other children than those given.
     *
     * @throws IllegalStateException if a {@link #descendant} is expected: what lies between would be another child
     */
    public ExpectedSpan exactly() {
        if (gap || below.stream().anyMatch(Below::atAnyDepth)) {
            throw exactlyWithDescendants();
        }
        return new ExpectedSpan(conditions, below, inOrder, true, gap);
    }

    private static IllegalStateException exactlyWithDescendants() {
        return new IllegalStateException("exactly(): a descendant is expected as well"
                + " (expected: children only, since what lies between would be another child)");
    }

    // ---- judging ----

    /** Returns whether the span is as expected. What is expected below it is not looked at. */
    public boolean matches(SpanNode node) {
        for (Condition condition : conditions) {
            if (!condition.holds(node)) {
                return false;
            }
        }
        return true;
    }

    /** Returns each difference of the span from what is expected. What is expected below it is not looked at. */
    public List<Mismatch> mismatches(SpanNode node) {
        return conditions.stream()
                .filter(condition -> !condition.holds(node))
                .map(condition -> condition.mismatch(node))
                .toList();
    }

    /**
     * Returns what is expected of the span itself in one line of the text form, such as
     * {@code gateway: GET /orders/{id} [SERVER] {order.id=42}}. Conditions that the text form does not have follow as a
     * comment.
     */
    public String headline() {
        return TextForm.headline(this);
    }

    /** Returns the expectation in the text form of {@link ExpectedTree}. */
    @Override
    public String toString() {
        return ExpectedTree.of(this).toString();
    }

    /** Returns whether spans are expected below this one. */
    public boolean hasBelow() {
        return !below.isEmpty();
    }

    List<Condition> conditions() {
        return conditions;
    }

    List<Below> below() {
        return below;
    }

    boolean isInOrder() {
        return inOrder;
    }

    boolean isExact() {
        return exactly;
    }

    /** Whether spans may be below that nobody asked for even if each span must be expected. */
    boolean hasGap() {
        return gap || below.stream().anyMatch(Below::atAnyDepth);
    }

    @Nullable
    String exactName() {
        for (Condition condition : conditions) {
            if (condition instanceof NameCondition.Exact exact) {
                return exact.name();
            }
        }
        return null;
    }

    private ExpectedSpan below(Below added) {
        List<Below> more = new ArrayList<>(below);
        more.add(added);
        return new ExpectedSpan(conditions, List.copyOf(more), inOrder, exactly, gap);
    }

    private ExpectedSpan and(Condition condition) {
        List<Condition> more = new ArrayList<>(conditions);
        more.add(condition);
        return new ExpectedSpan(List.copyOf(more), below, inOrder, exactly, gap);
    }

    private ExpectedSpan instead(Class<? extends Condition> of, Condition condition) {
        List<Condition> more = new ArrayList<>();
        boolean replaced = false;
        for (Condition old : conditions) {
            if (!of.isInstance(old)) {
                more.add(old);
            } else if (!replaced) {
                more.add(condition);
                replaced = true;
            }
        }
        if (!replaced) {
            more.add(condition);
        }
        return new ExpectedSpan(List.copyOf(more), below, inOrder, exactly, gap);
    }
}
