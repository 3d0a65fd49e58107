// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl;

import java.util.Collection;
import java.util.Locale;

/** Finds the name that was probably meant. */
final class Nearest {
    private Nearest() {}

    /** Returns {@code "; did you mean ...?"} if one of the names is close to {@code name}, else nothing. */
    static String hint(String name, Collection<String> names) {
        String wanted = plain(name);
        String nearest = "";
        int best = Math.max(2, wanted.length() / 3) + 1;
        for (String candidate : names) {
            int distance = distance(wanted, plain(candidate));
            if (distance < best) {
                best = distance;
                nearest = candidate;
            }
        }
        return nearest.isEmpty() ? "" : "; did you mean " + nearest + "?";
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "");
    }

    /** Returns how many letters have to be put in, left out or changed. */
    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int above = row[j];
                int changed = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[right.length()];
    }
}
