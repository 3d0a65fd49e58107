// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend;

import dev.spanhound.backend.receive.Protocol;
import dev.spanhound.backend.receive.SpanConsumer;
import dev.spanhound.backend.store.SpanStore;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Brings to the store and to subscribers, and counts, what the receivers take. */
final class Intake implements SpanConsumer {
    private final SpanStore store;
    private final Consumer<? super List<SpanData>> next;
    private final List<Consumer<? super List<SpanData>>> subscribers = new CopyOnWriteArrayList<>();
    private final Map<Protocol, Long> requests = new EnumMap<>(Protocol.class);
    private long spans;
    private long logRecords;
    private long dataPoints;
    private long refusals;

    /**
     * Creates it.
     *
     * @param store where all is counted
     * @param spans takes the spans: the store, or what decides which of them it gets
     */
    Intake(SpanStore store, Consumer<? super List<SpanData>> spans) {
        this.store = store;
        this.next = spans;
    }

    @Override
    public void accept(Protocol protocol, List<SpanData> received) {
        store.countRequest();
        add(received);
        synchronized (this) {
            Long before = requests.get(protocol);
            requests.put(protocol, before == null ? 1 : before + 1);
            spans += received.size();
        }
    }

    /** Adds spans to the store. Subscribers have them first, so that who finds a span in the store finds it there too. */
    void add(List<SpanData> spans) {
        for (Consumer<? super List<SpanData>> subscriber : subscribers) {
            subscriber.accept(spans);
        }
        next.accept(spans);
    }

    Subscription subscribe(Consumer<? super List<SpanData>> subscriber) {
        subscribers.add(subscriber);
        return () -> subscribers.remove(subscriber);
    }

    @Override
    public synchronized void acceptLogRecords(Protocol protocol, int count) {
        logRecords += count;
    }

    @Override
    public synchronized void acceptDataPoints(Protocol protocol, int count) {
        dataPoints += count;
    }

    @Override
    public void refused(String reason) {
        synchronized (this) {
            refusals++;
        }
        store.countRefusal(reason);
    }

    synchronized ReceivedCounts counts() {
        return new ReceivedCounts(requests, spans, logRecords, dataPoints, refusals);
    }
}
