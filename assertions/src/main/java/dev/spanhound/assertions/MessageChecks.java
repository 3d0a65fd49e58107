// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static dev.spanhound.assertions.SpanChecks.TRACE;
import static dev.spanhound.assertions.tree.ExpectedSpan.anySpan;

import dev.spanhound.assertions.diagnosis.Words;
import dev.spanhound.assertions.tree.ExpectedSpan;
import dev.spanhound.assertions.tree.Marks;
import dev.spanhound.trace.Sighting;
import dev.spanhound.trace.SpanNode;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must become of messages. */
final class MessageChecks {
    private static final String NO_CONSUMER = " comes of it, but is no CONSUMER";

    private MessageChecks() {}

    /**
     * Some messages.
     *
     * @param made the spans that made them
     * @param noun what follows "each message" in the failure
     */
    record Messages(ExpectedSpan made, String noun) {
        static Messages all() {
            return new Messages(anySpan().kind(SpanKind.PRODUCER), "");
        }

        static Messages of(ExpectedSpan made) {
            return new Messages(made, " of " + made.headline());
        }
    }

    static SpanCheck consumed(ExpectedSpan consumer) {
        return new SpanCheck("to be consumed by " + consumer.headline(), (span, sighting) -> {
            List<SpanNode> consumers = new Deliveries(sighting).of(span);
            if (consumers.stream().anyMatch(consumer::matches)) {
                return Optional.empty();
            }
            List<String> others = new CauseGraph(sighting)
                    .effects(span).stream()
                            .filter(effect -> !Deliveries.consumes(effect) && consumer.matches(effect))
                            .map(effect -> effect + NO_CONSUMER)
                            .toList();
            return Optional.of(
                    Failure.found(consumers.isEmpty() ? "nobody consumed it" : "only " + Words.list(consumers) + " did")
                            .details(others)
                            .absence());
        });
    }

    /** Each message reaches each of these services, or just anybody if there is none. */
    static Check eachConsumed(Messages message, List<String> services, boolean once) {
        String by = services.isEmpty() ? "" : " by " + Words.list(services);
        String expectation = "to have each message" + message.noun() + " consumed" + (once ? " once" : "") + by;
        return new Check(
                TRACE,
                expectation,
                sighting -> judge(message.made(), new TreeSet<>(services), once, sighting),
                // More messages may come, and with them more that is not consumed.
                sighting -> true);
    }

    private static Optional<Failure> judge(
            ExpectedSpan message, SortedSet<String> services, boolean once, Sighting sighting) {
        CauseGraph graph = new CauseGraph(sighting);
        List<SpanNode> messages =
                graph.spans().stream().filter(message::matches).toList();
        if (messages.isEmpty()) {
            return Optional.of(SpanChecks.none("there is no such message", message, sighting));
        }
        Deliveries deliveries = new Deliveries(graph.spans());
        Tally tally = new Tally();
        for (SpanNode each : messages) {
            List<SpanNode> consumers = deliveries.of(each);
            if (services.isEmpty()) {
                tally.count(each, consumers, "", once);
            }
            for (String service : services) {
                List<SpanNode> there = consumers.stream()
                        .filter(consumer -> consumer.service().equals(service))
                        .toList();
                tally.count(each, there, " by " + service, once);
            }
        }
        return tally.failure(messages.size());
    }

    /** Messages that were not consumed as they should be. */
    private static final class Tally {
        private final List<SpanNode> lost = new ArrayList<>();
        private final List<SpanNode> repeated = new ArrayList<>();
        private final List<String> details = new ArrayList<>();
        private final List<Mark> marks = new ArrayList<>();

        private record Mark(SpanNode span, String text) {}

        void count(SpanNode message, List<SpanNode> consumers, String by, boolean once) {
            int expected = Deliveries.messagesOf(message);
            int found = consumers.size();
            // A send that failed may have sent nothing.
            if (found < expected && message.statusCode() != StatusCode.ERROR) {
                lost.add(message);
                add(message, found == 0 ? "not consumed" + by : "consumed only " + of(found, expected) + by);
            } else if (found > expected && once) {
                repeated.add(message);
                add(message, "consumed " + (expected > 1 ? of(found, expected) : times(found)) + by);
                details.addAll(consumers.stream()
                        .map(consumer -> "  by " + named(consumer))
                        .toList());
                for (int i = 0; i < found; i++) {
                    marks.add(new Mark(
                            consumers.get(i), "consumes " + message.spanId() + ", " + (i + 1) + " of " + found));
                }
            }
        }

        private void add(SpanNode message, String problem) {
            marks.add(new Mark(message, problem));
            details.add(named(message) + " was " + problem);
        }

        Optional<Failure> failure(int messages) {
            if (details.isEmpty()) {
                return Optional.empty();
            }
            String of = " of " + messages;
            String finding = Stream.of(
                            phrase(lost, of + " lost"),
                            phrase(repeated, (lost.isEmpty() ? of : "") + " consumed more than once"))
                    .filter(phrase -> !phrase.isEmpty())
                    .collect(Collectors.joining(" and "));
            Failure failure = Failure.found(finding).details(details);
            marks.forEach(mark -> failure.marks(Marks.wrong(mark.span(), mark.text())));
            // Nothing that comes takes back what was consumed.
            return Optional.of(lost.isEmpty() ? failure.lasting() : failure.absence());
        }

        private static String phrase(List<SpanNode> spans, String what) {
            long count = spans.stream().distinct().count();
            return count == 0 ? "" : count + what.replaceFirst("(lost|consumed)", count == 1 ? "was $1" : "were $1");
        }

        private static String of(int found, int expected) {
            return times(found) + " instead of " + expected;
        }

        private static String times(int count) {
            return count == 2 ? "twice" : Words.count(count, "time");
        }

        private static String named(SpanNode span) {
            return span + " (" + span.spanId() + ")";
        }
    }
}
