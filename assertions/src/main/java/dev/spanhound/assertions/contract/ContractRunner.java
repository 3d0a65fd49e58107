// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends cases to a service and judges what it calls others with.
 *
 * <pre>{@code
 * try (ContractRunner runner = ContractRunner.relaying(URI.create("http://localhost:8080/relay"), ContractSettings.defaults())) {
 *     for (ContractCase contractCase : ContractSuite.W3C.cases()) {
 *         CaseResult result = runner.run(contractCase);
 *     }
 * }
 * }</pre>
 */
public final class ContractRunner implements AutoCloseable {
    /** What the cases at once are multiplied by: a service that is cold may take too long for all that come first. */
    private static final int SILENT_ROUNDS = 3;

    private static final int SILENT_CASES_AT_LEAST = 8;

    private final ServiceUnderTest service;
    private final ContractSettings settings;
    private final Optional<DownstreamStub> ownStub;
    private final ExecutorService threads;

    /** After so many cases in which nobody was called, and none in which somebody was, the rest is not tried. */
    private final int silentCasesAtMost;

    private final AtomicInteger silentCases = new AtomicInteger();
    private final AtomicInteger heardCases = new AtomicInteger();

    private ContractRunner(
            ServiceUnderTest service, ContractSettings settings, int parallelism, Optional<DownstreamStub> ownStub) {
        this.service = service;
        this.settings = settings;
        this.ownStub = ownStub;
        silentCasesAtMost = Math.max(SILENT_CASES_AT_LEAST, SILENT_ROUNDS * parallelism);
        threads = Executors.newFixedThreadPool(parallelism, task -> {
            Thread thread = new Thread(task, "spanhound-contract");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Returns a runner for a service with the endpoint of the W3C's harness. It calls back a stub that the runner closes. */
    public static ContractRunner relaying(URI endpoint, ContractSettings settings) {
        requireHttp(endpoint);
        DownstreamStub stub = DownstreamStub.start();
        Relay relay = new Relay(endpoint, stub, settings.timeout());
        return new ContractRunner(relay, settings, settings.parallelism(), Optional.of(stub));
    }

    /** Returns a runner for a service with the endpoint of the W3C's harness, which calls back this stub. */
    public static ContractRunner relaying(URI endpoint, DownstreamStub stub, ContractSettings settings) {
        requireHttp(endpoint);
        return new ContractRunner(
                new Relay(endpoint, stub, settings.timeout()), settings, settings.parallelism(), Optional.empty());
    }

    private static void requireHttp(URI endpoint) {
        ServiceRequest.post(endpoint);
    }

    /**
     * Returns a runner for a service that calls the stub when it gets a request. Cases run one after the other.
     *
     * @param calls how often the service calls the stub for one request
     * @throws IllegalArgumentException if {@code calls} is not positive
     */
    public static ContractRunner passingThrough(
            ServiceRequest request, DownstreamStub stub, int calls, ContractSettings settings) {
        if (calls < 1) {
            throw new IllegalArgumentException("calls: " + calls + " (expected: > 0)");
        }
        PassThrough service = new PassThrough(request, stub, calls, settings.timeout());
        return new ContractRunner(service, settings, 1, Optional.empty());
    }

    /** Returns where requests go. */
    public String place() {
        return service.place();
    }

    /** Begins all these cases, and returns their results to be, in the same order. Some run at once. */
    public List<CompletableFuture<CaseResult>> start(List<ContractCase> cases) {
        return cases.stream()
                .map(each -> CompletableFuture.supplyAsync(() -> uninterrupted(each), threads))
                .toList();
    }

    private CaseResult uninterrupted(ContractCase contractCase) {
        try {
            return run(contractCase);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CaseResult.notApplicable(contractCase, "interrupted");
        }
    }

    /** Runs a case on this thread. */
    public CaseResult run(ContractCase contractCase) throws InterruptedException {
        CaseResult result = judged(contractCase);
        return settings.baseline().reason(contractCase.id()).map(result::known).orElse(result);
    }

    private CaseResult judged(ContractCase contractCase) throws InterruptedException {
        Optional<String> obstacle = service.obstacle(contractCase);
        if (obstacle.isPresent()) {
            return CaseResult.notApplicable(contractCase, obstacle.get());
        }
        if (heardCases.get() == 0 && silentCases.get() >= silentCasesAtMost) {
            String summary = "expected a call, but the service has called nobody in " + silentCases.get()
                    + " cases, so this one was not sent";
            return new CaseResult(contractCase, CaseResult.Outcome.FAILED, summary, summary);
        }
        Exchange exchange = exchange(contractCase);
        if (exchange.calls().size() < exchange.expectedCalls()) {
            return missing(contractCase, exchange);
        }
        List<Finding> findings = contractCase.expectations().stream()
                .flatMap(expectation -> expectation.judge(exchange).stream())
                .filter(finding -> !settings.harnessOnly() || !finding.isBeyondHarness())
                .distinct()
                .toList();
        return findings.isEmpty()
                ? CaseResult.passed(contractCase)
                : CaseResult.failed(contractCase, findings, exchange);
    }

    private Exchange exchange(ContractCase contractCase) throws InterruptedException {
        Exchange exchange = send(contractCase);
        Optional<ContractCase> reference = contractCase.reference();
        return reference.isPresent() ? exchange.comparedWith(send(reference.get())) : exchange;
    }

    private Exchange send(ContractCase contractCase) throws InterruptedException {
        int count = service.calls(contractCase);
        ServiceUnderTest.Reaction reaction = service.send(contractCase.headers(), count);
        if (reaction.answer().isReachable()) {
            (reaction.calls().isEmpty() ? silentCases : heardCases).incrementAndGet();
        }
        SentFormats sending = settings.sending().isEmpty()
                ? SentFormats.of(contractCase.suite())
                : new SentFormats(settings.sending());
        return new Exchange(
                reaction.request(),
                contractCase.headers(),
                count,
                reaction.calls(),
                reaction.answer(),
                sending,
                Optional.empty());
    }

    private CaseResult missing(ContractCase contractCase, Exchange exchange) {
        String summary = "expected " + calls(exchange.expectedCalls()) + " of the service, but " + instead(exchange);
        String message = exchange.answer().isReachable()
                ? CaseMessage.ofMissingCalls(contractCase, summary, exchange, service.ifItCallsNobody())
                : summary;
        return new CaseResult(contractCase, CaseResult.Outcome.FAILED, summary, message);
    }

    private String instead(Exchange exchange) {
        Answer answer = exchange.answer();
        if (!answer.isReachable()) {
            return answer.text();
        }
        String came = exchange.calls().isEmpty()
                ? "none came"
                : calls(exchange.calls().size()) + " came";
        if (answer.status() >= 400) {
            return came + ": it answered " + answer.inWords();
        }
        String within = " within " + Waits.text(settings.timeout());
        return answer.status() == 0
                ? came + ": " + answer.text()
                : came + within + ", though it answered " + answer.status();
    }

    private static String calls(int count) {
        return count == 1 ? "1 call" : count + " calls";
    }

    /** Ends its threads, and the stub that it made. */
    @Override
    public void close() {
        threads.shutdownNow();
        ownStub.ifPresent(DownstreamStub::close);
    }
}
