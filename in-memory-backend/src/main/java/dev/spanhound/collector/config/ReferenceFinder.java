// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.config;

import org.jspecify.annotations.Nullable;

/** Finds {@code ${…}} in a text: the innermost one that closes first, unless an odd number of dollar signs escapes it. */
final class ReferenceFinder {
    private ReferenceFinder() {}

    /** Returns the first reference with its braces, or null. */
    static @Nullable String first(String text) {
        int from = 0;
        for (int close = text.indexOf('}'); close >= 0; close = text.indexOf('}', from)) {
            int open = text.lastIndexOf("${", close);
            if (open >= from && !isEscaped(text, from, open)) {
                return text.substring(open, close + 1);
            }
            from = close + 1;
        }
        return null;
    }

    private static boolean isEscaped(String text, int from, int open) {
        int dollar = open;
        while (dollar > from && text.charAt(dollar - 1) == '$') {
            dollar--;
        }
        return (open - dollar) % 2 == 1;
    }
}
