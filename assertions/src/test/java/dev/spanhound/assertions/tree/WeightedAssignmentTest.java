// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.assertions.tree.WeightedAssignment.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WeightedAssignmentTest {
    private static final int COLUMNS = 6;

    @Test
    void findsTheGreatestSum() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(11);
        for (int i = 0; i < 3_000; i++) {
            List<List<Candidate>> rows = rows(random, 1 + random.nextInt(5));

            int[] spans = new WeightedAssignment(Long.MAX_VALUE).assign(rows);

            assertThat(sum(rows, spans)).isEqualTo(greatest(rows, 0, new boolean[COLUMNS]));
        }
    }

    @Test
    void takesTheHeaviestFirstOnceTheWorkIsTooMuch() {
        List<List<Candidate>> rows = List.of(
                List.of(new Candidate(0, 10), new Candidate(1, 9)), List.of(new Candidate(0, 8), new Candidate(2, 1)));

        assertThat(new WeightedAssignment(0).assign(rows)).containsExactly(0, 2);
        assertThat(new WeightedAssignment(1_000).assign(rows)).containsExactly(1, 0);
    }

    @Test
    void givesEachSpanOnceAlsoWhenGreedy() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(12);
        for (int i = 0; i < 1_000; i++) {
            List<List<Candidate>> rows = rows(random, 1 + random.nextInt(5));

            int[] spans = new WeightedAssignment(0).assign(rows);

            assertThat(IntStream.of(spans)
                            .filter(span -> span != WeightedAssignment.NONE)
                            .boxed())
                    .doesNotHaveDuplicates();
            assertThat(sum(rows, spans)).isGreaterThanOrEqualTo(greatest(rows, 0, new boolean[COLUMNS]) / 2);
        }
    }

    private static List<List<Candidate>> rows(RandomGenerator random, int count) {
        List<List<Candidate>> rows = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            List<Candidate> candidates = new ArrayList<>();
            for (int column = 0; column < COLUMNS; column++) {
                if (random.nextBoolean()) {
                    candidates.add(new Candidate(column, 1 + random.nextInt(10)));
                }
            }
            rows.add(candidates);
        }
        return rows;
    }

    private static long sum(List<List<Candidate>> rows, int[] spans) {
        return IntStream.range(0, spans.length)
                .filter(row -> spans[row] != WeightedAssignment.NONE)
                .mapToLong(row -> rows.get(row).stream()
                        .filter(candidate -> candidate.span() == spans[row])
                        .findFirst()
                        .orElseThrow()
                        .weight())
                .sum();
    }

    private static long greatest(List<List<Candidate>> rows, int row, boolean[] taken) {
        if (row == rows.size()) {
            return 0;
        }
        long greatest = greatest(rows, row + 1, taken);
        for (Candidate candidate : rows.get(row)) {
            if (!taken[candidate.span()]) {
                taken[candidate.span()] = true;
                greatest = Math.max(greatest, candidate.weight() + greatest(rows, row + 1, taken));
                taken[candidate.span()] = false;
            }
        }
        return greatest;
    }
}
