// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.diagnosis;

import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.propagation.ExtractedContext;
import dev.spanhound.trace.propagation.PropagationFormat;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a hop, to guess by why it lost the context.
 *
 * @param hop the hop
 * @param scopes names of the instrumentation scopes of the calling service
 * @param silent services that were expected, and have sent nothing
 * @param wire what was on the wire
 * @param written the formats in which the called service passes the context on, as far as that was recorded
 */
record Facts(Hop hop, Set<String> scopes, Set<String> silent, Wire wire, Set<PropagationFormat> written) {
    /** What called, or began the lost trace, as far as can be seen. */
    enum Caller {
        TEST,
        WORK_OF_THE_TEST,
        WORK,
        PROXIED_APPLICATION,
        PRODUCER,
        UNTRACED_PRODUCER,
        UNTRACED_CLIENT,
        CLIENT_BY_HAND,
        CLIENT_BY_LIBRARY
    }

    private static final Set<PropagationFormat> B3 =
            EnumSet.of(PropagationFormat.B3_SINGLE, PropagationFormat.B3_MULTI);
    private static final AttributeKey<String> COMPONENT = AttributeKey.stringKey("component");
    private static final AttributeKey<String> LANGUAGE = AttributeKey.stringKey("telemetry.sdk.language");

    static Facts of(Hop hop, Evidence evidence) {
        String caller = hop.fit().map(fit -> fit.caller().service()).orElse("");
        Set<String> scopes = evidence.traces()
                .flatMap(trace -> trace.spans().stream())
                .filter(span -> span.service().equals(caller))
                .map(Facts::scopeOf)
                .filter(scope -> !scope.isEmpty())
                .collect(Collectors.toSet());
        Set<String> silent = new TreeSet<>(evidence.services());
        evidence.traces().forEach(trace -> silent.removeAll(trace.services()));
        return new Facts(
                hop,
                scopes,
                silent,
                Wire.of(hop, evidence),
                writtenBy(hop.stray().service(), evidence));
    }

    private static Set<PropagationFormat> writtenBy(String service, Evidence evidence) {
        return evidence.traces()
                .flatMap(trace -> trace.spans().stream())
                .filter(span -> service.equals(senderOf(span)))
                .flatMap(span -> Recorded.by(span).contexts().stream())
                .map(ExtractedContext::format)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(PropagationFormat.class)));
    }

    /** Returns the service that wrote what this span has recorded; none if that is not known. */
    private static @Nullable String senderOf(SpanNode span) {
        return Fit.isCall(span)
                ? span.service()
                : span.parent().map(SpanNode::service).orElse(null);
    }

    private static String scopeOf(SpanNode span) {
        return span.span().getInstrumentationScopeInfo().getName();
    }

    Caller caller() {
        if (hop.fit().isEmpty()) {
            return isOfTheTestItself(hop.stray()) ? Caller.WORK_OF_THE_TEST : Caller.TEST;
        }
        Fit fit = hop.fit().get();
        if (fit.isInside()) {
            return isOfProxy(fit.caller()) && isOfProxy(fit.stray()) ? Caller.PROXIED_APPLICATION : Caller.WORK;
        }
        if (fit.isUntracedCall()) {
            return hop.stray().kind() == SpanKind.CONSUMER ? Caller.UNTRACED_PRODUCER : Caller.UNTRACED_CLIENT;
        }
        if (Fit.isMessage(fit.caller())) {
            return Caller.PRODUCER;
        }
        String scope = scopeOfCall();
        boolean byLibrary = scope.contains("opentelemetry") || scope.contains("spring");
        return byLibrary ? Caller.CLIENT_BY_LIBRARY : Caller.CLIENT_BY_HAND;
    }

    /** Returns whether both ends are of one service. */
    boolean isInside() {
        return hop.fit().map(Fit::isInside).orElseGet(() -> isOfTheTestItself(hop.stray()));
    }

    /** A tracer that the JUnit extension gives to a test has the class as its scope, and its simple name as its service. */
    private static boolean isOfTheTestItself(SpanNode stray) {
        String scope = scopeOf(stray);
        int simpleName = Math.max(scope.lastIndexOf('.'), scope.lastIndexOf('$')) + 1;
        return simpleName > 0 && scope.substring(simpleName).equals(stray.service());
    }

    /** As Envoy says it of its own spans. */
    private static boolean isOfProxy(SpanNode span) {
        return "proxy".equals(span.attributes().get(COMPONENT));
    }

    String callerName() {
        return hop.fit().map(fit -> Hop.nameOf(fit.caller())).orElse("the test");
    }

    String callee() {
        return Hop.nameOf(hop.stray());
    }

    /** Returns the text for the caller's framework, or else its language, or else {@code otherwise}. */
    String byLanguage(Map<String, String> texts, String otherwise) {
        String language = hop.fit()
                .map(fit -> fit.caller().span().getResource().getAttribute(LANGUAGE))
                .orElse("");
        boolean spring = scopes.stream().anyMatch(scope -> scope.contains("spring"));
        return texts.getOrDefault(spring ? "spring" : language, otherwise);
    }

    /** Returns whether what came has a trace, in a format that the callee does not write, and so hardly reads. */
    boolean isForeignFormat() {
        return !written.isEmpty()
                && !wire.formats().isEmpty()
                && wire.formats().stream().noneMatch(format -> written.stream().anyMatch(own -> isReadAs(own, format)));
    }

    /** Whoever reads one form of B3 reads the other. */
    private static boolean isReadAs(PropagationFormat own, PropagationFormat format) {
        return own == format || (B3.contains(own) && B3.contains(format));
    }

    /** Returns the name of the instrumentation scope of the call; an empty string if it has none. */
    String scopeOfCall() {
        return hop.fit().map(fit -> scopeOf(fit.caller())).orElse("");
    }
}
