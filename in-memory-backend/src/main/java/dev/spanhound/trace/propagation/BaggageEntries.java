// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.propagation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * W3C Baggage: the list-members of all {@code baggage} lines together, in order.
 *
 * @param entries those that can be read, repeated keys included
 * @param violations the rules that the lines break
 * @see <a href="https://www.w3.org/TR/baggage/">W3C Baggage</a>
 */
public record BaggageEntries(List<BaggageEntry> entries, List<Violation> violations) {
    /** The header's name. */
    public static final String HEADER = "baggage";

    /** How many list-members each platform must send on. */
    public static final int MEMBERS_SENT_ON = 64;

    /** How many bytes of list-members and what is between them each platform must send on. */
    public static final int BYTES_SENT_ON = 8192;

    private static final int MAX_MEMBERS = 180;
    private static final String SOURCE = "W3C Baggage, ";
    private static final String LIST =
            SOURCE + "3.3.1: a baggage-string is 1 to 180 list-members with ',' between them";
    private static final String MEMBER = SOURCE + "3.3.1: a list-member is a key, '=' and a value";
    private static final String KEY = SOURCE + "3.3.1.2: a key is a token, as RFC 7230, 3.2.6 has it";
    private static final String VALUE =
            SOURCE + "3.3.1.3: all but printable ASCII without space, '\"', ',', ';' and '\\' must be percent-encoded";
    private static final String PERCENT = SOURCE + "3.3.1.3: '%' must be percent-encoded";
    private static final String UNIQUE = SOURCE + "3.3.1.1: no two list-members should have the same key";

    public BaggageEntries {
        entries = List.copyOf(entries);
        violations = List.copyOf(violations);
    }

    /** Returns baggage of these keys and values, in the map's order. */
    public static BaggageEntries of(Map<String, String> values) {
        List<BaggageEntry> entries = new ArrayList<>();
        values.forEach((key, value) -> entries.add(new BaggageEntry(key, value, List.of())));
        return new BaggageEntries(entries, List.of());
    }

    /** Returns what the {@code baggage} lines hold. */
    public static BaggageEntries read(HeaderLines lines) {
        Findings findings = new Findings();
        List<BaggageEntry> entries = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        int count = 0;
        for (HeaderLine line : lines.lines(HEADER)) {
            for (Part each : Part.of(line).split(',')) {
                Part part = each.trim();
                count++;
                if (count == MAX_MEMBERS + 1) {
                    findings.add(HEADER, part, 0, "a 181st list-member", LIST);
                }
                Optional<BaggageEntry> entry = readEntry(part, findings);
                if (entry.isPresent() && !keys.add(entry.get().key())) {
                    findings.add(HEADER, part, 0, "the key " + entry.get().key() + " again", UNIQUE);
                }
                entry.ifPresent(entries::add);
            }
        }
        return new BaggageEntries(entries, findings.violations());
    }

    private static Optional<BaggageEntry> readEntry(Part part, Findings findings) {
        if (part.isEmpty()) {
            findings.add(HEADER, part, 0, "a list-member is empty", LIST);
            return Optional.empty();
        }
        List<Part> parts = part.split(';');
        Part member = parts.get(0).trim();
        int equals = member.indexOf('=');
        if (equals < 0) {
            findings.add(HEADER, member, 0, "the list-member " + member.text() + " has no '='", MEMBER);
            return Optional.empty();
        }
        Part key = member.before(equals).trim();
        Part value = member.after(equals).trim();
        boolean right = isKey(key, findings);
        right &= isValue(value, findings);
        List<BaggageEntry.Property> properties = new ArrayList<>();
        for (Part each : parts.subList(1, parts.size())) {
            Optional<BaggageEntry.Property> property = readProperty(each.trim(), findings);
            property.ifPresent(properties::add);
            right &= property.isPresent();
        }
        return right
                ? Optional.of(new BaggageEntry(key.text(), Percent.decode(value.text()), properties))
                : Optional.empty();
    }

    private static Optional<BaggageEntry.Property> readProperty(Part part, Findings findings) {
        int equals = part.indexOf('=');
        Part key = equals < 0 ? part : part.before(equals).trim();
        if (!isKey(key, findings)) {
            return Optional.empty();
        }
        if (equals < 0) {
            return Optional.of(new BaggageEntry.Property(key.text(), Optional.empty()));
        }
        Part value = part.after(equals).trim();
        return isValue(value, findings)
                ? Optional.of(new BaggageEntry.Property(key.text(), Optional.of(Percent.decode(value.text()))))
                : Optional.empty();
    }

    private static boolean isKey(Part key, Findings findings) {
        for (int i = 0; i < key.length(); i++) {
            char each = key.charAt(i);
            boolean letterOrDigit =
                    (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || (each >= '0' && each <= '9');
            if (!letterOrDigit && "!#$%&'*+-.^_`|~".indexOf(each) < 0) {
                findings.add(HEADER, key, i, "the key " + key.text() + " has '" + each + "'", KEY);
                return false;
            }
        }
        if (key.isEmpty()) {
            findings.add(HEADER, key, 0, "a key is empty", KEY);
        }
        return !key.isEmpty();
    }

    private static boolean isValue(Part value, Findings findings) {
        String text = value.text();
        for (int i = 0; i < text.length(); i++) {
            if (!Percent.isOctet(text.charAt(i))) {
                findings.add(HEADER, value, i, "the value " + text + " has '" + text.charAt(i) + "'", VALUE);
                return false;
            }
            if (text.charAt(i) == '%' && !Percent.isEncoded(text, i)) {
                findings.add(HEADER, value, i, "the value " + text + " has '%' without two hex digits", PERCENT);
                return false;
            }
        }
        return true;
    }

    /** Returns the value of a key, the first if it is there several times. */
    public Optional<String> value(String key) {
        return entries.stream()
                .filter(entry -> entry.key().equals(key))
                .map(BaggageEntry::value)
                .findFirst();
    }

    /** Returns the lines that carry these entries: one {@code baggage} line, or none. */
    public HeaderLines write() {
        return entries.isEmpty() ? HeaderLines.none() : HeaderLines.of(HEADER, toString());
    }

    /** Returns the entries as one header value. */
    @Override
    public String toString() {
        return entries.stream().map(BaggageEntry::toString).collect(Collectors.joining(","));
    }
}
