// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractReportTest {
    private ContractReport report;

    /** One of each outcome, of a service that samples all it passes through and reads one line only. */
    @BeforeEach
    void run(@TempDir Path folder) throws Exception {
        Baseline known = Baseline.of(Files.writeString(folder.resolve("known"), """
                tracestate-empty-header/before: reads the first line only
                tracestate-empty-header/after: mended by now
                """));
        ContractSettings settings = ContractSettings.defaults().withBaseline(known);
        List<CaseResult> results = new ArrayList<>();
        try (RelayServer service = RelayServer.with(Fault.READS_FIRST_LINE);
                ContractRunner runner = ContractRunner.relaying(service.uri(), settings)) {
            for (ContractCase each : ContractSuite.W3C.cases()) {
                if (each.group().equals("tracestate-empty-header")
                        || each.group().equals("traceparent-duplicated")
                        || each.id().equals("extra/unsampled")) {
                    results.add(runner.run(each));
                }
            }
        }
        results.add(CaseResult.notApplicable(ContractSuite.B3.cases().get(0), "no B3 here"));
        report = new ContractReport("http://orders/relay", results);
    }

    @Test
    void hasATableAndWhatIsNotSimplyPassed() {
        assertThat(report.text()).isEqualTo("""
                Propagation contract of http://orders/relay

                format             level  passed  known  new  mended  not applicable
                W3C Trace Context      1       1      1    1       1               0
                W3C Trace Context      2       1      0    0       0               0
                B3                             0      0    0       0               1
                all                            2      1    1       1               1

                known:
                  tracestate-empty-header/before: reads the first line only

                new:
                  traceparent-duplicated/twice: expected a new trace, but call 1 carries trace 12345678901234567890123456789011, which came in

                mended:
                  tracestate-empty-header/after: expected tracestate-empty-header/after to fail, but it passes: remove it from the baseline

                not applicable:
                  b3-single/accept: no B3 here
                """);
    }

    @Test
    void hasALineForEachCase() {
        assertThat(report.tsv()).isEqualTo("""
                format	level	strict	case	outcome	summary
                w3c	1		traceparent-duplicated/twice	new	expected a new trace, but call 1 carries trace 12345678901234567890123456789011, which came in
                w3c	1		tracestate-empty-header/only	passed\t
                w3c	1		tracestate-empty-header/after	mended	expected tracestate-empty-header/after to fail, but it passes: remove it from the baseline
                w3c	1		tracestate-empty-header/before	known	reads the first line only
                w3c	2		extra/unsampled	passed\t
                b3	1		b3-single/accept	not applicable	no B3 here
                """);
    }

    @Test
    void isABaselineToBeginWith(@TempDir Path folder) throws Exception {
        assertThat(report.toBaseline()).isEqualTo("""
                traceparent-duplicated/twice: expected a new trace, but call 1 carries trace 12345678901234567890123456789011, which came in
                tracestate-empty-header/before: reads the first line only
                """);
        assertThat(Baseline.of(Files.writeString(folder.resolve("new"), report.toBaseline()))
                        .reason("tracestate-empty-header/before"))
                .contains("reads the first line only");
    }
}
