// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend;

import dev.spanhound.backend.receive.Protocol;
import dev.spanhound.backend.receive.SpanConsumer;
import dev.spanhound.backend.store.SpanStore;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Brings to the store, and counts, what the receivers take. */
final class Intake implements SpanConsumer {
    private final SpanStore store;
    private final Map<Protocol, Long> requests = new EnumMap<>(Protocol.class);
    private long spans;
    private long logRecords;
    private long dataPoints;
    private long refusals;

    Intake(SpanStore store) {
        this.store = store;
    }

    @Override
    public void accept(Protocol protocol, List<SpanData> received) {
        store.countRequest();
        store.add(received);
        synchronized (this) {
            Long before = requests.get(protocol);
            requests.put(protocol, before == null ? 1 : before + 1);
            spans += received.size();
        }
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
