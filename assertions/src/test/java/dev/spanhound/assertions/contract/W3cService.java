// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

import dev.spanhound.trace.propagation.HeaderLine;
import dev.spanhound.trace.propagation.HeaderLines;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * W3C Trace Context in a service, written from the recommendation without the reader that judges it; with one fault, or
 * none.
 */
final class W3cService implements RelayServer.Propagation {
    private static final Pattern TRACEPARENT =
            Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

    private static final Pattern MEMBER = Pattern.compile(
            "([a-z0-9][a-z0-9_*/@-]{0,255})=([\\x20-\\x2b\\x2d-\\x3c\\x3e-\\x7e]{0,255}[\\x21-\\x2b\\x2d-\\x3c\\x3e-\\x7e])");

    private static final Pattern OLD_KEY =
            Pattern.compile("[a-z][a-z0-9_*/-]*|[a-z0-9][a-z0-9_*/-]{0,240}@[a-z][a-z0-9_*/-]{0,13}");

    private final Fault fault;

    W3cService(Fault fault) {
        this.fault = fault;
    }

    /** What was read: a trace to continue, and its state. */
    private record Parent(String traceId, String spanId, int flags, String line) {}

    @Override
    public List<HeaderLines> outgoing(HeaderLines incoming, int calls) {
        Optional<Parent> parent = fault == Fault.BEGINS_ANEW ? Optional.empty() : parent(incoming);
        String traceId = parent.map(Parent::traceId).map(this::sentOn).orElseGet(() -> hex(32));
        String shared = hex(16);
        List<HeaderLines> outgoing = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            String spanId = fault == Fault.SHARES_PARENT_ID ? shared : hex(16);
            outgoing.add(lines(incoming, parent, traceId, spanId));
        }
        return outgoing;
    }

    private HeaderLines lines(HeaderLines incoming, Optional<Parent> parent, String traceId, String spanId) {
        String traceparent = fault == Fault.FORWARDS_TRACEPARENT && parent.isPresent()
                ? parent.get().line()
                : "00-" + traceId + "-" + spanId + "-" + flags(parent);
        HeaderLines lines = HeaderLines.of("traceparent", traceparent);
        if (fault == Fault.SENDS_TWICE) {
            lines = lines.with("traceparent", traceparent);
        }
        String tracestate = fault == Fault.FORWARDS_TRACESTATE
                ? String.join(",", values(incoming, "tracestate"))
                : parent.isPresent() ? tracestate(incoming) : "";
        return tracestate.isEmpty() ? lines : lines.with("tracestate", tracestate);
    }

    private String sentOn(String traceId) {
        return fault == Fault.TRUNCATES_TRACE_ID ? "0".repeat(16) + traceId.substring(16) : traceId;
    }

    private String flags(Optional<Parent> parent) {
        int flags = parent.map(Parent::flags).orElse(1);
        int sent = fault == Fault.ALWAYS_SAMPLES ? 1 : fault == Fault.FORWARDS_FLAGS ? flags : flags & 3;
        return String.format(Locale.ROOT, "%02x", sent);
    }

    private Optional<Parent> parent(HeaderLines incoming) {
        List<String> values = values(incoming, "traceparent");
        if (values.isEmpty() || values.size() > 1 && fault != Fault.READS_FIRST_LINE) {
            return Optional.empty();
        }
        String value = fault == Fault.LOWERS_CASE ? values.get(0).toLowerCase(Locale.ROOT) : values.get(0);
        return fault == Fault.CHECKS_NOTHING ? unchecked(value) : checked(value);
    }

    private Optional<Parent> unchecked(String value) {
        String[] fields = value.split("-");
        return fields.length < 4
                ? Optional.empty()
                : Optional.of(new Parent(fields[1], fields[2], fields[3].endsWith("1") ? 1 : 0, value));
    }

    private Optional<Parent> checked(String value) {
        Matcher matcher = TRACEPARENT.matcher(value);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String version = matcher.group(1);
        boolean isReadable = version.equals("00")
                ? matcher.group(5) == null
                : !version.equals("ff") && fault != Fault.KNOWS_VERSION_00_ONLY;
        boolean isZero = matcher.group(2).matches("0+") || matcher.group(3).matches("0+");
        return isReadable && !isZero
                ? Optional.of(
                        new Parent(matcher.group(2), matcher.group(3), Integer.parseInt(matcher.group(4), 16), value))
                : Optional.empty();
    }

    private String tracestate(HeaderLines incoming) {
        if (fault == Fault.DROPS_TRACESTATE) {
            return "";
        }
        Map<String, String> members = new LinkedHashMap<>();
        for (String line : values(incoming, "tracestate")) {
            for (String member : line.split(",")) {
                String trimmed = trimmed(member);
                if (!trimmed.isEmpty() && !keep(trimmed, members)) {
                    return "";
                }
            }
        }
        return members.size() > 32
                ? ""
                : String.join(
                        ",",
                        members.entrySet().stream()
                                .map(each -> each.getKey() + "=" + each.getValue())
                                .toList());
    }

    private boolean keep(String member, Map<String, String> members) {
        Matcher matcher = MEMBER.matcher(member);
        if (!matcher.matches()) {
            return false;
        }
        String key = matcher.group(1);
        boolean isRefused = fault == Fault.KNOWS_OLD_KEYS_ONLY
                && (members.containsKey(key) || !OLD_KEY.matcher(key).matches());
        members.putIfAbsent(key, matcher.group(2));
        return !isRefused;
    }

    private List<String> values(HeaderLines incoming, String name) {
        Stream<String> values = incoming.lines().stream()
                .filter(line -> fault == Fault.MINDS_CASE
                        ? line.name().equals(name)
                        : line.name().equalsIgnoreCase(name))
                .map(HeaderLine::value)
                .map(value -> fault == Fault.MINDS_SPACE ? value : trimmed(value));
        return fault == Fault.READS_FIRST_LINE ? values.limit(1).toList() : values.toList();
    }

    private static String trimmed(String value) {
        return value.replaceAll("^[ \\t]+|[ \\t]+$", "");
    }

    static String hex(int digits) {
        StringBuilder hex = new StringBuilder();
        Random random = new Random();
        while (hex.length() < digits) {
            hex.append(String.format(Locale.ROOT, "%08x", random.nextInt()));
        }
        return hex.substring(0, digits);
    }
}
