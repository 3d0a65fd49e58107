// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.propagation;

import dev.spanhound.trace.LiveTrace;
import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.propagation.ExtractedContext;
import dev.spanhound.trace.propagation.PropagationFormat;
import dev.spanhound.trace.propagation.SamplingState;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Assertions on a valid context in one format, and on the other headers beside it.
 *
 * <pre>{@code assertThat(request).hasTraceparent().withTraceId(trace).withParent(client).sampled();}</pre>
 */
public class ContextAssert extends HeadersAssert {
    private final Optional<ExtractedContext> context;

    ContextAssert(HeadersAssert headers, Optional<ExtractedContext> context) {
        super(headers);
        this.context = context;
    }

    /** Verifies that it is of this trace. */
    public ContextAssert withTraceId(LiveTrace trace) {
        return withTraceId(trace.traceId());
    }

    /**
     * Verifies the trace ID. Where either has 64 bits only, the right halves are compared.
     *
     * @throws IllegalArgumentException if {@code traceId} has neither 32 nor 16 hex digits
     */
    public ContextAssert withTraceId(String traceId) {
        Ids.requireTraceId(traceId);
        return context.filter(found -> !found.isOfTrace(traceId))
                .map(found -> fail(
                        found,
                        "to be of trace " + traceId,
                        found.hasTraceId() ? "it is of trace " + found.traceId() : "it has no trace ID",
                        Spots::trace,
                        found.hasTraceId() ? "another trace" : "a sampling state without a trace",
                        traceId))
                .orElse(this);
    }

    /**
     * Verifies that this span made the call: its ID is the one that the receiver's span gets as parent, and its trace goes on.
     *
     * <pre>{@code
     * SpanNode client = trace.awaitSettled().find(span -> span.kind() == CLIENT).get(0);
     * assertThat(request).hasTraceparent().withParent(client);
     * }</pre>
     *
     * <p>Brave sends in B3 the ID of a span that caller and receiver share. That is the CLIENT span's as well.
     */
    public ContextAssert withParent(SpanNode span) {
        withTraceId(span.span().getTraceId());
        return withParent(span.spanId(), span.toString(), Optional.of(span));
    }

    /** Verifies that this span made the call: its ID is the one that the receiver's span gets as parent. */
    public ContextAssert withParent(SpanData span) {
        withTraceId(span.getTraceId());
        return withParent(span.getSpanId(), span.getName() + " [" + span.getKind() + "]", Optional.empty());
    }

    /**
     * Verifies that the span with this ID made the call.
     *
     * @throws IllegalArgumentException if it is not 16 hex digits
     */
    public ContextAssert withParent(String spanId) {
        Ids.requireSpanId(spanId);
        return withParent(spanId.toLowerCase(Locale.ROOT), "", Optional.empty());
    }

    private ContextAssert withParent(String spanId, String name, Optional<SpanNode> span) {
        return context.filter(found -> !found.spanId().equals(spanId))
                .map(found -> fail(
                        found,
                        "to come from span " + spanId + (name.isEmpty() ? "" : ", " + name),
                        found.hasSpanId()
                                ? "it comes from span " + found.spanId() + known(found.spanId(), span)
                                : "it has no span ID",
                        Spots::span,
                        "another span",
                        spanId))
                .orElse(this);
    }

    /** Returns which span of the same trace has this ID. */
    private static String known(String spanId, Optional<SpanNode> near) {
        if (near.isEmpty()) {
            return "";
        }
        List<SpanNode> ancestors = near.get().ancestors();
        SpanNode top = ancestors.isEmpty() ? near.get() : ancestors.get(ancestors.size() - 1);
        return top.subtree().stream()
                .filter(node -> node.spanId().equals(spanId))
                .findFirst()
                .map(node -> ", " + node)
                .orElse("");
    }

    /** Verifies that the caller has sampled the trace. Debug counts, as it implies that. */
    public ContextAssert sampled() {
        return state("to be sampled", SamplingState.ACCEPT, SamplingState.DEBUG);
    }

    /** Verifies that the caller has decided not to sample the trace. */
    public ContextAssert notSampled() {
        return state("not to be sampled", SamplingState.DENY);
    }

    /** Verifies that the caller asks for debug, which B3 and Jaeger know: sampled, whatever others say. */
    public ContextAssert debug() {
        return state("to be debug", SamplingState.DEBUG);
    }

    /** Verifies that the caller leaves the decision to the receiver, which {@code traceparent} cannot say. */
    public ContextAssert deferred() {
        return state("to defer the sampling decision", SamplingState.DEFER);
    }

    private ContextAssert state(String expectation, SamplingState... states) {
        List<SamplingState> wanted = List.of(states);
        return context.filter(found -> !wanted.contains(found.sampling()))
                .map(found -> fail(
                        found,
                        expectation,
                        "it " + words(found.sampling()),
                        Spots::sampling,
                        words(found.sampling()),
                        words(wanted.get(0))))
                .orElse(this);
    }

    private static String words(SamplingState state) {
        return switch (state) {
            case ACCEPT -> "is sampled";
            case DENY -> "is not sampled";
            case DEBUG -> "is debug";
            case DEFER -> "leaves the decision to the receiver";
        };
    }

    /**
     * Verifies the flags of {@code traceparent}: {@code 01} sampled, {@code 02} random trace ID, {@code 03} both.
     *
     * @param flags 2 hex digits
     * @throws IllegalArgumentException if they are not, or if the format has no flags
     */
    public ContextAssert withFlags(String flags) {
        if (!flags.matches("[0-9a-fA-F]{2}")) {
            throw new IllegalArgumentException("flags: " + flags + " (expected: 2 hex digits)");
        }
        int wanted = HexFormat.fromHexDigits(flags);
        context.filter(found -> found.format() != PropagationFormat.W3C).ifPresent(found -> {
            throw new IllegalArgumentException("flags: " + flags + " on " + found.format()
                    + " (expected: only traceparent has flags; use sampled() and notSampled())");
        });
        return context.filter(found -> found.flags() != wanted)
                .map(found -> fail(
                        found,
                        "to have the flags " + flags,
                        "it has " + hex(found.flags()),
                        Spots::sampling,
                        "other flags",
                        flags))
                .orElse(this);
    }

    private static String hex(int flags) {
        return HexFormat.of().toHexDigits((byte) flags);
    }

    private ContextAssert fail(
            ExtractedContext found,
            String expectation,
            String finding,
            BiFunction<Spots, ExtractedContext, Spots.Spot> where,
            String mark,
            String expected) {
        String noun = Spots.noun(found.format());
        HeaderReport report = new HeaderReport(noun, expectation, finding).comparing(expected, finding);
        where.apply(Spots.of(found.format(), actual), found).mark(report, mark);
        fail(report);
        return this;
    }
}
