// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Guesses which of the known words was meant. */
public final class NearMiss {
    private static final Pattern PARTS = Pattern.compile("[-_ ]");

    private NearMiss() {}

    /** Returns the known word that is nearest, if one is near, or that this one shortens. */
    public static Optional<String> of(String word, Collection<String> known) {
        String nearest = null;
        int least = Math.min(word.length(), Math.max(1, word.length() / 3) + 1);
        for (String candidate : known) {
            int distance = distance(folded(word), folded(candidate));
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return Optional.ofNullable(nearest)
                .or(() -> known.stream()
                        .filter(candidate -> isShort(word, candidate))
                        .findFirst());
    }

    /** Returns whether each part of a word begins the same part of another, as in {@code prob_sampler}. */
    private static boolean isShort(String word, String candidate) {
        String[] parts = PARTS.split(word.toLowerCase(Locale.ROOT), -1);
        String[] whole = PARTS.split(candidate, -1);
        boolean begins = parts.length <= whole.length;
        for (int i = 0; begins && i < parts.length; i++) {
            begins = parts[i].length() >= 3 && whole[i].startsWith(parts[i]);
        }
        return begins;
    }

    /** Returns {@code : did you mean latency?} if a known word is near, else {@code  (expected: latency, …)}. */
    public static String hint(String word, Collection<String> known) {
        return of(word, known)
                .map(nearest -> ": did you mean " + nearest + "?")
                .orElse(known.isEmpty() ? "" : " (expected: " + String.join(", ", known) + ")");
    }

    private static String folded(String word) {
        return PARTS.matcher(word.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    /** Letters to insert, to delete, to replace or to swap with the next. */
    private static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + same);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()];
    }
}
