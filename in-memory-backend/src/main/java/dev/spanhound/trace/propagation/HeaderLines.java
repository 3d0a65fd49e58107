// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.propagation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Header lines in the order in which they were sent, repeated ones included. Names are compared without case. Immutable.
 *
 * <pre>{@code
 * HeaderLines.from(httpRequest.headers().map())
 * HeaderLines.from(consumerRecord.headers())
 * HeaderLines.of("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
 * }</pre>
 */
public final class HeaderLines {
    private static final HeaderLines NONE = new HeaderLines(List.of());

    private final List<HeaderLine> lines;

    private HeaderLines(List<HeaderLine> lines) {
        this.lines = lines;
    }

    /** Returns no lines. */
    public static HeaderLines none() {
        return NONE;
    }

    /**
     * Returns lines of names and values in turn.
     *
     * @throws IllegalArgumentException if the last name has no value
     */
    public static HeaderLines of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("namesAndValues: " + namesAndValues.length
                    + " strings, the last is " + namesAndValues[namesAndValues.length - 1]
                    + " (expected: each name followed by its value)");
        }
        Draft draft = new Draft();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            draft.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return draft.build();
    }

    /**
     * Returns the lines of a map, in its order. A value may be a string, bytes of UTF-8, or an iterable or an array of these,
     * which gives a line for each; of all else the {@code toString()} counts. A {@code null} value gives no line, and nor
     * does a {@code null} name, under which {@code HttpURLConnection} has the status line.
     */
    public static HeaderLines from(Map<String, ?> headers) {
        Draft draft = new Draft();
        headers.forEach(draft::addAll);
        return draft.build();
    }

    /**
     * Returns the lines of entries, in their order. An entry is a {@link Map.Entry}, a {@link HeaderLine}, an array or list of
     * a name and a value, or any object that has public accessors for both: {@code key()} or {@code name()} or the first
     * of a pair, and {@code value()} or the second, with or without {@code get}. So {@code okhttp3.Headers}, Kafka's
     * {@code Headers}, Netty's {@code HttpHeaders} and lists of Apache's {@code NameValuePair} will do. Values are as in
     * {@link #from(Map)}.
     *
     * @throws IllegalArgumentException if an entry is something else; the message has its class and its place
     */
    public static HeaderLines from(Iterable<?> entries) {
        Draft draft = new Draft();
        int index = 0;
        for (Object entry : entries) {
            HeaderEntry header = HeaderEntry.of(entry, index);
            draft.addAll(header.name(), header.value());
            index++;
        }
        return draft.build();
    }

    /** Returns all lines. */
    public List<HeaderLine> lines() {
        return lines;
    }

    /** Returns the lines of this name. */
    public List<HeaderLine> lines(String name) {
        return lines.stream().filter(line -> line.isNamed(name)).toList();
    }

    /** Returns the values of this name. */
    public List<String> values(String name) {
        return lines(name).stream().map(HeaderLine::value).toList();
    }

    /** Returns the first value of this name, which is all that many receivers look at. */
    public Optional<String> first(String name) {
        return lines(name).stream().findFirst().map(HeaderLine::value);
    }

    /** Returns whether there is a line of this name. */
    public boolean contains(String name) {
        return lines.stream().anyMatch(line -> line.isNamed(name));
    }

    /** Returns whether there is no line. */
    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /** Returns these lines and one more behind them. */
    public HeaderLines with(String name, String value) {
        return and(of(name, value));
    }

    /** Returns these lines and those behind them. */
    public HeaderLines and(HeaderLines others) {
        Draft draft = new Draft();
        lines.forEach(line -> draft.add(line.name(), line.value()));
        others.lines.forEach(line -> draft.add(line.name(), line.value()));
        return draft.build();
    }

    /** Returns these lines without those of this name. */
    public HeaderLines without(String name) {
        Draft draft = new Draft();
        lines.stream().filter(line -> !line.isNamed(name)).forEach(line -> draft.add(line.name(), line.value()));
        return draft.build();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HeaderLines headers && lines.equals(headers.lines);
    }

    @Override
    public int hashCode() {
        return lines.hashCode();
    }

    /** Returns {@code name: value}, one a line. */
    @Override
    public String toString() {
        return lines.stream().map(HeaderLine::toString).collect(Collectors.joining("\n"));
    }

    private static final class Draft {
        private final List<HeaderLine> lines = new ArrayList<>();

        void add(String name, String value) {
            lines.add(new HeaderLine(lines.size(), name, value));
        }

        void addAll(@Nullable String name, @Nullable Object value) {
            if (name != null && value != null) {
                HeaderEntry.texts(value).forEach(text -> add(name, text));
            }
        }

        HeaderLines build() {
            return lines.isEmpty() ? NONE : new HeaderLines(List.copyOf(lines));
        }
    }
}
