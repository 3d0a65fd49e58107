// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BaselineTest {
    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("orders.baseline"), text);
    }

    @Test
    void hasTheReasonOfEachCase() throws IOException {
        Baseline baseline = Baseline.of(file("""
                # the SDK's

                traceparent-duplicated/twice: reads the first line: see our issue 12
                b3-single/ows:   not worth it
                """));

        assertThat(baseline.reason("traceparent-duplicated/twice")).contains("reads the first line: see our issue 12");
        assertThat(baseline.reason("b3-single/ows")).contains("not worth it");
        assertThat(baseline.reason("b3-single/accept")).isEmpty();
    }

    @Test
    void refusesAllLinesThatNameNoCaseOrNoReason() throws IOException {
        Path file = file("""
                traceparent-duplicate/twice: reads the first line
                b3-single/ows
                b3-single/deny: not kept
                b3-single/deny: not kept either
                nothing-like-it: at all
                """);

        assertThatThrownBy(() -> Baseline.of(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("""
                %1$s:1: traceparent-duplicate/twice (expected: the id of a case; did you mean traceparent-duplicated/twice?)
                %1$s:2: b3-single/ows (expected: b3-single/ows: why it fails)
                %1$s:4: b3-single/deny (expected: once)
                %1$s:5: nothing-like-it (expected: the id of a case)""".formatted(file));
    }

    @Test
    void refusesWhatIsNotThere() {
        Path missing = folder.resolve("missing.baseline");

        assertThatThrownBy(() -> Baseline.of(missing))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("baseline: " + missing);
        assertThatThrownBy(() -> Baseline.ofResource("missing.baseline"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("baseline: missing.baseline (expected: a resource of the class path)");
    }

    static Stream<Baseline> measured() {
        return Stream.of(
                Baseline.openTelemetryJava(),
                Baseline.openTelemetryPython(),
                Baseline.openTelemetryJs(),
                Baseline.springBoot(),
                Baseline.brave());
    }

    @ParameterizedTest
    @MethodSource("measured")
    void isMeasuredForEachLibraryThatIsShipped(Baseline baseline) {
        long known = Stream.of(ContractSuite.values())
                .flatMap(suite -> suite.cases().stream())
                .filter(each -> baseline.reason(each.id()).isPresent())
                .count();

        assertThat(known).isPositive();
    }

    @Test
    void addsAnotherWhoseReasonsCount() throws IOException {
        Baseline sum = Baseline.openTelemetryJava().and(Baseline.of(file("traceparent-duplicated/twice: ours")));

        assertThat(sum.reason("traceparent-duplicated/twice")).contains("ours");
        assertThat(sum.reason("extra/digit-first-key")).isPresent();
    }
}
