// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

import dev.spanhound.assertions.contract.CaseResult.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The results of a run, in tables.
 *
 * @param place where requests went
 * @param results in the order of the cases
 */
public record ContractReport(String place, List<CaseResult> results) {
    private static final List<Outcome> COLUMNS =
            List.of(Outcome.PASSED, Outcome.KNOWN, Outcome.FAILED, Outcome.MENDED, Outcome.NOT_APPLICABLE);

    private static final Map<Outcome, String> TITLES = new EnumMap<>(Map.of(
            Outcome.PASSED, "passed",
            Outcome.KNOWN, "known",
            Outcome.FAILED, "new",
            Outcome.MENDED, "mended",
            Outcome.NOT_APPLICABLE, "not applicable"));

    /** Copies. */
    public ContractReport {
        results = List.copyOf(results);
    }

    /**
     * Returns a table with a row for each format and level, and below it each case that is not simply passed. Known are those
     * on the baseline, new are those that fail and are not, mended are those on the baseline that pass.
     */
    public String text() {
        StringBuilder text = new StringBuilder("Propagation contract of " + place + "\n\n");
        text.append(table(rows()));
        for (Outcome outcome : COLUMNS.subList(1, COLUMNS.size())) {
            List<CaseResult> those = with(outcome);
            if (!those.isEmpty()) {
                text.append('\n').append(TITLES.get(outcome)).append(":\n");
                those.forEach(each -> text.append("  ")
                        .append(each.contractCase().id())
                        .append(": ")
                        .append(each.summary())
                        .append('\n'));
            }
        }
        return text.toString();
    }

    private List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("format", "level", COLUMNS.stream().map(TITLES::get).toList()));
        for (ContractSuite suite : ContractSuite.values()) {
            for (int level = 1; level <= 2; level++) {
                List<CaseResult> those = of(suite, level);
                if (!those.isEmpty()) {
                    boolean hasLevels = suite == ContractSuite.W3C;
                    rows.add(row(suite.title(), hasLevels ? String.valueOf(level) : "", counts(those)));
                }
            }
        }
        rows.add(row("all", "", counts(results)));
        return rows;
    }

    private List<CaseResult> of(ContractSuite suite, int level) {
        return results.stream()
                .filter(each -> each.contractCase().suite() == suite
                        && each.contractCase().level() == level)
                .toList();
    }

    private List<CaseResult> with(Outcome outcome) {
        return results.stream().filter(each -> each.outcome() == outcome).toList();
    }

    private static List<String> row(String format, String level, List<String> counts) {
        List<String> row = new ArrayList<>(List.of(format, level));
        row.addAll(counts);
        return row;
    }

    private static List<String> counts(List<CaseResult> those) {
        return COLUMNS.stream()
                .map(outcome ->
                        those.stream().filter(each -> each.outcome() == outcome).count())
                .map(String::valueOf)
                .toList();
    }

    private static String table(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        rows.forEach(row ->
                Arrays.setAll(widths, i -> Math.max(widths[i], row.get(i).length())));
        StringBuilder table = new StringBuilder();
        for (List<String> row : rows) {
            table.append(row.get(0)).append(" ".repeat(widths[0] - row.get(0).length()));
            for (int i = 1; i < columns; i++) {
                table.append("  ")
                        .append(" ".repeat(widths[i] - row.get(i).length()))
                        .append(row.get(i));
            }
            table.append('\n');
        }
        return table.toString();
    }

    /** Returns a line for each case, with tabs between: format, level, strict, case, outcome, summary; the first has the names. */
    public String tsv() {
        return results.stream()
                .map(each -> String.join(
                        "\t",
                        each.contractCase().suite().id(),
                        String.valueOf(each.contractCase().level()),
                        each.contractCase().isStrict() ? "strict" : "",
                        each.contractCase().id(),
                        Optional.ofNullable(TITLES.get(each.outcome())).orElse(""),
                        each.summary().replace('\t', ' ')))
                .collect(Collectors.joining("\n", "format\tlevel\tstrict\tcase\toutcome\tsummary\n", "\n"));
    }

    /**
     * Returns what may be written to a file as a {@link Baseline} to begin with: a line for each case that fails. The reasons
     * of new ones say what is seen; better ones say why it is so.
     */
    public String toBaseline() {
        return results.stream()
                .filter(each -> each.outcome() == Outcome.FAILED || each.outcome() == Outcome.KNOWN)
                .map(each -> each.contractCase().id() + ": " + each.summary() + "\n")
                .collect(Collectors.joining());
    }
}
