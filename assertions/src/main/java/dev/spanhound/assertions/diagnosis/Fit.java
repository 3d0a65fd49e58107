// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.diagnosis;

import dev.spanhound.trace.KnownServices;
import dev.spanhound.trace.SpanNode;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How well a span explains the root span of another trace: as the call that should have carried the context to it, or as
 * the work in which it was begun.
 *
 * @param caller the call or the work
 * @param stray the root span of the other trace
 * @param weight how much speaks for it; comparable with that of other fits
 * @param reasons what speaks for it other than time and service, such as {@code address (localhost:8080)}
 * @param isElsewhere whether the call went to another address than the one that the stray tells
 */
record Fit(SpanNode caller, SpanNode stray, int weight, List<String> reasons, boolean isElsewhere) {
    /** Clocks of two hosts may differ by so much. What begins outside of its call is only believed if more speaks for it. */
    private static final long SKEW_NANOS = Duration.ofMillis(50).toNanos();

    /** A task may wait so long for a thread after the work that handed it in has ended. */
    private static final long QUEUEING_NANOS = Duration.ofMillis(100).toNanos();

    private static final int CALL = 10;
    private static final int INSIDE = 5;
    private static final int NAMES_THE_SPAN = 40;
    private static final int NAMES_THE_TRACE = 20;
    private static final int ADDRESS = 8;
    private static final int SERVICE = 6;
    private static final int PATH = 4;
    private static final AttributeKey<String> DESTINATION = AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<String> PEER_SERVICE = AttributeKey.stringKey("peer.service");
    private static final AttributeKey<String> SERVER_ADDRESS = AttributeKey.stringKey("server.address");

    Fit {
        reasons = List.copyOf(reasons);
    }

    /**
     * Returns how {@code caller} explains {@code stray}; empty if it does not.
     *
     * @param recorded what the stray has recorded of the wire
     */
    static Optional<Fit> of(SpanNode caller, SpanNode stray, Recorded recorded, KnownServices known) {
        if (!isNear(caller, stray)
                || recorded.namesAnotherTraceThan(caller.span().getTraceId())) {
            return Optional.empty();
        }
        if (!isCall(caller) && !isCalled(stray)) {
            return ofWorkInside(caller, stray);
        }
        Comparison comparison = new Comparison(caller, stray, recorded, known);
        return isCall(caller) ? comparison.ofCall() : comparison.ofUntracedCall();
    }

    /** Returns whether so little speaks for it that another test may have begun the trace. */
    boolean isDoubtful() {
        return isElsewhere || (reasons.isEmpty() && (isUntracedCall() || (isInside() && !isWithin(caller, stray))));
    }

    /** Returns whether the stray was called from a span that is no call: its client is not instrumented. */
    boolean isUntracedCall() {
        return !isCall(caller) && isCalled(stray);
    }

    /** Returns whether both are of one service: the context was lost on the way to another thread. */
    boolean isInside() {
        return caller.service().equals(stray.service()) && !isCalled(stray);
    }

    /** Returns the time from the beginning of the caller to that of the stray; negative by differing clocks only. */
    Duration after() {
        return Duration.ofNanos(start(stray) - start(caller));
    }

    static boolean isCall(SpanNode span) {
        return span.kind() == SpanKind.CLIENT || span.kind() == SpanKind.PRODUCER;
    }

    static boolean isCalled(SpanNode span) {
        return span.kind() == SpanKind.SERVER || span.kind() == SpanKind.CONSUMER;
    }

    /** Returns whether what is called may answer at any time, and more than once. */
    static boolean isMessage(SpanNode call) {
        return call.kind() == SpanKind.PRODUCER || call.attributes().get(DESTINATION) != null;
    }

    static boolean isAnsweredByChild(SpanNode call) {
        return call.children().stream().anyMatch(child -> child.kind() != SpanKind.INTERNAL);
    }

    private static boolean isNear(SpanNode caller, SpanNode stray) {
        if (start(stray) < start(caller)) {
            return start(caller) - start(stray) <= SKEW_NANOS && isCall(caller);
        }
        long late = start(stray) - end(caller);
        if (isCall(caller)) {
            return late <= SKEW_NANOS || isMessage(caller);
        }
        return late <= 0 || (late <= QUEUEING_NANOS && !isCalled(stray));
    }

    private static boolean isWithin(SpanNode caller, SpanNode stray) {
        return start(caller) <= start(stray) && start(stray) <= end(caller);
    }

    /** Returns whether a span below, other than a call, was open when the stray began. */
    private static boolean isAtWorkBelow(SpanNode span, SpanNode stray) {
        return span.children().stream()
                .flatMap(child -> isCall(child) ? child.children().stream() : Stream.of(child))
                .anyMatch(below -> !isCall(below) && isWithin(below, stray));
    }

    private static Optional<Fit> ofWorkInside(SpanNode caller, SpanNode stray) {
        return caller.service().equals(stray.service())
                ? Optional.of(new Fit(caller, stray, isWithin(caller, stray) ? INSIDE + 1 : INSIDE, List.of(), false))
                : Optional.empty();
    }

    private static long start(SpanNode span) {
        return span.span().getStartEpochNanos();
    }

    private static long end(SpanNode span) {
        return span.span().getEndEpochNanos();
    }

    /** What a call and the span on the other side of it have in common. */
    private static final class Comparison {
        private final SpanNode call;
        private final SpanNode stray;
        private final Recorded recorded;
        private final KnownServices known;
        private final List<String> reasons = new ArrayList<>();

        Comparison(SpanNode call, SpanNode stray, Recorded recorded, KnownServices known) {
            this.call = call;
            this.stray = stray;
            this.recorded = recorded;
            this.known = known;
        }

        Optional<Fit> ofCall() {
            Route from = Route.of(call);
            Route to = Route.of(stray);
            Optional<String> callee = known.calledBy(call);
            int context = context();
            int named = context + address(from, to) + service(callee, from, to) + path(from, to);
            boolean elsewhere = context == 0 && callee.isEmpty() && from.hasOtherAddressThan(to);
            boolean sameKind = isMessage(call) == (stray.kind() == SpanKind.CONSUMER);
            boolean impossible = (isAnsweredByChild(call) && !isMessage(call))
                    || (callee.isPresent() && !callee.get().equals(stray.service()))
                    || (isCalled(stray) ? !sameKind : named < SERVICE)
                    || (!isWithin(call, stray) && named < SERVICE)
                    || (named < SERVICE && from.contradicts(to));
            if (impossible) {
                return Optional.empty();
            }
            boolean whole = isWithin(call, stray) && end(stray) <= end(call);
            boolean doubtful = call.statusCode() == StatusCode.ERROR || isAnsweredByChild(call);
            return Optional.of(
                    new Fit(call, stray, CALL + named + (whole ? 1 : 0) - (doubtful ? 1 : 0), reasons, elsewhere));
        }

        /**
         * Of spans at work the deepest has called. A service that stands above it is hardly called back: that is another
         * test's request.
         */
        Optional<Fit> ofUntracedCall() {
            int named = context();
            boolean impossible = named == 0
                    && (isAtWorkBelow(call, stray)
                            || Stream.concat(Stream.of(call), call.ancestors().stream())
                                    .anyMatch(above -> above.service().equals(stray.service())));
            return impossible ? Optional.empty() : Optional.of(new Fit(call, stray, named, reasons, false));
        }

        private int context() {
            if (recorded.namesSpan(call)) {
                reasons.add("the context that was sent, which names that very span");
                return NAMES_THE_SPAN;
            }
            if (recorded.namesTrace(call.span().getTraceId())) {
                reasons.add("the context that was sent, which names that trace");
                return NAMES_THE_TRACE;
            }
            return 0;
        }

        private int address(Route from, Route to) {
            if (!from.hasAddressOf(to)) {
                return 0;
            }
            reasons.add("address (" + from.address() + ")");
            return ADDRESS;
        }

        private int service(Optional<String> callee, Route from, Route to) {
            String service = stray.service();
            if (service.equals(call.attributes().get(PEER_SERVICE))) {
                reasons.add("peer.service (" + service + ")");
            } else if (service.equals(call.attributes().get(SERVER_ADDRESS))) {
                reasons.add("host name (" + service + ")");
            } else if (callee.isEmpty()) {
                return 0;
            } else if (!from.hasAddressOf(to) && !from.address().isEmpty()) {
                reasons.add("address (" + service + " answers at " + from.address() + ")");
            }
            return SERVICE;
        }

        private int path(Route from, Route to) {
            if (!from.matches(to)) {
                return 0;
            }
            boolean message = isMessage(call);
            reasons.add((message ? "destination" : "path") + " (" + from.path() + ")");
            return message ? ADDRESS : PATH;
        }
    }
}
