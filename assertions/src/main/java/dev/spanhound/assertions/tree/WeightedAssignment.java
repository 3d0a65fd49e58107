// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Gives rows a span each, no span to two rows, so that the sum of weights is greatest: by the Hungarian method, and once
 * that would take too long, greedily by weight.
 */
final class WeightedAssignment {
    /** What a row that got no span has. */
    static final int NONE = -1;

    /** Candidates kept for a row, if there are not more rows. */
    private static final int KEPT = 64;

    private static final Comparator<Candidate> BEST_FIRST =
            Comparator.comparingLong(Candidate::weight).reversed().thenComparingInt(Candidate::span);

    private long workLeft;

    /**
     * A span that a row may get.
     *
     * @param span number of the span
     * @param weight how much it is wanted, more than 0
     */
    record Candidate(int span, long weight) {}

    /** Limits the work of all assignments together, in steps of about a nanosecond. */
    WeightedAssignment(long workLeft) {
        this.workLeft = workLeft;
    }

    /** Returns the span of each row, or {@link #NONE}. */
    int[] assign(List<List<Candidate>> rows) {
        if (rows.size() == 1) {
            return new int[] {
                rows.get(0).stream().min(BEST_FIRST).map(Candidate::span).orElse(NONE)
            };
        }
        // More than there are rows are never needed: one of the best is always left.
        int most = Math.max(KEPT, rows.size());
        List<List<Candidate>> best = rows.stream()
                .map(row -> row.size() <= most
                        ? row
                        : row.stream().sorted(BEST_FIRST).limit(most).toList())
                .toList();
        int[] columns = best.stream()
                .flatMap(List::stream)
                .mapToInt(Candidate::span)
                .sorted()
                .distinct()
                .toArray();
        long work = (long) rows.size() * rows.size() * (rows.size() + columns.length);
        if (work > workLeft) {
            return greedy(best);
        }
        workLeft -= work;
        return new Hungarian(best, columns).spans();
    }

    private static int[] greedy(List<List<Candidate>> rows) {
        record Choice(int row, Candidate candidate) {}
        List<Choice> choices = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            for (Candidate candidate : rows.get(row)) {
                choices.add(new Choice(row, candidate));
            }
        }
        choices.sort(Comparator.comparing(Choice::candidate, BEST_FIRST).thenComparingInt(Choice::row));
        int[] spans = new int[rows.size()];
        Arrays.fill(spans, NONE);
        Set<Integer> taken = new HashSet<>();
        for (Choice choice : choices) {
            if (spans[choice.row] == NONE && taken.add(choice.candidate.span())) {
                spans[choice.row] = choice.candidate.span();
            }
        }
        return spans;
    }

    /** Row by row the cheapest augmenting path, with potentials. Rows and columns count from 1; 0 is the start. */
    private static final class Hungarian {
        final int[] columns;
        final int rows;
        final int width;
        final long[][] weights;
        final long[] rowPotential;
        final long[] columnPotential;
        final int[] rowOf;

        Hungarian(List<List<Candidate>> candidates, int[] columns) {
            this.columns = columns;
            rows = candidates.size();
            // A column of no weight for each row, so that a row may get none.
            width = columns.length + rows;
            weights = new long[rows + 1][width + 1];
            for (int row = 1; row <= rows; row++) {
                for (Candidate candidate : candidates.get(row - 1)) {
                    weights[row][1 + Arrays.binarySearch(columns, candidate.span())] = candidate.weight();
                }
            }
            rowPotential = new long[rows + 1];
            columnPotential = new long[width + 1];
            rowOf = new int[width + 1];
        }

        int[] spans() {
            for (int row = 1; row <= rows; row++) {
                add(row);
            }
            int[] spans = new int[rows];
            Arrays.fill(spans, NONE);
            for (int column = 1; column <= columns.length; column++) {
                int row = rowOf[column];
                if (row != 0 && weights[row][column] > 0) {
                    spans[row - 1] = columns[column - 1];
                }
            }
            return spans;
        }

        private void add(int newRow) {
            long[] slack = new long[width + 1];
            Arrays.fill(slack, Long.MAX_VALUE);
            int[] from = new int[width + 1];
            boolean[] reached = new boolean[width + 1];
            rowOf[0] = newRow;
            int column = 0;
            do {
                reached[column] = true;
                int row = rowOf[column];
                long least = Long.MAX_VALUE;
                int nearest = 0;
                for (int other = 1; other <= width; other++) {
                    if (!reached[other]) {
                        long cost = -weights[row][other] - rowPotential[row] - columnPotential[other];
                        if (cost < slack[other]) {
                            slack[other] = cost;
                            from[other] = column;
                        }
                        if (slack[other] < least) {
                            least = slack[other];
                            nearest = other;
                        }
                    }
                }
                for (int other = 0; other <= width; other++) {
                    if (reached[other]) {
                        rowPotential[rowOf[other]] += least;
                        columnPotential[other] -= least;
                    } else {
                        slack[other] -= least;
                    }
                }
                column = nearest;
            } while (rowOf[column] != 0);
            while (column != 0) {
                rowOf[column] = rowOf[from[column]];
                column = from[column];
            }
        }
    }
}
