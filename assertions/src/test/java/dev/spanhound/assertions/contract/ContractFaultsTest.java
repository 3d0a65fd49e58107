// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.assertions.contract.CaseResult.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each service that gets one thing wrong fails the cases that faults.txt names, and no other. */
class ContractFaultsTest {

    @ParameterizedTest
    @EnumSource
    void isFoundByItsCases(Fault fault) throws IOException {
        assertThat(failed(ContractSuite.W3C, new W3cService(fault)))
                .containsExactlyElementsOf(expected(ContractSuite.W3C, fault));
    }

    @ParameterizedTest
    @EnumSource(names = {"B3", "JAEGER", "DATADOG", "OT_TRACE"})
    void isFoundInAFormatThatMayHaveShortTraceIds(ContractSuite suite) throws IOException {
        Fault fault = Fault.TRUNCATES_TRACE_ID;

        assertThat(failed(suite, new FormatService(suite, fault))).containsExactlyElementsOf(expected(suite, fault));
    }

    private static List<String> expected(ContractSuite suite, Fault fault) throws IOException {
        List<String> patterns = patterns(fault);
        return suite.cases().stream()
                .map(ContractCase::id)
                .filter(id -> patterns.stream().anyMatch(pattern -> isMeant(id, pattern)))
                .toList();
    }

    private static boolean isMeant(String id, String pattern) {
        return pattern.endsWith("/*") ? id.startsWith(pattern.substring(0, pattern.length() - 1)) : id.equals(pattern);
    }

    private static List<String> failed(ContractSuite suite, RelayServer.Propagation propagation) {
        try (RelayServer service = RelayServer.with(propagation);
                ContractRunner runner = ContractRunner.relaying(service.uri(), ContractSettings.defaults())) {
            return runner.start(suite.cases()).stream()
                    .map(CompletableFuture::join)
                    .filter(result -> result.outcome() == Outcome.FAILED)
                    .map(result -> result.contractCase().id())
                    .toList();
        }
    }

    /** Returns what the file has below the fault's name. */
    private static List<String> patterns(Fault fault) throws IOException {
        try (InputStream in = ContractFaultsTest.class.getResourceAsStream("faults.txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            String below = text.split("\\[" + fault + "]\\R", 2)[1].split("(?m)^\\[", 2)[0];
            return Arrays.stream(below.split("\\R"))
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }
}
