// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.assertions.contract.CaseResult.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContractSuiteTest {

    private static Stream<ContractCase> all() {
        return Arrays.stream(ContractSuite.values()).flatMap(suite -> suite.cases().stream());
    }

    @Test
    void hasEveryStepOfTheHarness() {
        List<ContractCase> cases = ContractSuite.W3C.cases();

        assertThat(cases).hasSize(83 + 19);
        assertThat(cases.stream().flatMap(each -> each.harnessStep().stream()).distinct())
                .hasSize(83);
        assertThat(cases.stream()
                        .flatMap(each -> each.harnessStep().stream())
                        .map(step -> step.substring(0, step.indexOf(' ')))
                        .distinct())
                .hasSize(41);
        assertThat(cases.stream().filter(ContractCase::isStrict)).hasSize(20);
    }

    @Test
    void namesNoTwoCasesAlike() {
        assertThat(all().map(ContractCase::id))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z0-9-]+/[a-z0-9-]+"));
    }

    @ParameterizedTest
    @EnumSource
    void isPassedByAServiceThatIsRight(ContractSuite suite) {
        RelayServer.Propagation right =
                suite == ContractSuite.W3C ? new W3cService(Fault.NONE) : new FormatService(suite, Fault.NONE);
        try (RelayServer service = RelayServer.with(right);
                ContractRunner runner = ContractRunner.relaying(service.uri(), ContractSettings.defaults())) {
            assertThat(runner.start(suite.cases()).stream().map(CompletableFuture::join))
                    .filteredOn(result -> result.outcome() != Outcome.PASSED)
                    .extracting(CaseResult::message)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BAGGAGE")
    void isFailedInEachCaseByAServiceThatSendsNothing(ContractSuite suite) {
        try (RelayServer service = RelayServer.sending();
                ContractRunner runner = ContractRunner.relaying(service.uri(), ContractSettings.defaults())) {
            assertThat(runner.start(suite.cases()).stream().map(CompletableFuture::join))
                    .extracting(CaseResult::outcome)
                    .containsOnly(Outcome.FAILED);
        }
    }
}
