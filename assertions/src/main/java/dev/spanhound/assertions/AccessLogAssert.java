// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.assertions.diagnosis.Words;
import dev.spanhound.trace.Patience;
import dev.spanhound.trace.TraceSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.data.Percentage;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on an access log: that its requests and the spans that were received are the same.
 *
 * <pre>{@code assertThat(AccessLog.parse(sidecar.accessLog()).of(trace.traceId())).eachLineHasItsSpanIn(backend);}</pre>
 */
public class AccessLogAssert extends AbstractAssert<AccessLogAssert, AccessLog> {
    private static final int MOST_LINES = 10;

    private Patience patience = Patience.DEFAULT;
    private double confidence = Share.DEFAULT_CONFIDENCE;

    /** Returns assertions on an access log. {@link TraceAssertions#assertThat(AccessLog)} reads better. */
    public AccessLogAssert(@Nullable AccessLog actual) {
        super(actual, AccessLogAssert.class);
    }

    /**
     * Sets how long each of the following assertions waits for spans at most: 10 seconds unless told otherwise.
     *
     * @throws IllegalArgumentException if the timeout is negative
     */
    public AccessLogAssert within(Duration timeout) {
        patience = patience.withTimeout(timeout);
        return this;
    }

    /**
     * Sets how sure a failure of the following assertions on shares must be: 99.9 % unless told otherwise.
     *
     * @throws IllegalArgumentException if it is 100 % or more
     */
    public AccessLogAssert withConfidence(Percentage required) {
        confidence = Share.confidence(required);
        return this;
    }

    /** Verifies the number of requests. */
    public AccessLogAssert hasLines(int count) {
        isNotNull();
        if (actual.lines().size() != count) {
            fail(
                    "expected the access log to have " + Words.count(count, "line") + ", but it has "
                            + actual.lines().size(),
                    shown(actual.lines()));
        }
        return this;
    }

    /** Verifies the number of requests that name no span, as those do that reached the proxy with malformed headers. */
    public AccessLogAssert hasUntracedLines(int count) {
        isNotNull();
        List<AccessLog.Line> untraced = actual.untraced().lines();
        if (untraced.size() != count) {
            fail(
                    "expected the access log to have " + Words.count(count, "line") + " without a span ID, but it has "
                            + untraced.size() + " of " + actual.lines().size(),
                    shown(untraced));
        }
        return this;
    }

    /**
     * Verifies that there is a line that names a span, and that each span which is named was received: the trace by the
     * right-most 64 bits of its ID, the span by its ID. Waits for them. A request that was not sampled names a span as well,
     * which never comes.
     */
    public AccessLogAssert eachLineHasItsSpanIn(TraceSource traces) {
        isNotNull();
        LoggedSpans logged = new LoggedSpans(actual);
        if (logged.count() == 0) {
            return fail(
                    "expected each line of the access log to have its span, but no line names one",
                    shown(actual.lines()));
        }
        logged.awaitAll(traces, patience.timeout());
        List<String> missing = logged.missingIn(traces);
        if (!missing.isEmpty()) {
            List<String> details = limited(missing);
            details.add("");
            details.add("waited up to " + Words.spell(patience.timeout()));
            details.add(
                    "likely cause: the request was not sampled (x-b3-sampled: 0), or the proxy's spans do not arrive");
            fail(
                    "expected each line of the access log to have its span, but " + missing.size() + " of "
                            + logged.count() + (missing.size() == 1 ? " has none" : " have none"),
                    details);
        }
        return this;
    }

    /**
     * Verifies that about this share of the requests was sampled, by an exact binomial test: those whose span was received.
     * Waits until no more of them come, and longer while they are too few. Of 100 %, each request must have its span.
     *
     * <pre>{@code assertThat(AccessLog.parse(sidecar.accessLog())).isSampledAbout(percent(1), backend);}</pre>
     *
     * @throws IllegalArgumentException if the share is above 100 %
     */
    public AccessLogAssert isSampledAbout(Percentage expected, TraceSource traces) {
        isNotNull();
        Share share = Share.about(expected, confidence);
        int size = actual.lines().size();
        if (size == 0) {
            return fail("expected about " + share + " of the requests to be sampled, but there is none", List.of());
        }
        LoggedSpans logged = new LoggedSpans(actual);
        logged.awaitRest(traces, patience, () -> share.isTooLow(sampled(logged, logged.missingIn(traces))));
        List<String> missing = logged.missingIn(traces);
        Binomial counted = sampled(logged, missing);
        if (!share.isLikely(counted)) {
            List<String> details = new ArrayList<>();
            details.add(share.reading(counted));
            int untraced = size - logged.count();
            if (untraced > 0) {
                details.add(Words.count(untraced, "line") + " without a span ID (-)");
            }
            if (counted.share() < share.probability()) {
                details.addAll(limited(missing));
            }
            fail(
                    "expected about " + share + " of " + Words.count(size, "request") + " to be sampled, but "
                            + Share.counted(counted) + " were",
                    details);
        }
        return this;
    }

    private Binomial sampled(LoggedSpans logged, List<String> missing) {
        return new Binomial(logged.count() - missing.size(), actual.lines().size());
    }

    private static List<String> shown(List<AccessLog.Line> lines) {
        return limited(lines.stream().map(AccessLog.Line::text).toList());
    }

    private static List<String> limited(List<String> lines) {
        List<String> first = new ArrayList<>(lines.subList(0, Math.min(lines.size(), MOST_LINES)));
        if (lines.size() > MOST_LINES) {
            first.add("… and " + (lines.size() - MOST_LINES) + " more");
        }
        return first;
    }

    private AccessLogAssert fail(String headline, List<String> details) {
        String rest = details.isEmpty() ? "" : ":\n\n" + Words.indent(String.join("\n", details));
        throw failure("%s", headline + rest);
    }
}
