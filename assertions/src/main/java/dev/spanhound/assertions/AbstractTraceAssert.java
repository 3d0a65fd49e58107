// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.assertions.MessageChecks.Messages;
import dev.spanhound.assertions.tree.ExpectedSpan;
import dev.spanhound.assertions.tree.ExpectedTree;
import dev.spanhound.trace.LiveTrace;
import dev.spanhound.trace.ServiceEdge;
import dev.spanhound.trace.Sighting;
import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on one trace. A failure shows the whole trace as a tree, to be understood from a CI log alone.
 *
 * <p>On a {@link LiveTrace} they wait. Those that ask for <em>some</em> span hold as soon as it is there. Those that ask
 * about <em>all</em> spans, as each count, each absence and each "exactly" does, hold only once the trace is complete
 * and has been quiet: nothing arrived for the quiet time or, if that is longer, for as long as a service of this trace
 * is known to hold its spans back. What no later span can mend fails as soon as the trace is quiet. A {@link Trace} is
 * judged as it is.
 *
 * <p>Where one {@link ExpectedSpan} is asked for, one with spans below it is refused with an
 * {@link IllegalArgumentException}, but for {@link #containsSpan(ExpectedSpan)} and the trees.
 *
 * @param <SELF> the class itself
 * @param <ACTUAL> what is asserted on
 */
public abstract class AbstractTraceAssert<SELF extends AbstractTraceAssert<SELF, ACTUAL>, ACTUAL>
        extends AbstractAssert<SELF, ACTUAL> {
    // Never looked at: each assertion on null fails for that.
    private static final LiveTrace NO_TRACE = LiveTrace.of(Trace.of("", List.of()));

    private final Reporter reporter;
    private Waiting waiting;

    AbstractTraceAssert(@Nullable ACTUAL actual, Class<?> self, @Nullable LiveTrace live, Reporter reporter) {
        super(actual, self);
        this.waiting = new Waiting(live == null ? NO_TRACE : live);
        this.reporter = reporter;
    }

    /**
     * Verifies that the trace is complete: it has one root or only children of the test's own span, each parent has
     * arrived, each span has ended, and each call to a service known to send spans was answered by that service.
     *
     * <p>Waits for that, and for the trace to be quiet.
     *
     * <pre>{@code assertThat(trace).isComplete();}</pre>
     */
    public SELF isComplete() {
        return judge(SpanChecks.complete());
    }

    /**
     * Verifies that no span has status ERROR. A span without a status passes.
     *
     * <p>Waits for the trace to be complete and quiet.
     *
     * <pre>{@code assertThat(trace).hasNoErrors();}</pre>
     */
    public SELF hasNoErrors() {
        return judge(SpanChecks.noErrors());
    }

    /**
     * Verifies that the trace has no spans, as when the context says that it is not sampled.
     *
     * <p>Waits for quiet, counted from the first assertion on.
     *
     * <pre>{@code assertThat(trace).hasNoSpans();}</pre>
     */
    public SELF hasNoSpans() {
        isNotNull();
        judge(waiting.evenIfIncomplete(), SpanChecks.size(0));
        return myself;
    }

    /**
     * Verifies the number of spans. None is the same as {@link #hasNoSpans()}.
     *
     * <p>Waits for the trace to be complete and quiet.
     *
     * <pre>{@code assertThat(trace).hasSpanCount(7);}</pre>
     *
     * @throws IllegalArgumentException if the number is negative
     */
    public SELF hasSpanCount(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("count: " + count + " (expected: >= 0)");
        }
        return count == 0 ? hasNoSpans() : judge(SpanChecks.size(count));
    }

    /**
     * Begins an assertion on how many spans have this name.
     *
     * <pre>{@code assertThat(trace).hasSpan("SELECT stock").atMost(5);}</pre>
     */
    public SpanCount<SELF> hasSpan(String name) {
        return hasSpan(ExpectedSpan.span(name));
    }

    /**
     * Begins an assertion on how many spans match, each judged alone.
     *
     * <pre>{@code assertThat(trace).hasSpan(client("GET").in("gateway")).times(2);}</pre>
     */
    public SpanCount<SELF> hasSpan(ExpectedSpan expected) {
        return new SpanCount<>(Alone.require(expected), this::judge);
    }

    /**
     * Verifies that a span has this name.
     *
     * <p>Waits for it.
     *
     * <pre>{@code assertThat(trace).containsSpan("verify_payment");}</pre>
     */
    public SELF containsSpan(String name) {
        return containsSpan(ExpectedSpan.span(name));
    }

    /**
     * Verifies that a span matches.
     *
     * <p>Waits for it.
     *
     * <pre>{@code assertThat(trace).containsSpan(span("get_order").in("orders").with("order.id", 42));}</pre>
     */
    public SELF containsSpan(ExpectedSpan expected) {
        return judge(SpanChecks.contains(expected));
    }

    /**
     * Verifies that a span of this name satisfies all requirements.
     *
     * <p>Waits for it.
     *
     * <pre>{@code assertThat(trace).containsSpan("get_order", span -> span.hasKind(INTERNAL).hasAttribute("order.id", 42));}</pre>
     */
    public SELF containsSpan(String name, Consumer<SpanAssert> requirements) {
        return containsSpan(ExpectedSpan.span(name), requirements);
    }

    /**
     * Verifies that a span matches and satisfies all requirements.
     *
     * <p>Waits for it.
     *
     * <pre>{@code assertThat(trace).containsSpan(client("GET"), span -> span.lastsAtMost(ofMillis(100)));}</pre>
     */
    public SELF containsSpan(ExpectedSpan expected, Consumer<SpanAssert> requirements) {
        return judge(SpanChecks.contains(Alone.require(expected), requirements));
    }

    /**
     * Verifies that no span has this name.
     *
     * <p>Waits for the trace to be complete and quiet.
     *
     * <pre>{@code assertThat(trace).doesNotContainSpan("SELECT secrets");}</pre>
     */
    public SELF doesNotContainSpan(String name) {
        return doesNotContainSpan(ExpectedSpan.span(name));
    }

    /**
     * Verifies that no span matches.
     *
     * <p>Waits for the trace to be complete and quiet.
     *
     * <pre>{@code assertThat(trace).doesNotContainSpan(anySpan().in("payment"));}</pre>
     */
    public SELF doesNotContainSpan(ExpectedSpan expected) {
        return judge(SpanChecks.doesNotContain(Alone.require(expected)));
    }

    /**
     * Verifies that at least one span has this name, and that all of that name satisfy all requirements.
     *
     * <p>Waits for the trace to be complete and quiet.
     *
     * <pre>{@code assertThat(trace).eachSpan("SELECT", span -> span.hasParent("get_order"));}</pre>
     */
    public SELF eachSpan(String name, Consumer<SpanAssert> requirements) {
        return eachSpan(ExpectedSpan.span(name), requirements);
    }

    /**
     * Verifies that at least one span matches, and that all that match satisfy all requirements.
     *
     * <p>Waits for the trace to be complete and quiet.
     *
     * <pre>{@code assertThat(trace).eachSpan(anySpan(), span -> span.hasResourceAttribute("deployment.environment.name", "test"));}</pre>
     */
    public SELF eachSpan(ExpectedSpan expected, Consumer<SpanAssert> requirements) {
        return judge(SpanChecks.each(Alone.require(expected), requirements));
    }

    /**
     * Verifies that the trace contains these trees, in different places. Spans that are not asked for are allowed.
     *
     * <p>Waits for them.
     *
     * <pre>{@code assertThat(trace).containsTree(server("GET /orders/{id}").in("gateway").child(client("GET")));}</pre>
     */
    public SELF containsTree(ExpectedSpan... tops) {
        return containsTree(ExpectedTree.of(tops));
    }

    /**
     * Verifies that the trace contains the trees of this text, in different places. Spans that are not asked for are
     * allowed.
     *
     * <p>Waits for them.
     *
     * <pre>{@code
     * assertThat(trace).containsTree("""
     *         gateway: GET /orders/{id} [SERVER]
     *           gateway: GET [CLIENT]
     *         """);
     * }</pre>
     *
     * @throws IllegalArgumentException if the text is not a tree, naming the line
     */
    public SELF containsTree(String text) {
        return containsTree(ExpectedTree.parse(text));
    }

    /**
     * Verifies that the trace contains this tree. Spans that are not asked for are allowed.
     *
     * <p>Waits for it.
     *
     * <pre>{@code assertThat(trace).containsTree(ExpectedTree.parse(Files.readString(golden)));}</pre>
     */
    public SELF containsTree(ExpectedTree tree) {
        return judge(TreeChecks.contains(tree));
    }

    /**
     * Verifies that the trace consists of these trees and no other span.
     *
     * <p>Waits for the trace to be complete and quiet.
     *
     * <pre>{@code assertThat(trace).hasExactlyTree(server("GET /health").in("gateway"));}</pre>
     */
    public SELF hasExactlyTree(ExpectedSpan... tops) {
        return hasExactlyTree(ExpectedTree.of(tops));
    }

    /**
     * Verifies that the trace consists of the trees of this text and no other span.
     *
     * <p>Waits for the trace to be complete and quiet.
     *
     * <pre>{@code assertThat(trace).hasExactlyTree("gateway: GET /health [SERVER]");}</pre>
     *
     * @throws IllegalArgumentException if the text is not a tree, naming the line
     */
    public SELF hasExactlyTree(String text) {
        return hasExactlyTree(ExpectedTree.parse(text));
    }

    /**
     * Verifies that the trace consists of this tree and no other span.
     *
     * <p>Waits for the trace to be complete and quiet.
     *
     * <pre>{@code assertThat(trace).hasExactlyTree(ExpectedTree.parse(Files.readString(golden)));}</pre>
     */
    public SELF hasExactlyTree(ExpectedTree tree) {
        return judge(TreeChecks.exactly(tree));
    }

    /**
     * Verifies that exactly these services have spans here, in any order.
     *
     * <p>Waits for the trace to be complete and quiet.
     *
     * <pre>{@code assertThat(trace).hasServices("gateway", "orders", "payment");}</pre>
     */
    public SELF hasServices(String... names) {
        return judge(ServiceChecks.services(List.of(names)));
    }

    /**
     * Verifies that a span of {@code callee} is the child of a span of {@code caller}, or links to one.
     *
     * <p>Waits for it.
     *
     * <pre>{@code assertThat(trace).hasServiceEdge("gateway", "orders");}</pre>
     */
    public SELF hasServiceEdge(String caller, String callee) {
        return judge(ServiceChecks.edge(new ServiceEdge(caller, callee)));
    }

    /**
     * Verifies that {@code caller} does not call {@code callee}.
     *
     * <p>Waits for the trace to be complete and quiet.
     *
     * <pre>{@code assertThat(trace).doesNotHaveServiceEdge("gateway", "payment");}</pre>
     */
    public SELF doesNotHaveServiceEdge(String caller, String callee) {
        return judge(ServiceChecks.noEdge(new ServiceEdge(caller, callee)));
    }

    /**
     * Begins an assertion that the context gets from this service to others, hop by hop.
     *
     * <pre>{@code assertThat(trace).propagatesFrom("gateway").through("orders").to("payment");}</pre>
     */
    public Propagation<SELF> propagatesFrom(String service) {
        return new Propagation<>(List.of(service), this::judge);
    }

    /**
     * Verifies that exactly these services call each other, in any order.
     *
     * <p>Waits for the trace to be complete and quiet.
     *
     * <pre>{@code assertThat(trace).hasOnlyServiceEdges(edge("gateway", "orders"), edge("orders", "payment"));}</pre>
     */
    public SELF hasOnlyServiceEdges(ServiceEdge... edges) {
        return judge(ServiceChecks.onlyEdges(List.of(edges)));
    }

    /**
     * Verifies that the time from the first start to the last end is not longer.
     *
     * <p>Waits for the trace to be complete and quiet.
     *
     * <pre>{@code assertThat(trace).lastsAtMost(ofMillis(500));}</pre>
     */
    public SELF lastsAtMost(Duration limit) {
        return judge(TimeChecks.durationAtMost(limit));
    }

    /**
     * Verifies that the time from the first start to the last end is not shorter.
     *
     * <p>Waits for it.
     *
     * <pre>{@code assertThat(trace).lastsAtLeast(ofMillis(50));}</pre>
     */
    public SELF lastsAtLeast(Duration limit) {
        return judge(TimeChecks.durationAtLeast(limit));
    }

    /**
     * Verifies that each span named {@code first} ends before any span named {@code second} starts, by the clocks of
     * their services.
     *
     * <p>Waits for the trace to be complete and quiet.
     *
     * <pre>{@code assertThat(trace).happensBefore("fetch_order_db", "verify_payment");}</pre>
     */
    public SELF happensBefore(String first, String second) {
        return happensBefore(ExpectedSpan.span(first), ExpectedSpan.span(second));
    }

    /**
     * Verifies that each span that matches {@code first} ends before any that matches {@code second} starts.
     *
     * <p>Waits for the trace to be complete and quiet.
     *
     * <pre>{@code assertThat(trace).happensBefore(span("fetch_order_db"), client("POST"));}</pre>
     */
    public SELF happensBefore(ExpectedSpan first, ExpectedSpan second) {
        return judge(TimeChecks.before(Alone.require(first), Alone.require(second)));
    }

    /**
     * Verifies that each span named {@code inner} starts and ends while one named {@code outer} runs, wherever they are in
     * the tree.
     *
     * <p>Waits for the trace to be complete and quiet.
     *
     * <pre>{@code assertThat(trace).happensInside("fetch_order_db", "get_order");}</pre>
     */
    public SELF happensInside(String inner, String outer) {
        return happensInside(ExpectedSpan.span(inner), ExpectedSpan.span(outer));
    }

    /**
     * Verifies that each span that matches {@code inner} starts and ends while one that matches {@code outer} runs.
     *
     * <p>Waits for the trace to be complete and quiet.
     *
     * <pre>{@code assertThat(trace).happensInside(anySpan().in("payment"), client("POST").in("orders"));}</pre>
     */
    public SELF happensInside(ExpectedSpan inner, ExpectedSpan outer) {
        return judge(TimeChecks.inside(Alone.require(inner), Alone.require(outer)));
    }

    /**
     * Verifies that each span named {@code one} runs at the same time as one named {@code other}, for a moment at least:
     * that two calls are parallel.
     *
     * <p>Waits for the trace to be complete and quiet.
     *
     * <pre>{@code assertThat(trace).overlaps("GET /price", "GET /stock");}</pre>
     */
    public SELF overlaps(String one, String other) {
        return overlaps(ExpectedSpan.span(one), ExpectedSpan.span(other));
    }

    /**
     * Verifies that each span that matches {@code one} runs at the same time as one that matches {@code other}.
     *
     * <p>Waits for the trace to be complete and quiet.
     *
     * <pre>{@code assertThat(trace).overlaps(client("GET /price"), client("GET /stock"));}</pre>
     */
    public SELF overlaps(ExpectedSpan one, ExpectedSpan other) {
        return judge(TimeChecks.overlapping(Alone.require(one), Alone.require(other)));
    }

    /**
     * Begins expectations that hold only if the trace has a span of this name, or only if it has none.
     *
     * <p>Takes a span for absent once the trace is complete and quiet.
     *
     * <pre>{@code
     * assertThat(trace).when("cache miss")
     *         .then(missed -> missed.containsSpan("SELECT stock"))
     *         .otherwise(hit -> hit.doesNotContainSpan("SELECT stock"));
     * }</pre>
     */
    public Conditional<SELF> when(String name) {
        return when(ExpectedSpan.span(name));
    }

    /**
     * Begins expectations that hold only if a span matches, or only if none does.
     *
     * <p>Takes a span for absent once the trace is complete and quiet.
     *
     * <pre>{@code assertThat(trace).when(client("GET").in("cache")).then(cached -> cached.hasSpan("SELECT").never());}</pre>
     */
    public Conditional<SELF> when(ExpectedSpan condition) {
        return new Conditional<>(myself, contains(Alone.require(condition)));
    }

    /**
     * Verifies that a span of this trace links to a span of the other, or the other way round.
     *
     * <p>Waits for it.
     *
     * <pre>{@code assertThat(orderTrace).isLinkedTo(mailTrace);}</pre>
     */
    public SELF isLinkedTo(Trace other) {
        return isLinkedTo(other.traceId());
    }

    /**
     * Verifies that a span of this trace links to a span of the trace with this ID, or the other way round.
     *
     * <p>Waits for it.
     *
     * <pre>{@code assertThat(trace).isLinkedTo("4bf92f3577b34da6a3ce929d0e0e4736");}</pre>
     */
    public SELF isLinkedTo(String traceId) {
        return judge(LinkChecks.linkedTo(traceId));
    }

    /**
     * Verifies that each message is consumed once: that none is lost and none is delivered again. The messages are those of
     * the PRODUCER spans of this trace and of those linked to it, see {@link EachMessage}.
     *
     * <p>Waits for the trace to be complete and for it and its linked traces to be quiet.
     *
     * <pre>{@code assertThat(trace).eachMessageIsConsumedOnce();}</pre>
     */
    public SELF eachMessageIsConsumedOnce() {
        return new EachMessage<>(Messages.all(), this::judge).isConsumedOnce();
    }

    /**
     * Begins an assertion on the messages that spans of this name have made.
     *
     * <pre>{@code assertThat(trace).eachMessage("publish orders").isConsumedOnceBy("mailer", "warehouse");}</pre>
     *
     * @param name name of PRODUCER spans
     */
    public EachMessage<SELF> eachMessage(String name) {
        return eachMessage(ExpectedSpan.producer(name));
    }

    /**
     * Begins an assertion on the messages that spans which match have made.
     *
     * <pre>{@code assertThat(trace).eachMessage(producer("publish orders").in("shop")).isConsumed();}</pre>
     */
    public EachMessage<SELF> eachMessage(ExpectedSpan producer) {
        return new EachMessage<>(Messages.of(Alone.require(producer)), this::judge);
    }

    /**
     * Verifies that no other trace began since the test did: that no work, handed to another thread, another service or a
     * queue, lost its context. A trace that links to this one is no such trace, nor is one that another test began.
     *
     * <p>Waits for this trace to be complete and quiet. Traces of other tests' services count, too: where those run at the
     * same time and start traces, name the {@linkplain #isTheOnlyTrace(ExpectedSpan) root} that must not be there, or give
     * the test class a backend of its own.
     *
     * <pre>{@code assertThat(trace).isTheOnlyTrace();}</pre>
     */
    public SELF isTheOnlyTrace() {
        return judge(StrayChecks.noneBegan(Optional.empty()));
    }

    /**
     * Verifies that no other trace with a root span that matches began since the test did.
     *
     * <p>Waits for this trace to be complete and quiet.
     *
     * <pre>{@code assertThat(trace).isTheOnlyTrace(anySpan().in("orders"));}</pre>
     *
     * @param root the root span of a trace that lost its context
     */
    public SELF isTheOnlyTrace(ExpectedSpan root) {
        return judge(StrayChecks.noneBegan(Optional.of(Alone.require(root))));
    }

    /**
     * Verifies that the sampled flag is the same at every hop: each span has that of its parent.
     *
     * <p>Waits for the trace to be complete and quiet. A service that leaves the flags out of the spans it exports, as some
     * SDKs do, looks like one that does not sample.
     *
     * <pre>{@code assertThat(trace).hasSameSampledFlagEverywhere();}</pre>
     */
    public SELF hasSameSampledFlagEverywhere() {
        return judge(SamplingChecks.sameFlag());
    }

    /**
     * Verifies that a parent's decision against sampling is followed: no span has the sampled flag if its parent has not,
     * nor a span at the top if the test's own context has not.
     *
     * <p>Waits for quiet, counted from the first assertion on.
     *
     * <pre>{@code assertThat(trace).honoursUnsampledParents();}</pre>
     */
    public SELF honoursUnsampledParents() {
        isNotNull();
        judge(
                waiting.evenIfIncomplete(),
                SamplingChecks.noneSampledBelowUnsampled(waiting.live().isSampled()));
        return myself;
    }

    /**
     * Verifies consistent probability sampling: along the way the threshold ({@code ot=th} in the trace state) is never
     * lost and never falls, the randomness ({@code rv}, or else that of the trace ID) stays the same, and no span is there
     * whose threshold does not keep that randomness. At least one span has to tell a threshold.
     *
     * <p>Waits for the trace to be complete and quiet.
     *
     * <pre>{@code assertThat(trace).hasConsistentThresholds();}</pre>
     *
     * @see <a href="https://opentelemetry.io/docs/specs/otel/trace/tracestate-probability-sampling/">OpenTelemetry
     *     specification: TraceState, probability sampling</a>
     */
    public SELF hasConsistentThresholds() {
        return judge(ThresholdChecks.consistent());
    }

    /**
     * Verifies that {@code TraceIdRatioBased} of OpenTelemetry's SDK for Java decided on this trace in each of these
     * services alike: all of them have spans in it if the ratio keeps the trace's ID, and none of them if it does not.
     *
     * <p>Waits for the spans, or for quiet if there should be none.
     *
     * <pre>{@code assertThat(trace).isDecidedAlikeByTraceIdRatio(0.1, "gateway", "orders");}</pre>
     *
     * @param ratio from 0 to 1
     * @param services names of services; if there is none, the trace as a whole is judged
     * @throws IllegalArgumentException if the ratio is out of range
     */
    public SELF isDecidedAlikeByTraceIdRatio(double ratio, String... services) {
        isNotNull();
        if (SamplingChecks.isKept(ratio, waiting.live().traceId())) {
            return judge(SamplingChecks.sampledByRatio(ratio, List.of(services)));
        }
        judge(waiting.evenIfIncomplete(), SamplingChecks.notSampledByRatio(ratio, List.of(services)));
        return myself;
    }

    /**
     * Returns assertions on the one span of this name, for which it waits.
     *
     * <pre>{@code assertThat(trace).span("get_order").hasKind(INTERNAL).hasAttribute("order.id", 42);}</pre>
     */
    public SpanAssert span(String name) {
        return span(ExpectedSpan.span(name));
    }

    /**
     * Returns assertions on the one span that matches, for which it waits.
     *
     * <pre>{@code assertThat(trace).span(client("POST").in("orders")).lastsAtMost(ofMillis(100));}</pre>
     */
    public SpanAssert span(ExpectedSpan expected) {
        return navigate(SpanChecks.only(Alone.require(expected)), trace -> trace.find(expected::matches));
    }

    /**
     * Returns assertions on the one span at the top: the root span, or the only child of the test's own span. Waits for
     * it.
     *
     * <pre>{@code assertThat(trace).root().hasName("POST /checkout");}</pre>
     */
    public SpanAssert root() {
        return navigate(SpanChecks.root(), SpanChecks::topsOf);
    }

    /**
     * Returns AssertJ's assertions on all spans, each parent before its children.
     *
     * <p>Waits for the trace to be complete and quiet.
     *
     * <pre>{@code assertThat(trace).spans().extracting(SpanNode::name).contains("get_order");}</pre>
     */
    public ListAssert<SpanNode> spans() {
        isNotNull();
        Check whole = Check.ofWholeTrace(SpanChecks.TRACE, "to be complete", sighting -> Optional.empty());
        return Assertions.assertThat(judge(waiting, whole).sighting().trace().spans());
    }

    /**
     * Returns assertions on the traces that link to this one, as a consumer of its messages does.
     *
     * <p>Waits for the first of them.
     *
     * <pre>{@code assertThat(trace).linkedTraces().singleElement().containsSpan(consumer("process orders"));}</pre>
     */
    public TracesAssert linkedTraces() {
        isNotNull();
        Sighting sighting = judge(waiting, LinkChecks.hasLinked()).sighting();
        return TracesAssert.linked(LinkChecks.directlyLinked(sighting), sighting);
    }

    Waiting waiting() {
        return waiting;
    }

    void waiting(Waiting other) {
        waiting = other;
    }

    private SELF judge(Check check) {
        isNotNull();
        judge(waiting, check);
        return myself;
    }

    private boolean contains(ExpectedSpan condition) {
        isNotNull();
        Outcome present = waiting.judge(SpanChecks.isKnownToContain(condition));
        if (present.failure().isPresent()) {
            report(present);
        }
        return present.sighting().trace().spans().stream().anyMatch(condition::matches);
    }

    private SpanAssert navigate(Check check, Function<Trace, List<SpanNode>> find) {
        isNotNull();
        Outcome outcome = judge(waiting, check);
        if (outcome.failure().isPresent()) {
            return SpanAssert.ofNothing();
        }
        return new SpanAssert(find.apply(outcome.sighting().trace()).get(0), waiting, reporter);
    }

    private Outcome judge(Waiting patient, Check check) {
        Outcome outcome = patient.judge(check);
        if (outcome.failure().isPresent()) {
            report(outcome);
        }
        return outcome;
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
