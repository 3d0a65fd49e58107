// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spanhound.assertions.contract.ContractCase;
import dev.spanhound.assertions.contract.ContractReport;
import dev.spanhound.assertions.contract.ContractRunner;
import dev.spanhound.assertions.contract.ContractSettings;
import dev.spanhound.assertions.contract.ContractSuite;
import dev.spanhound.assertions.contract.DownstreamStub;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

/** JUnit closes the stream of the tests after they have run, or before, if they run at once. */
class ContractTestsTest {
    private static final List<ContractCase> CASES = ContractSuite.W3C.cases().subList(0, 2);

    /** A service that answers, and calls nobody. */
    @AutoClose
    private final DownstreamStub service = DownstreamStub.start().answering(500, "text/plain", "oops");

    private final List<ContractRunner> runners = new ArrayList<>();
    private final List<ContractReport> reports = new ArrayList<>();

    private Stream<DynamicTest> tests() {
        return new ContractTests(this::runner, CASES, reports::add).stream();
    }

    private ContractRunner runner() {
        runners.add(ContractRunner.relaying(service.url(), ContractSettings.defaults()));
        return runners.get(0);
    }

    private static void fails(DynamicTest test) {
        assertThatThrownBy(() -> test.getExecutable().execute())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("it answered 500: oops");
    }

    private void assertThatAllIsReportedAndClosed() {
        assertThat(reports).hasSize(1);
        assertThat(reports.get(0).results()).hasSize(CASES.size());
        assertThat(runners).hasSize(1);
        assertThatThrownBy(() -> runners.get(0).start(CASES)).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void reportsWhenTheStreamIsClosedAfterTheTests() {
        try (Stream<DynamicTest> tests = tests()) {
            tests.forEach(ContractTestsTest::fails);

            assertThat(reports).isEmpty();
        }

        assertThatAllIsReportedAndClosed();
    }

    @Test
    void reportsWhenTheStreamIsClosedBeforeTheFirstTest() {
        List<DynamicTest> collected;
        try (Stream<DynamicTest> tests = tests()) {
            collected = tests.toList();
        }

        collected.forEach(ContractTestsTest::fails);

        assertThatAllIsReportedAndClosed();
    }

    @Test
    void startsNothingIfNoTestRuns() {
        tests().close();

        assertThat(runners).isEmpty();
        assertThat(reports).isEmpty();
    }
}
