// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.tree;

import java.util.Arrays;
import java.util.Locale;

/** How much two names look alike. */
public final class Similarity {
    /** From here on one name may well be meant as the other. */
    public static final double NEAR = 0.6;

    private static final int LONGEST = 120;

    private Similarity() {}

    /** Returns 1 for equal names, ignoring case and punctuation, down to 0 for names that have nothing in common. */
    public static double of(String a, String b) {
        String x = plain(a);
        String y = plain(b);
        int longest = Math.max(x.length(), y.length());
        return longest == 0 ? (a.equals(b) ? 1 : 0) : 1 - (double) distance(x, y) / longest;
    }

    private static String plain(String name) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < name.length() && plain.length() < LONGEST; i++) {
            if (Character.isLetterOrDigit(name.charAt(i))) {
                plain.append(name.charAt(i));
            }
        }
        return plain.toString().toLowerCase(Locale.ROOT);
    }

    /** The Levenshtein distance. */
    private static int distance(String x, String y) {
        int[] row = new int[y.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= x.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= y.length(); j++) {
                int replaced = diagonal + (x.charAt(i - 1) == y.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[y.length()];
    }
}
