// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The usual causes for which a hop loses the context, chosen by the evidence, the most likely first. */
final class LikelyCauses {
    private static final int MOST = 3;
    private static final String ON_THE_WAY =
            "something between the two, such as a proxy or a gateway, does not pass the headers on";

    private static final String UNWRAPPED =
            "work is handed to an executor that is not wrapped. Context.taskWrapping(executor) passes the context on";

    private static final String ANOTHER_THREAD =
            "the test does this on another thread, where its span is not current. trace.wrap(task) takes it along, as"
                    + " Context.current().wrap(task) does";

    /** What does not pass the context on to another thread, by the language or framework of the service. */
    private static final Map<String, String> THREADS = Map.of(
            "spring",
            "an executor does not pass the context on. A ContextPropagatingTaskDecorator does",
            "java",
            UNWRAPPED,
            "python",
            "a thread does not pass the context on. opentelemetry-instrumentation-threading does, or"
                    + " contextvars.copy_context().run",
            "nodejs",
            "a callback runs in another context. context.bind passes it on, or AsyncResource.bind",
            "go",
            "a goroutine, or what it calls, gets context.Background() and not the context");

    /** Which client sends no context, by the language or framework of the service that calls. */
    private static final Map<String, String> CLIENTS = Map.of(
            "spring",
            "a RestTemplate, RestClient or WebClient that is made by hand. Those of the application's RestTemplateBuilder,"
                    + " RestClient.Builder or WebClient.Builder send the context",
            "python",
            "requests, httpx or urllib3 is not instrumented (opentelemetry-instrumentation-requests and so on), nor"
                    + " inject(headers) called",
            "nodejs",
            "fetch (@opentelemetry/instrumentation-undici) or http (@opentelemetry/instrumentation-http) is not"
                    + " instrumented, or was loaded before its instrumentation",
            "go",
            "an http.Client without otelhttp.NewTransport, or a request without the context (http.NewRequestWithContext)",
            "dotnet",
            "HttpClient is not instrumented (AddHttpClientInstrumentation)");

    private LikelyCauses() {}

    /** Returns what was on the wire, and the causes that come into question, a line each. */
    static List<String> of(Hop hop, Evidence evidence) {
        Facts facts = Facts.of(hop, evidence);
        List<String> lines = new ArrayList<>(facts.wire().describe());
        String word = "Likely: ";
        for (String cause : causes(facts).stream().limit(MOST).toList()) {
            lines.add(word + cause + ".");
            word = "Or: ";
        }
        return lines;
    }

    private static List<String> causes(Facts facts) {
        List<String> causes = byWhatCame(facts);
        return causes.isEmpty() ? byWhoCalled(facts) : causes;
    }

    /** Headers that came and were not used, or that went off and did not come, leave little to guess. */
    private static List<String> byWhatCame(Facts facts) {
        Wire wire = facts.wire();
        if (wire.isStripped()) {
            return List.of(ON_THE_WAY);
        }
        if (wire.isMalformed()) {
            return List.of("the header is written wrong, by " + facts.callerName() + " or by a proxy in between, and "
                    + facts.callee() + " must not use it");
        }
        if (wire.isDecisionAlone()) {
            return List.of(
                    "a sampling decision travels without a trace, and " + facts.callee() + " begins one of its own."
                            + " OpenTelemetry's B3 propagator forgets the decision then, and the new trace is sampled");
        }
        if (wire.formats().isEmpty()) {
            return List.of();
        }
        String unread = facts.callee() + " does not read " + Words.list(wire.formats());
        if (facts.isForeignFormat()) {
            return List.of(unread + ": it writes " + Words.list(facts.written())
                    + " itself. Let OTEL_PROPAGATORS of both have one in common");
        }
        return List.of(
                unread + ": its OTEL_PROPAGATORS (tracecontext,baggage by default), or its tracer, has another",
                facts.callee() + " makes the span without it: by setNoParent(), or on a thread that has no context");
    }

    private static List<String> byWhoCalled(Facts facts) {
        List<String> causes = new ArrayList<>();
        switch (facts.caller()) {
            case TEST -> {
                causes.add(
                        "the request does not carry the test's context. Send its headers, filter or interceptor along");
                if (!facts.silent().isEmpty()) {
                    causes.add(Words.list(facts.silent()) + " comes before, and does not trace. "
                            + SilentCallee.SPRING_TESTS);
                }
            }
            case WORK_OF_THE_TEST -> causes.add(ANOTHER_THREAD);
            case WORK -> causes.add(facts.byLanguage(THREADS, UNWRAPPED));
            case PROXIED_APPLICATION ->
                causes.add(
                        "the application of " + facts.callee() + ", between these two spans of its proxy, does not send"
                                + " on the headers that it gets: x-request-id, and b3, x-b3-* or traceparent and tracestate. No"
                                + " proxy can do that for it");
            case PRODUCER -> {
                causes.add("the message is sent without headers: nothing in " + facts.callerName()
                        + " injects the context");
                causes.add("a broker, a bridge or a converter drops the headers");
            }
            case UNTRACED_PRODUCER ->
                causes.add("the producer in " + facts.callerName()
                        + " is not instrumented, for no PRODUCER span is around it: the message has no headers");
            case UNTRACED_CLIENT ->
                causes.add("the client in " + facts.callerName()
                        + " is not instrumented, for no CLIENT span is around the call: "
                        + facts.byLanguage(CLIENTS, "it sends no headers by itself"));
            case CLIENT_BY_HAND -> {
                String scope = facts.scopeOfCall();
                String spanByHand = scope.isEmpty() ? "" : " makes the CLIENT span by hand (scope " + scope + "), and";
                if (!facts.wire().isSent()) {
                    causes.add(facts.callerName() + spanByHand + " does not inject the context into the request");
                }
                addOnTheWay(facts, causes);
            }
            case CLIENT_BY_LIBRARY -> {
                if (facts.wire().isKnown()) {
                    causes.add("no propagator is set in " + facts.callerName() + " (OTEL_PROPAGATORS=none)");
                }
                addOnTheWay(facts, causes);
            }
        }
        if (!Fit.isCalled(facts.hop().stray()) && !facts.isInside()) {
            causes.add(
                    0,
                    "the server in " + facts.callee() + " is not instrumented, for it has no SERVER span: nothing"
                            + " reads the headers");
        }
        return causes;
    }

    /** An address that is not the callee's speaks for something in between. */
    private static void addOnTheWay(Facts facts, List<String> causes) {
        if (!facts.wire().isKnown()) {
            causes.add("the two use different headers (OTEL_PROPAGATORS, tracecontext,baggage by default)");
        }
        boolean elsewhere = facts.hop().fit().map(Fit::isElsewhere).orElse(false);
        causes.add(elsewhere ? 0 : causes.size(), ON_THE_WAY);
    }
}
