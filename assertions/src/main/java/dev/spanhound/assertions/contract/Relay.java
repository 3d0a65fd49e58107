// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

import dev.spanhound.trace.propagation.HeaderLines;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A service with the endpoint of the W3C's harness: it takes a JSON array of {@code {"url", "arguments"}}, and POSTs the
 * arguments to each URL before it answers. Each request has URLs of its own, so that cases do not meet.
 */
record Relay(URI endpoint, DownstreamStub stub, Duration timeout) implements ServiceUnderTest {

    @Override
    public Optional<String> obstacle(ContractCase contractCase) {
        return Optional.empty();
    }

    @Override
    public int calls(ContractCase contractCase) {
        return contractCase.calls();
    }

    @Override
    public Reaction send(HeaderLines lines, int count) throws InterruptedException {
        String path = "/" + UUID.randomUUID().toString().replace("-", "");
        ServiceRequest request = new ServiceRequest(
                "POST",
                endpoint,
                HeaderLines.of("Accept", "application/json", "Content-Type", "application/json"),
                IntStream.rangeClosed(1, count)
                        .mapToObj(
                                number -> "{\"url\": \"" + stub.url() + path + "." + number + "\", \"arguments\": []}")
                        .collect(Collectors.joining(", ", "[", "]")));
        Calls calls = stub.collect(path);
        try {
            long began = System.nanoTime();
            Answer answer = RequestSender.send(request, lines, timeout);
            boolean mayCallYet = answer.isReachable() && answer.status() < 400;
            Duration left = timeout.minusNanos(System.nanoTime() - began);
            List<OutgoingCall> made = calls.await(count, mayCallYet ? left : Duration.ZERO);
            return new Reaction(request, answer, made);
        } finally {
            stub.forget(path);
        }
    }

    @Override
    public String ifItCallsNobody() {
        return "Is this the relay endpoint? It has to take [{\"url\": …, \"arguments\": …}] and to POST the arguments to each url, and it"
                + " must reach " + stub.url() + " from where it runs.";
    }

    @Override
    public String place() {
        return endpoint.toString();
    }
}
