// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The access log of a proxy, a line each request, which names the span of the request:
 *
 * <pre>
 * [2026-01-01T00:00:00.123Z] "GET /orders HTTP/1.1" 200 traceID=463ac35c9f6413ad spanID=a2fb4a1d1a96d312 service=10.0.0.7:80
 * </pre>
 *
 * <p>This is what Envoy writes with the format {@code [%START_TIME%] "%REQ(:METHOD)%
 * %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%" %RESPONSE_CODE% traceID=%REQ(X-B3-TRACEID)% spanID=%REQ(X-B3-SPANID)%
 * service=%UPSTREAM_HOST%}, and what a {@code SidecarContainer} is told to write. A {@code -} stands for what is not there.
 *
 * @param lines the requests in the order of the log
 */
public record AccessLog(List<Line> lines) {
    private static final int HALF_ID = 16;
    private static final Pattern FORMAT = Pattern.compile(
            "\\[(?<time>[^\\]]+)\\] \"(?<method>\\S+) (?<path>.*) (?<protocol>\\S+)\""
                    + " (?<code>\\d+) traceID=(?<trace>[0-9A-Fa-f]{1,32}|-) spanID=(?<span>[0-9A-Fa-f]{1,16}|-) service=(?<service>\\S+)");

    /**
     * A request.
     *
     * @param time when it began
     * @param responseCode the HTTP status; 0 if there was none
     * @param traceId lower-case hex digits as they were logged, 16 or 32; empty if there was a {@code -}
     * @param spanId 16 lower-case hex digits; empty if there was a {@code -}
     * @param upstream address that it was sent on to, or {@code -}
     * @param text the line itself
     */
    public record Line(
            Instant time,
            String method,
            String path,
            String protocol,
            int responseCode,
            Optional<String> traceId,
            Optional<String> spanId,
            String upstream,
            String text) {

        /** Returns whether it names a span. Requests that were not sampled have IDs as well. */
        public boolean namesSpan() {
            return traceId.isPresent() && spanId.isPresent();
        }

        /** Returns the right-most 64 bits of the trace ID, as far as it has them: a proxy may know no more of it. */
        Optional<String> traceIdSuffix() {
            return traceId.map(AccessLog::suffix);
        }
    }

    public AccessLog {
        lines = List.copyOf(lines);
    }

    /**
     * Reads lines. Those without {@code traceID=} are taken for something else and passed over.
     *
     * @throws IllegalArgumentException if a line has {@code traceID=} and not the format
     */
    public static AccessLog parse(Iterable<String> lines) {
        List<Line> parsed = new ArrayList<>();
        int number = 0;
        for (String line : lines) {
            number++;
            if (line.contains("traceID=")) {
                parsed.add(line(number, line.strip()));
            }
        }
        return new AccessLog(parsed);
    }

    /**
     * Reads the lines of a text, as {@link #parse(Iterable)} does.
     *
     * @throws IllegalArgumentException if a line has {@code traceID=} and not the format
     */
    public static AccessLog parse(String text) {
        return parse(Arrays.asList(text.split("\\R")));
    }

    private static Line line(int number, String text) {
        Matcher matcher = FORMAT.matcher(text);
        if (matcher.matches()) {
            try {
                return new Line(
                        Instant.parse(matcher.group("time")),
                        matcher.group("method"),
                        matcher.group("path"),
                        matcher.group("protocol"),
                        Integer.parseInt(matcher.group("code")),
                        id(matcher.group("trace"), HALF_ID),
                        id(matcher.group("span"), HALF_ID),
                        matcher.group("service"),
                        text);
            } catch (DateTimeException | NumberFormatException e) {
                // Said below.
            }
        }
        throw new IllegalArgumentException("line " + number + ": " + text
                + " (expected: [time] \"METHOD path protocol\" code traceID=… spanID=… service=…)");
    }

    private static Optional<String> id(String logged, int digits) {
        return logged.equals("-")
                ? Optional.empty()
                : Optional.of("0".repeat(Math.max(0, digits - logged.length())) + logged.toLowerCase(Locale.ROOT));
    }

    static String suffix(String traceId) {
        return traceId.substring(Math.max(0, traceId.length() - HALF_ID));
    }

    /**
     * Returns the requests of a trace. They are known by the right-most 64 bits of its ID.
     *
     * @param traceId 16 or 32 hex digits
     */
    public AccessLog of(String traceId) {
        String wanted = suffix(traceId.toLowerCase(Locale.ROOT));
        return new AccessLog(lines.stream()
                .filter(line -> line.traceIdSuffix().filter(wanted::equals).isPresent())
                .toList());
    }

    /** Returns the requests that name no span. */
    public AccessLog untraced() {
        return new AccessLog(lines.stream().filter(line -> !line.namesSpan()).toList());
    }

    /** Returns the lines as they were logged. */
    @Override
    public String toString() {
        return String.join("\n", lines.stream().map(Line::text).toList());
    }
}
