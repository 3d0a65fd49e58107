// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

import dev.spanhound.trace.propagation.HeaderLines;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A service that calls the stub when it gets the request. Whatever calls the stub while a case runs is taken to be of that
 * case, so one runs after the other.
 */
record PassThrough(ServiceRequest request, DownstreamStub stub, int callsOfOneRequest, Duration timeout)
        implements ServiceUnderTest {

    @Override
    public Optional<String> obstacle(ContractCase contractCase) {
        return contractCase.calls() > 1 && callsOfOneRequest < 2
                ? Optional.of(
                        "needs a service that makes several calls, and this request makes one: makingCalls(n) says that it makes n")
                : Optional.empty();
    }

    @Override
    public int calls(ContractCase contractCase) {
        return callsOfOneRequest;
    }

    @Override
    public Reaction send(HeaderLines lines, int count) throws InterruptedException {
        Calls calls = stub.collectAll();
        try {
            long began = System.nanoTime();
            Answer answer = RequestSender.send(request, lines, timeout);
            Duration left = timeout.minusNanos(System.nanoTime() - began);
            List<OutgoingCall> made = calls.await(count, answer.isReachable() ? left : Duration.ZERO);
            return new Reaction(request, answer, made);
        } finally {
            stub.forgetAll();
        }
    }

    @Override
    public String ifItCallsNobody() {
        return "Does this request make the service call its downstream service, and is that " + stub.url()
                + " in the service's configuration?";
    }

    @Override
    public String place() {
        return request.method() + " " + request.uri();
    }
}
