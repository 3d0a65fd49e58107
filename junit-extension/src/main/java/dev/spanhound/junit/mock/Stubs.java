// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit.mock;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The answers that a mock server has learned: those for one trace first, then those for all, the latest first. */
final class Stubs {
    private final List<Answer> answers = new CopyOnWriteArrayList<>();
    private volatile Optional<MockReply> otherwise = Optional.empty();

    /** What to answer to a route, in a scope. */
    private record Answer(Scope scope, Stub.Route route, Function<? super ReceivedCall, MockReply> reply) {}

    /** The answer to one request. */
    record Match(String route, Map<String, String> pathVariables, Function<? super ReceivedCall, MockReply> reply) {}

    synchronized void learn(Scope scope, Stub.Route route, Function<? super ReceivedCall, MockReply> reply) {
        answers.removeIf(known -> known.scope().equals(scope) && known.route().equals(route));
        answers.add(0, new Answer(scope, route, reply));
    }

    void otherwise(MockReply reply) {
        otherwise = Optional.of(reply);
    }

    Optional<Match> find(HttpEngine.Request request, Caller caller) {
        List<Match> ofAll = new ArrayList<>();
        for (Answer answer : answers) {
            if (answer.scope().contains(caller)) {
                Optional<Match> match = match(answer, request);
                if (match.isPresent() && answer.scope().isOfOneTrace()) {
                    return match;
                }
                match.ifPresent(ofAll::add);
            }
        }
        return ofAll.stream().findFirst();
    }

    private static Optional<Match> match(Answer answer, HttpEngine.Request request) {
        Stub.Route route = answer.route();
        return route.method().equals(request.method())
                ? route.path()
                        .match(Target.path(request.target()))
                        .map(variables -> new Match(route.path().text(), variables, answer.reply()))
                : Optional.empty();
    }

    /** Returns what is answered to a request without a stub: what is said in a 404 helps whoever wonders why. */
    MockReply toUnknown(String service, ReceivedCall call) {
        return otherwise.orElseGet(() -> MockReply.of(
                404,
                service + " is a mock, and has no stub for " + call.method() + " " + call.path() + "; " + known()));
    }

    private String known() {
        return answers.isEmpty()
                ? "it has none at all"
                : answers.stream()
                        .map(answer -> answer.route() + answer.scope().suffix())
                        .collect(Collectors.joining(", ", "it has ", ""));
    }
}
