// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import dev.spanhound.assertions.contract.CaseResult;
import dev.spanhound.assertions.contract.ContractCase;
import dev.spanhound.assertions.contract.ContractReport;
import dev.spanhound.assertions.contract.ContractRunner;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** The cases of a contract as tests. The first that runs begins all. */
final class ContractTests {
    private final Supplier<ContractRunner> runners;
    private final List<ContractCase> cases;
    private final Consumer<ContractReport> reporter;
    private @Nullable ContractRunner runner;
    private List<CompletableFuture<CaseResult>> results = List.of();
    private boolean hasEnded;

    /** Takes a supplier, so that a contract that is not run binds no port. */
    ContractTests(Supplier<ContractRunner> runners, List<ContractCase> cases, Consumer<ContractReport> reporter) {
        this.runners = runners;
        this.cases = cases;
        this.reporter = reporter;
    }

    /**
     * Returns the tests. The report is made when JUnit closes the stream: after the last test, or, under parallel execution, maybe
     * before the first, which makes it then.
     */
    Stream<DynamicTest> stream() {
        return IntStream.range(0, cases.size()).mapToObj(this::test).onClose(this::end);
    }

    private DynamicTest test(int index) {
        ContractCase contractCase = cases.get(index);
        String name = contractCase.suite().title() + ", " + contractCase;
        return DynamicTest.dynamicTest(name, () -> judge(results().get(index).get()));
    }

    private synchronized List<CompletableFuture<CaseResult>> results() {
        if (runner == null) {
            runner = runners.get();
            results = runner.start(cases);
            if (hasEnded) {
                report(runner);
            }
        }
        return results;
    }

    private static void judge(CaseResult result) {
        switch (result.outcome()) {
            case PASSED -> {}
            case KNOWN, NOT_APPLICABLE -> throw new TestAbortedException(result.message());
            case FAILED, MENDED -> throw new AssertionFailedError(result.message());
        }
    }

    private synchronized void end() {
        hasEnded = true;
        if (runner != null) {
            report(runner);
        }
    }

    private void report(ContractRunner started) {
        // Under parallel execution JUnit may close the stream while the last tests still wait for their results.
        CompletableFuture.allOf(results.toArray(new CompletableFuture<?>[0]))
                .handle((none, failure) -> failure)
                .join();
        List<CaseResult> done = results.stream()
                .filter(each -> !each.isCompletedExceptionally())
                .map(CompletableFuture::join)
                .toList();
        started.close();
        reporter.accept(new ContractReport(started.place(), done));
    }
}
