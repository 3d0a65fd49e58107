// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured, one list for each row, printed as medians. */
final class Figures {
    private final Map<String, List<Double>> rows = new LinkedHashMap<>();

    /** Creates figures whose rows are printed in this order, and after them those that come up. */
    Figures(String... rows) {
        for (String row : rows) {
            this.rows.put(row, new ArrayList<>());
        }
    }

    void add(String row, double value) {
        rows.computeIfAbsent(row, name -> new ArrayList<>()).add(value);
    }

    double median(String row) {
        return quantile(row, 0.5);
    }

    double quantile(String row, double share) {
        double[] sorted = sorted(row);
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (sorted[above] - sorted[below]) * (at - below);
    }

    /** Returns the median of the ratios of one row to another, round by round. */
    double medianRatio(String row, String to) {
        return paired(row, to, (a, b) -> a / b);
    }

    /** Returns the median of the differences of one row from another, round by round. */
    double medianDifference(String row, String from) {
        return paired(row, from, (a, b) -> a - b);
    }

    private double paired(String row, String other, java.util.function.DoubleBinaryOperator operator) {
        List<Double> left = values(row);
        List<Double> right = values(other);
        Figures results = new Figures();
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            results.add("", operator.applyAsDouble(left.get(i), right.get(i)));
        }
        return results.median("");
    }

    /** Prints a row for each list: median, the quarter and three quarters, smallest and largest. */
    void print(String title, String unit) {
        System.out.printf(
                Locale.ROOT, "%n%s%n  %-58s %10s %21s %21s  n%n", title, unit, "median", "quartiles", "min - max");
        for (String row : rows.keySet()) {
            System.out.printf(
                    Locale.ROOT,
                    "  %-58s %10s %21s %21s  %d%n",
                    row,
                    number(median(row)),
                    number(quantile(row, 0.25)) + " - " + number(quantile(row, 0.75)),
                    number(quantile(row, 0)) + " - " + number(quantile(row, 1)),
                    values(row).size());
        }
    }

    /** Returns a number with three digits or more. */
    static String number(double value) {
        double size = Math.abs(value);
        return String.format(
                Locale.ROOT, size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f", value);
    }

    private double[] sorted(String row) {
        double[] sorted = values(row).stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    private List<Double> values(String row) {
        List<Double> values = rows.get(row);
        if (values == null) {
            throw new IllegalArgumentException("row: " + row + " (expected: one of " + rows.keySet() + ")");
        }
        return values;
    }
}
