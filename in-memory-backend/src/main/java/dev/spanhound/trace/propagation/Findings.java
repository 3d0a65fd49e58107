// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.propagation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The violations found while reading, and the checks that find them in more than one format. */
final class Findings {
    private final List<Violation> violations = new ArrayList<>();

    List<Violation> violations() {
        return violations;
    }

    void add(String header, Part part, int at, String problem, String rule) {
        violations.add(new Violation(header, Optional.of(part.line()), part.from() + at, problem, rule));
    }

    void add(String header, HeaderLine line, String problem, String rule) {
        violations.add(new Violation(header, Optional.of(line), -1, problem, rule));
    }

    void missing(String header, String rule) {
        violations.add(new Violation(header, Optional.empty(), -1, "missing", rule));
    }

    /** Returns the value of the only line of this name. Each further line is a violation, and then there is no value. */
    Optional<Part> only(HeaderLines lines, String header, String rule) {
        List<HeaderLine> found = lines.lines(header);
        for (HeaderLine again : found.subList(Math.min(1, found.size()), found.size())) {
            add(header, again, "sent " + times(found.size()), rule);
        }
        return found.size() == 1 ? Optional.of(Part.of(found.get(0))) : Optional.empty();
    }

    private static String times(int count) {
        return count == 2 ? "twice" : count + " times";
    }

    /** Checks for lower-case hex digits, and for their number. */
    boolean isHex(String header, Part part, String what, String rule, int... lengths) {
        for (int i = 0; i < part.length(); i++) {
            char each = part.charAt(i);
            if (!isLowerHex(each)) {
                boolean upper = each >= 'A' && each <= 'F';
                add(header, part, i, what + " has " + (upper ? "an upper-case '" : "'") + each + "'", rule);
                return false;
            }
        }
        for (int length : lengths) {
            if (part.length() == length) {
                return true;
            }
        }
        add(header, part, 0, what + " has " + part.length() + (part.length() == 1 ? " digit" : " digits"), rule);
        return false;
    }

    /** Checks for an ID: hex digits of which one at least is not zero. */
    boolean isId(String header, Part part, String what, String rule, String zeroRule, int... lengths) {
        if (!isHex(header, part, what, rule, lengths)) {
            return false;
        }
        if (part.text().chars().allMatch(each -> each == '0')) {
            add(header, part, 0, what + " is all zeros", zeroRule);
            return false;
        }
        return true;
    }

    static boolean isLowerHex(char each) {
        return (each >= '0' && each <= '9') || (each >= 'a' && each <= 'f');
    }
}
