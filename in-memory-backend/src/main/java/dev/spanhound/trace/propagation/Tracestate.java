// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.propagation;

import io.opentelemetry.api.trace.TraceState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The members of {@code tracestate}: those of all its lines together, in order.
 *
 * <p>Follows level 2 of W3C Trace Context, where a key may begin with a digit and have {@code @} anywhere; OpenTelemetry's
 * own {@link TraceState} refuses some of these.
 *
 * @param members those that can be read, repeated keys included
 * @param violations the rules that the lines break
 */
public record Tracestate(List<Member> members, List<Violation> violations) {

    /** One member. */
    public record Member(String key, String value) {
        @Override
        public String toString() {
            return key + "=" + value;
        }
    }

    static final Tracestate EMPTY = new Tracestate(List.of(), List.of());

    private static final String HEADER = "tracestate";
    private static final int MAX_MEMBERS = 32;
    private static final String MEMBER = W3cFormat.SOURCE + "3.3.2.2: a list-member is a key, '=' and a value";
    private static final String KEY =
            W3cFormat.SOURCE + "3.3.2.2.1: a key is 1 to 256 of a-z, 0-9 and _-*/@, the first one of a-z and 0-9";
    private static final String VALUE = W3cFormat.SOURCE
            + "3.3.2.2.2: a value is 1 to 256 printable ASCII characters without ',' and '=', the last one no space";
    private static final String UNIQUE = W3cFormat.SOURCE + "3.5: a key must not be there several times";
    private static final String COUNT = W3cFormat.SOURCE + "3.3.2.1: there can be at most 32 list-members";

    public Tracestate {
        members = List.copyOf(members);
        violations = List.copyOf(violations);
    }

    /** Returns the members on all lines of {@code tracestate}. */
    public static Tracestate read(HeaderLines lines) {
        Findings findings = new Findings();
        List<Member> members = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        int count = 0;
        for (HeaderLine line : lines.lines(HEADER)) {
            for (Part each : Part.of(line).split(',')) {
                Part part = each.trim();
                if (part.isEmpty()) {
                    continue;
                }
                count++;
                if (count == MAX_MEMBERS + 1) {
                    findings.add(HEADER, part, 0, "a 33rd list-member", COUNT);
                }
                Optional<Member> member = readMember(part, findings);
                if (member.isPresent() && !keys.add(member.get().key())) {
                    findings.add(HEADER, part, 0, "the key " + member.get().key() + " again", UNIQUE);
                }
                member.ifPresent(members::add);
            }
        }
        return new Tracestate(members, findings.violations());
    }

    private static Optional<Member> readMember(Part part, Findings findings) {
        int equals = part.indexOf('=');
        if (equals < 0) {
            findings.add(HEADER, part, 0, "the list-member " + part.text() + " has no '='", MEMBER);
            return Optional.empty();
        }
        Part key = part.before(equals);
        Part value = part.after(equals);
        return isKey(key, findings) && isValue(value, findings)
                ? Optional.of(new Member(key.text(), value.text()))
                : Optional.empty();
    }

    private static boolean isKey(Part key, Findings findings) {
        for (int i = 0; i < key.length(); i++) {
            char each = key.charAt(i);
            boolean first = (each >= 'a' && each <= 'z') || (each >= '0' && each <= '9');
            if (!first && (i == 0 || "_-*/@".indexOf(each) < 0)) {
                findings.add(HEADER, key, i, "the key " + key.text() + " has '" + each + "'", KEY);
                return false;
            }
        }
        return isLength(key, "a key", KEY, findings);
    }

    private static boolean isValue(Part value, Findings findings) {
        for (int i = 0; i < value.length(); i++) {
            char each = value.charAt(i);
            if (each < ' ' || each > '~' || each == '=') {
                findings.add(HEADER, value, i, "the value " + value.text() + " has '" + each + "'", VALUE);
                return false;
            }
        }
        return isLength(value, "a value", VALUE, findings);
    }

    private static boolean isLength(Part part, String what, String rule, Findings findings) {
        if (part.isEmpty() || part.length() > 256) {
            String problem = part.isEmpty() ? what + " is empty" : what + " has " + part.length() + " characters";
            findings.add(HEADER, part, 0, problem, rule);
            return false;
        }
        return true;
    }

    static Tracestate of(TraceState state) {
        List<Member> members = new ArrayList<>();
        state.forEach((key, value) -> members.add(new Member(key, value)));
        return new Tracestate(members, List.of());
    }

    /** Returns what a receiver goes on with: all, or nothing if a rule is broken other than that of unique keys. */
    Tracestate readable() {
        boolean readable = violations.stream().allMatch(each -> each.rule().equals(UNIQUE));
        return readable ? new Tracestate(members, List.of()) : EMPTY;
    }

    HeaderLines write() {
        return members.isEmpty() ? HeaderLines.none() : HeaderLines.of(HEADER, toString());
    }

    /** Returns the keys in their order, a repeated one once. */
    public List<String> keys() {
        return members.stream().map(Member::key).distinct().toList();
    }

    /** Returns the value of a key, the first if it is there several times. */
    public Optional<String> value(String key) {
        return members.stream()
                .filter(member -> member.key().equals(key))
                .map(Member::value)
                .findFirst();
    }

    /** Returns the members as one header value. */
    @Override
    public String toString() {
        return members.stream().map(Member::toString).collect(Collectors.joining(","));
    }
}
