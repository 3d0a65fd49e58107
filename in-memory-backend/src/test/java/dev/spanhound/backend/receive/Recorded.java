// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.receive;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;

/** A consumer that keeps what it is given. */
final class Recorded implements SpanConsumer {
    final List<Protocol> protocols = new ArrayList<>();
    final List<SpanData> spans = new ArrayList<>();
    final List<String> refusals = new ArrayList<>();
    int logRecords;
    int dataPoints;

    @Override
    public void accept(Protocol protocol, List<SpanData> received) {
        protocols.add(protocol);
        spans.addAll(received);
    }

    @Override
    public void acceptLogRecords(Protocol protocol, int count) {
        logRecords += count;
    }

    @Override
    public void acceptDataPoints(Protocol protocol, int count) {
        dataPoints += count;
    }

    @Override
    public void refused(String reason) {
        refusals.add(reason);
    }
}
