// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

import dev.spanhound.trace.propagation.HeaderLine;
import dev.spanhound.trace.propagation.HeaderLines;
import dev.spanhound.trace.propagation.PropagationFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Header lines as a reader sees them: white space at the ends is shown, and long runs of one character are counted. */
final class HeaderText {
    private static final Pattern LONG_RUN = Pattern.compile("(.)\\1{19,}");
    private static final int LONGEST = 400;
    private static final List<String> CONTEXT_NAMES = List.of("trace", "baggage", "b3", "uber", "datadog", "amzn");

    private HeaderText() {}

    /** Returns the value with its tabs as {@code ⇥} and its outer spaces as {@code ·}. */
    static String visible(String value) {
        String tabs = value.replace("\t", "⇥");
        String spaces = value.replace('\t', ' ');
        int from = 0;
        int to = value.length();
        while (from < to && spaces.charAt(from) == ' ') {
            from++;
        }
        while (to > from && spaces.charAt(to - 1) == ' ') {
            to--;
        }
        return tabs.substring(0, from).replace(' ', '·')
                + shortened(tabs.substring(from, to))
                + tabs.substring(to).replace(' ', '·');
    }

    /** Returns the text with long runs as {@code z{256}}, and cut if it is long all the same. */
    static String shortened(String text) {
        String runs = LONG_RUN.matcher(text)
                .replaceAll(run -> Matcher.quoteReplacement(
                        run.group(1) + "{" + run.group().length() + "}"));
        return runs.length() <= LONGEST ? runs : runs.substring(0, LONGEST) + "… (" + text.length() + " characters)";
    }

    /** Returns the lines of a case, one a line. */
    static List<String> all(HeaderLines headers) {
        if (headers.isEmpty()) {
            return List.of("(no header of any trace context)");
        }
        List<String> shown = headers.lines().stream()
                .map(line -> line.name() + ": " + (line.value().isEmpty() ? "(empty)" : visible(line.value())))
                .collect(Collectors.toCollection(ArrayList::new));
        String all = String.join("", shown);
        if (all.contains("⇥") || all.contains("·")) {
            shown.add("(⇥ is a tab, · a space at either end)");
        }
        return shown;
    }

    /** Returns the lines that carry a context, one a line, and the names of the others. */
    static List<String> ofContext(HeaderLines headers) {
        List<String> shown = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (HeaderLine line : headers.lines()) {
            if (isContext(line.name())) {
                shown.add(line.name() + ": " + visible(line.value()));
            } else {
                others.add(line.name().toLowerCase(Locale.ROOT));
            }
        }
        if (shown.isEmpty()) {
            shown.add("(no header of any trace context)");
        }
        if (!others.isEmpty()) {
            shown.add("(and " + String.join(", ", others) + ")");
        }
        return shown;
    }

    private static boolean isContext(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(PropagationFormat.values()).anyMatch(format -> format.owns(name))
                || CONTEXT_NAMES.stream().anyMatch(lower::contains);
    }
}
