// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector;

import dev.spanhound.collector.pipeline.SpanConsumer;
import dev.spanhound.collector.tailsampling.Decision;
import dev.spanhound.collector.tailsampling.Outcome;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The traces of one pipeline whose fate is not, or not yet, up to a {@code tail_sampling} processor. */
final class Losses {
    private final CollectorTime time;
    private final boolean notesAll;
    private final int capacity;
    private final Map<String, Passage> passages = new LinkedHashMap<>();
    private long forgotten;

    private static final class Passage {
        private final Instant receivedAt;
        private long received;
        private long lost;
        private @Nullable Stage taker;

        Passage(Instant receivedAt) {
            this.receivedAt = receivedAt;
        }
    }

    /**
     * Begins with none.
     *
     * @param notesAll whether to know all traces, not only those that lose spans
     */
    Losses(CollectorTime time, boolean notesAll, int capacity) {
        this.time = time;
        this.notesAll = notesAll;
        this.capacity = capacity;
    }

    void received(List<SpanData> spans) {
        if (notesAll) {
            spans.forEach(span -> passage(span.getTraceId()).received++);
        }
    }

    private Passage passage(String traceId) {
        Passage passage = passages.computeIfAbsent(traceId, id -> new Passage(time.instant()));
        if (passages.size() > capacity) {
            var eldest = passages.keySet().iterator();
            eldest.next();
            eldest.remove();
            forgotten++;
        }
        return passage;
    }

    long forgotten() {
        return forgotten;
    }

    /** Returns the traces that lost all their spans, or all traces, in the order of arrival. */
    Set<String> traceIds() {
        return passages.keySet();
    }

    Optional<Decision> decisionOn(String traceId) {
        return Optional.ofNullable(passages.get(traceId)).map(passage -> decision(traceId, passage));
    }

    private static Decision decision(String traceId, Passage passage) {
        long received = Math.max(passage.received, passage.lost);
        Stage taker = passage.taker;
        if (taker == null) {
            String why = "sampled: no processor of the pipeline takes it away, and none is a tail_sampling";
            return Decision.withoutTailSampling(traceId, Outcome.SAMPLED, why, passage.receivedAt, received);
        }
        if (passage.lost < received) {
            String why =
                    "sampled, but for " + passage.lost + " of " + received + " spans that " + taker.id() + " took away";
            return Decision.withoutTailSampling(traceId, Outcome.SAMPLED, why, passage.receivedAt, received);
        }
        Outcome outcome = taker.type().equals("filter") ? Outcome.DROPPED : Outcome.NOT_SAMPLED;
        String why = outcome.words() + " by processor " + taker.id() + ", so that no tail_sampling processor saw it";
        return Decision.withoutTailSampling(traceId, outcome, why, passage.receivedAt, received);
    }

    /** Puts a watch around a processor that may take spans away. */
    final class Watch implements SpanConsumer {
        private final Stage stage;
        private final SpanConsumer next;
        private final List<List<SpanData>> given = new ArrayList<>();
        private int spansGiven;
        private boolean inside;
        private SpanConsumer watched = spans -> {};

        Watch(Stage stage, SpanConsumer next) {
            this.stage = stage;
            this.next = next;
        }

        /** Takes what the processor gives on. */
        void pass(List<SpanData> spans) {
            if (inside) {
                given.add(spans);
                spansGiven += spans.size();
            } else {
                regain(spans);
            }
            next.accept(spans);
        }

        Watch around(SpanConsumer processor) {
            watched = processor;
            return this;
        }

        @Override
        public void accept(List<SpanData> spans) {
            given.clear();
            spansGiven = 0;
            inside = true;
            watched.accept(spans);
            inside = false;
            if (spansGiven < spans.size()) {
                noteLosses(spans);
            }
            given.clear();
        }

        /** Takes back the loss of spans that the processor only held for a while. */
        private void regain(List<SpanData> spans) {
            for (SpanData span : spans) {
                Passage passage = passages.get(span.getTraceId());
                if (passage != null && passage.lost > 0 && --passage.lost == 0) {
                    passage.taker = null;
                }
            }
        }

        private void noteLosses(List<SpanData> spans) {
            Map<String, Integer> balance = new HashMap<>();
            spans.forEach(span -> balance.merge(span.getTraceId(), 1, Integer::sum));
            given.forEach(list -> list.forEach(span -> balance.merge(span.getTraceId(), -1, Integer::sum)));
            for (SpanData span : spans) {
                Integer lost = balance.remove(span.getTraceId());
                if (lost != null && lost > 0) {
                    Passage passage = passage(span.getTraceId());
                    passage.lost += lost;
                    passage.taker = stage;
                }
            }
        }
    }
}
