// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static dev.spanhound.assertions.tree.ExpectedSpan.anySpan;

import dev.spanhound.assertions.tree.Durations;
import dev.spanhound.assertions.tree.ExpectedSpan;
import dev.spanhound.trace.LiveTrace;
import dev.spanhound.trace.Sighting;
import dev.spanhound.trace.SpanNode;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.assertj.AttributeAssertion;
import io.opentelemetry.sdk.testing.assertj.EventDataAssert;
import io.opentelemetry.sdk.testing.assertj.SpanDataAssert;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on one span at its place in a trace. A failure names the span and shows the trace with the span marked.
 *
 * <p>What a span has is judged at once, as it has ended. What other spans have to do with it, such as its parent, is
 * waited for if the trace is a live one.
 *
 * <p>An {@link ExpectedSpan} with spans below it is refused with an {@link IllegalArgumentException}.
 */
public class SpanAssert extends AbstractAssert<SpanAssert, SpanNode> {
    private final @Nullable Waiting waiting;
    private final Reporter reporter;

    /** Returns assertions on a span. {@link TraceAssertions#assertThat(SpanNode)} reads better. */
    public SpanAssert(@Nullable SpanNode actual) {
        this(actual, Reporter.THROWING);
    }

    SpanAssert(@Nullable SpanNode actual, Reporter reporter) {
        this(actual, actual == null ? null : new Waiting(LiveTrace.of(Family.of(actual))), reporter);
    }

    SpanAssert(@Nullable SpanNode actual, @Nullable Waiting waiting, Reporter reporter) {
        super(actual, SpanAssert.class);
        this.waiting = waiting;
        this.reporter = reporter;
    }

    /** Returns assertions that judge one sighting. */
    static SpanAssert within(SpanNode span, Sighting sighting, Reporter reporter) {
        return new SpanAssert(span, new Waiting(new FrozenTrace(sighting)), reporter);
    }

    /** Returns assertions on a span that was looked for in vain, which has been reported. They all hold. */
    static SpanAssert ofNothing() {
        return new SpanAssert(null, null, Reporter.SILENT);
    }

    /**
     * Verifies that the span matches.
     *
     * <pre>{@code assertThat(span).matches(server("GET /orders/{id}").with("http.response.status_code", 200));}</pre>
     */
    public SpanAssert matches(ExpectedSpan expected) {
        return is("to match " + expected.headline(), expected);
    }

    /**
     * Verifies the name.
     *
     * <pre>{@code assertThat(span).hasName("get_order");}</pre>
     */
    public SpanAssert hasName(String name) {
        return is("to have the name \"" + name + "\"", ExpectedSpan.span(name));
    }

    /**
     * Verifies that the pattern matches the whole name.
     *
     * <pre>{@code assertThat(span).hasName(Pattern.compile("GET /orders/.*"));}</pre>
     */
    public SpanAssert hasName(Pattern pattern) {
        return is("to have a name like " + pattern, anySpan().named(pattern));
    }

    /**
     * Verifies the kind.
     *
     * <pre>{@code assertThat(span).hasKind(SERVER);}</pre>
     */
    public SpanAssert hasKind(SpanKind kind) {
        return is("to have the kind " + kind, anySpan().kind(kind));
    }

    /**
     * Verifies the status code.
     *
     * <pre>{@code assertThat(span).hasStatus(ERROR);}</pre>
     */
    public SpanAssert hasStatus(StatusCode code) {
        return is("to have the status " + code, anySpan().withStatus(code));
    }

    /**
     * Verifies the description of the status.
     *
     * <pre>{@code assertThat(span).hasStatusDescription("no such order");}</pre>
     */
    public SpanAssert hasStatusDescription(String description) {
        return judge(SpanPropertyChecks.statusDescription(description));
    }

    /**
     * Verifies that the status is not ERROR. A span without a status passes.
     *
     * <pre>{@code assertThat(span).hasNoError();}</pre>
     */
    public SpanAssert hasNoError() {
        return judge(SpanPropertyChecks.noError());
    }

    /**
     * Verifies the service: the {@code service.name} of the resource.
     *
     * <pre>{@code assertThat(span).isInService("orders");}</pre>
     */
    public SpanAssert isInService(String name) {
        return is("to be in the service " + name, anySpan().in(name));
    }

    /**
     * Verifies an attribute of the resource. Numbers are compared by value.
     *
     * <pre>{@code assertThat(span).hasResourceAttribute("service.version", "1.4.2");}</pre>
     *
     * @throws IllegalArgumentException if no attribute can hold the value
     */
    public SpanAssert hasResourceAttribute(String key, Object value) {
        return is("to have the resource attribute " + key, anySpan().withResource(key, value));
    }

    /**
     * Verifies the instrumentation scope, of any version.
     *
     * <pre>{@code assertThat(span).hasScope("io.opentelemetry.tomcat-10.0");}</pre>
     */
    public SpanAssert hasScope(String name) {
        return is("to have the scope " + name, anySpan().withScope(name));
    }

    /**
     * Verifies the instrumentation scope.
     *
     * <pre>{@code assertThat(span).hasScope("io.opentelemetry.tomcat-10.0", "2.33.1");}</pre>
     */
    public SpanAssert hasScope(String name, String version) {
        return is("to have the scope " + name + " " + version, anySpan().withScope(name, version));
    }

    /**
     * Verifies an attribute. Numbers are compared by value: {@code 42}, {@code 42L} and {@code 42.0} are the same. A string
     * and a number never are.
     *
     * <pre>{@code assertThat(span).hasAttribute("http.response.status_code", 200);}</pre>
     *
     * @throws IllegalArgumentException if no attribute can hold the value
     */
    public SpanAssert hasAttribute(String key, Object value) {
        return is("to have the attribute " + key, anySpan().with(key, value));
    }

    /**
     * Verifies an attribute, which must be of the key's type.
     *
     * <pre>{@code assertThat(span).hasAttribute(HTTP_RESPONSE_STATUS_CODE, 200L);}</pre>
     */
    public <T> SpanAssert hasAttribute(AttributeKey<T> key, T value) {
        return is("to have the attribute " + key, anySpan().with(key, value));
    }

    /**
     * Verifies that there is an attribute with this key, whatever its value.
     *
     * <pre>{@code assertThat(span).hasAttribute("user_agent.original");}</pre>
     */
    public SpanAssert hasAttribute(String key) {
        return is("to have the attribute " + key, anySpan().withAttribute(key));
    }

    /**
     * Verifies that there is no attribute with this key.
     *
     * <pre>{@code assertThat(span).doesNotHaveAttribute("user.password");}</pre>
     */
    public SpanAssert doesNotHaveAttribute(String key) {
        return is("not to have the attribute " + key, anySpan().withoutAttribute(key));
    }

    /**
     * Verifies attributes by OpenTelemetry's own assertions. Others are allowed.
     *
     * <pre>{@code assertThat(span).hasAttributesSatisfying(equalTo(HTTP_ROUTE, "/orders/{id}"), satisfies(URL_PATH, path -> path.startsWith("/")));}</pre>
     */
    public SpanAssert hasAttributesSatisfying(AttributeAssertion... assertions) {
        return judge(SpanPropertyChecks.attributes(assertions));
    }

    /**
     * Verifies the span by OpenTelemetry's own assertions.
     *
     * <pre>{@code assertThat(span).satisfiesSpanData(data -> data.hasTotalRecordedLinks(0));}</pre>
     */
    public SpanAssert satisfiesSpanData(Consumer<SpanDataAssert> requirements) {
        return judge(SpanPropertyChecks.spanData(requirements));
    }

    /**
     * Verifies that there is an event of this name.
     *
     * <pre>{@code assertThat(span).hasEvent("retry");}</pre>
     */
    public SpanAssert hasEvent(String name) {
        return is("to have the event \"" + name + "\"", anySpan().withEvent(name));
    }

    /**
     * Verifies that an event of this name satisfies OpenTelemetry's own assertions.
     *
     * <pre>{@code assertThat(span).hasEvent("retry", event -> event.hasAttributesSatisfying(equalTo(ATTEMPT, 2)));}</pre>
     */
    public SpanAssert hasEvent(String name, Consumer<EventDataAssert> requirements) {
        return judge(SpanPropertyChecks.event(name, requirements));
    }

    /**
     * Verifies that an exception of this type was recorded.
     *
     * <pre>{@code assertThat(span).hasException("SQLException");}</pre>
     *
     * @param type the {@code exception.type}, or the part of it after the last dot
     */
    public SpanAssert hasException(String type) {
        return is("to have the exception " + type, anySpan().withException(type));
    }

    /**
     * Verifies that an exception of this type and message was recorded.
     *
     * <pre>{@code assertThat(span).hasException("SQLException", "connection refused");}</pre>
     *
     * @param type the {@code exception.type}, or the part of it after the last dot
     */
    public SpanAssert hasException(String type, String message) {
        return is(
                "to have the exception " + type + " \"" + message + "\"",
                anySpan().withException(type, message));
    }

    /**
     * Verifies that an exception of this class was recorded.
     *
     * <pre>{@code assertThat(span).hasException(SQLException.class);}</pre>
     */
    public SpanAssert hasException(Class<? extends Throwable> type) {
        return is("to have the exception " + type.getName(), anySpan().withException(type));
    }

    /**
     * Verifies that the span does not last longer.
     *
     * <pre>{@code assertThat(span).lastsAtMost(ofMillis(100));}</pre>
     */
    public SpanAssert lastsAtMost(Duration limit) {
        return is("to last at most " + Durations.precisely(limit), anySpan().lastingAtMost(limit));
    }

    /**
     * Verifies that the span does not end sooner.
     *
     * <pre>{@code assertThat(span).lastsAtLeast(ofMillis(10));}</pre>
     */
    public SpanAssert lastsAtLeast(Duration limit) {
        return is("to last at least " + Durations.precisely(limit), anySpan().lastingAtLeast(limit));
    }

    /**
     * Verifies that the span names no parent. A child of the test's own span is no root.
     *
     * <pre>{@code assertThat(backend.find(traceId).orElseThrow()).root().isRoot();}</pre>
     */
    public SpanAssert isRoot() {
        return is("to be a root", anySpan().isRoot());
    }

    /**
     * Verifies that the parent has this name. Waits for the parent.
     *
     * <pre>{@code assertThat(trace).span("get_order").hasParent("GET /orders/{id}");}</pre>
     */
    public SpanAssert hasParent(String name) {
        return hasParent(ExpectedSpan.span(name));
    }

    /**
     * Verifies that the parent matches. Waits for the parent.
     *
     * <pre>{@code assertThat(trace).span("get_order").hasParent(server("GET /orders/{id}").in("orders"));}</pre>
     */
    public SpanAssert hasParent(ExpectedSpan parent) {
        return judge(RelationChecks.parent(Alone.require(parent)));
    }

    /**
     * Verifies that this is the parent.
     *
     * <pre>{@code assertThat(child).hasParent(parent);}</pre>
     */
    public SpanAssert hasParent(SpanNode parent) {
        return judge(RelationChecks.parent(parent));
    }

    /**
     * Verifies that the parent, its parent or one further up has this name. Waits for it.
     *
     * <pre>{@code assertThat(trace).span("SELECT stock").hasAncestor("POST /checkout");}</pre>
     */
    public SpanAssert hasAncestor(String name) {
        return hasAncestor(ExpectedSpan.span(name));
    }

    /**
     * Verifies that the parent, its parent or one further up matches. Waits for it.
     *
     * <pre>{@code assertThat(trace).span("SELECT stock").hasAncestor(anySpan().in("gateway"));}</pre>
     */
    public SpanAssert hasAncestor(ExpectedSpan ancestor) {
        return judge(RelationChecks.ancestor(Alone.require(ancestor)));
    }

    /**
     * Verifies that a child has this name. Waits for it.
     *
     * <pre>{@code assertThat(trace).span("get_order").hasChild("fetch_order_db");}</pre>
     */
    public SpanAssert hasChild(String name) {
        return hasChild(ExpectedSpan.span(name));
    }

    /**
     * Verifies that a child matches. Waits for it.
     *
     * <pre>{@code assertThat(trace).span("get_order").hasChild(client("SELECT stock"));}</pre>
     */
    public SpanAssert hasChild(ExpectedSpan child) {
        return judge(RelationChecks.child(Alone.require(child)));
    }

    /**
     * Verifies that a child, its child or one further down has this name. Waits for it.
     *
     * <pre>{@code assertThat(trace).root().hasDescendant("charge_card");}</pre>
     */
    public SpanAssert hasDescendant(String name) {
        return hasDescendant(ExpectedSpan.span(name));
    }

    /**
     * Verifies that a child, its child or one further down matches. Waits for it.
     *
     * <pre>{@code assertThat(trace).root().hasDescendant(anySpan().in("payment"));}</pre>
     */
    public SpanAssert hasDescendant(ExpectedSpan descendant) {
        return judge(RelationChecks.descendant(Alone.require(descendant)));
    }

    /**
     * Verifies that the span links to this one.
     *
     * <pre>{@code assertThat(consumer).isLinkedTo(producer);}</pre>
     */
    public SpanAssert isLinkedTo(SpanNode target) {
        return judge(RelationChecks.link(target));
    }

    /**
     * Verifies that the span links to a span of the trace with this ID.
     *
     * <pre>{@code assertThat(consumer).isLinkedTo(trace.traceId());}</pre>
     */
    public SpanAssert isLinkedTo(String traceId) {
        return is("to link to trace " + traceId, anySpan().withLinkTo(traceId));
    }

    /**
     * Verifies that a span of this name caused this one, or what caused it: each is the parent of the next, or what that
     * links to. Looks in this trace and in those that are linked to it, and waits for it.
     *
     * <pre>{@code assertThat(trace).span("process orders").isCausedBy("publish orders");}</pre>
     */
    public SpanAssert isCausedBy(String name) {
        return isCausedBy(ExpectedSpan.span(name));
    }

    /**
     * Verifies that a span that matches caused this one, or what caused it: each is the parent of the next, or what that
     * links to. Looks in this trace and in those that are linked to it.
     *
     * <p>Waits for it.
     *
     * <pre>{@code assertThat(trace).span("process orders").isCausedBy(producer("publish orders"));}</pre>
     */
    public SpanAssert isCausedBy(ExpectedSpan cause) {
        return judge(RelationChecks.cause(Alone.require(cause)));
    }

    /**
     * Verifies that {@code cause} caused this one, or what caused it: each is the parent of the next, or what that links
     * to.
     *
     * <pre>{@code assertThat(consumer).isCausedBy(producer);}</pre>
     */
    public SpanAssert isCausedBy(SpanNode cause) {
        return judge(RelationChecks.cause(cause));
    }

    /**
     * Verifies that this span caused one of this name, or what caused that: each as the parent of the next, or as the target
     * of its link. Looks in this trace and in those that are linked to it, and waits for it.
     *
     * <pre>{@code assertThat(trace).span(producer("publish orders")).causes("process orders");}</pre>
     */
    public SpanAssert causes(String name) {
        return causes(ExpectedSpan.span(name));
    }

    /**
     * Verifies that this span caused one that matches, or what caused that: each as the parent of the next, or as the target
     * of its link. Waits for it.
     *
     * <pre>{@code assertThat(trace).span("publish orders").causes(consumer("process orders").in("mailer"));}</pre>
     */
    public SpanAssert causes(ExpectedSpan effect) {
        return judge(RelationChecks.effect(Alone.require(effect)));
    }

    /**
     * Verifies that the message that this span made is consumed by a span of this name: a CONSUMER span that is its child or
     * links to it, as one that consumes a batch does, or a CLIENT span that does so and receives. Looks in this trace and in
     * those that are linked to it, and waits for it.
     *
     * <pre>{@code assertThat(trace).span(producer("publish orders")).isConsumedBy("process orders");}</pre>
     */
    public SpanAssert isConsumedBy(String name) {
        return isConsumedBy(ExpectedSpan.span(name));
    }

    /**
     * Verifies that the message that this span made is consumed by a span that matches: a CONSUMER span that is its child or
     * links to it, as one that consumes a batch does, or a CLIENT span that does so and receives. Waits for it.
     *
     * <pre>{@code assertThat(trace).span(producer("publish orders")).isConsumedBy(consumer("process orders").in("mailer"));}</pre>
     */
    public SpanAssert isConsumedBy(ExpectedSpan consumer) {
        return judge(MessageChecks.consumed(Alone.require(consumer)));
    }

    /**
     * Verifies that the span ends before any of this name starts. Waits for one.
     *
     * <pre>{@code assertThat(trace).span("fetch_order_db").isBefore("verify_payment");}</pre>
     */
    public SpanAssert isBefore(String name) {
        return judge(TimeRelationChecks.before(ExpectedSpan.span(name)));
    }

    /**
     * Verifies that the span ends before any that matches starts. Waits for one.
     *
     * <pre>{@code assertThat(trace).span("fetch_order_db").isBefore(client("POST"));}</pre>
     */
    public SpanAssert isBefore(ExpectedSpan other) {
        return judge(TimeRelationChecks.before(Alone.require(other)));
    }

    /**
     * Verifies that the span starts and ends while one of this name runs. Waits for it.
     *
     * <pre>{@code assertThat(trace).span("fetch_order_db").isInside("get_order");}</pre>
     */
    public SpanAssert isInside(String name) {
        return judge(TimeRelationChecks.inside(ExpectedSpan.span(name)));
    }

    /**
     * Verifies that the span starts and ends while one that matches runs. Waits for it.
     *
     * <pre>{@code assertThat(trace).span("fetch_order_db").isInside(server("GET /orders/{id}"));}</pre>
     */
    public SpanAssert isInside(ExpectedSpan other) {
        return judge(TimeRelationChecks.inside(Alone.require(other)));
    }

    /**
     * Verifies that the span runs at the same time as one of this name, for a moment at least. Waits for it.
     *
     * <pre>{@code assertThat(trace).span("GET /price").overlaps("GET /stock");}</pre>
     */
    public SpanAssert overlaps(String name) {
        return judge(TimeRelationChecks.overlapping(ExpectedSpan.span(name)));
    }

    /**
     * Verifies that the span runs at the same time as one that matches, for a moment at least. Waits for it.
     *
     * <pre>{@code assertThat(trace).span("GET /price").overlaps(client("GET /stock"));}</pre>
     */
    public SpanAssert overlaps(ExpectedSpan other) {
        return judge(TimeRelationChecks.overlapping(Alone.require(other)));
    }

    /**
     * Begins an assertion on the time from another span's start to this one's start.
     *
     * <pre>{@code assertThat(trace).span("INSERT orders").startsWithin(ofSeconds(2)).ofRoot();}</pre>
     */
    public TimeLimit startsWithin(Duration limit) {
        return new TimeLimit("start", limit, span -> span.span().getStartEpochNanos(), this::judge);
    }

    /**
     * Begins an assertion on the time from another span's start to this one's end.
     *
     * <pre>{@code assertThat(trace).span("INSERT orders").endsWithin(ofSeconds(2)).of("POST /checkout");}</pre>
     */
    public TimeLimit endsWithin(Duration limit) {
        return new TimeLimit("end", limit, span -> span.span().getEndEpochNanos(), this::judge);
    }

    /**
     * Returns assertions on the parent, for which it waits.
     *
     * <pre>{@code assertThat(trace).span("get_order").parent().hasKind(SERVER);}</pre>
     */
    public SpanAssert parent() {
        Waiting patient = waiting;
        if (patient == null) {
            isPresent();
            return this;
        }
        Outcome outcome = patient.judge(RelationChecks.parent(anySpan()).on(actual));
        if (outcome.failure().isPresent()) {
            report(outcome);
            return ofNothing();
        }
        SpanNode here = Family.find(actual, outcome.sighting().trace());
        return new SpanAssert(here.parent().orElseThrow(), patient, reporter);
    }

    private SpanAssert is(String expectation, ExpectedSpan expected) {
        return judge(SpanPropertyChecks.matching(expectation, Alone.require(expected)));
    }

    private SpanAssert judge(SpanCheck check) {
        Waiting patient = waiting;
        if (patient == null) {
            return isPresent();
        }
        Outcome outcome = patient.judge(check.on(actual));
        if (outcome.failure().isPresent()) {
            report(outcome);
        }
        return this;
    }

    private SpanAssert isPresent() {
        return reporter == Reporter.SILENT ? this : isNotNull();
    }

    @Override
    protected boolean isElementOfCustomAssert(StackTraceElement element) {
        return Reporter.isOurs(element) || super.isElementOfCustomAssert(element);
    }

    private void report(Outcome outcome) {
        reporter.report(Reporter.prefix(descriptionText()) + outcome.brief(), () -> {
            Failure.Difference difference = outcome.difference();
            return failureWithActualExpected(difference.actual(), difference.expected(), "%s", outcome.message());
        });
    }
}
