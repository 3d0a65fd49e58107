// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.trace.KnownServices;
import dev.spanhound.trace.LiveTrace;
import dev.spanhound.trace.Patience;
import dev.spanhound.trace.Sighting;
import dev.spanhound.trace.Trace;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A live trace whose spans arrive at given times. Waiting for it takes no time: it is its clock that moves. */
final class FakeLiveTrace implements LiveTrace {
    private final List<Arrival> arrivals = new ArrayList<>();
    private final List<Thread> lookedAtBy = new ArrayList<>();
    private Patience patience = new Patience(Duration.ofSeconds(5), Duration.ofMillis(200));
    private KnownServices known = KnownServices.none();
    private List<Trace> strays = List.of();
    private List<Trace> linked = List.of();
    private Sighting.Reception reception = Sighting.Reception.of(0);
    private boolean receptionGiven;
    private boolean sampled = true;
    private boolean below;
    private Duration now = Duration.ofSeconds(1);

    private record Arrival(Duration at, List<SpanData> spans) {}

    /** A trace that is watched for one second, in which nothing arrived. */
    static FakeLiveTrace empty() {
        return new FakeLiveTrace();
    }

    /** A trace that is watched for one second, half of it since these spans arrived. */
    static FakeLiveTrace of(List<SpanData> spans) {
        return new FakeLiveTrace().arrival(Duration.ofMillis(500), spans);
    }

    /** A trace that is watched for one second, half of it since these spans arrived. */
    static FakeLiveTrace of(SpanData... spans) {
        return of(List.of(spans));
    }

    /** These arrive so long after the first look. */
    FakeLiveTrace arrivingAfter(Duration delay, SpanData... spans) {
        return arrival(Duration.ofSeconds(1).plus(delay), List.of(spans));
    }

    private FakeLiveTrace arrival(Duration at, List<SpanData> spans) {
        arrivals.add(new Arrival(at, spans));
        return this;
    }

    FakeLiveTrace patience(Duration timeout, Duration quietTime) {
        patience = new Patience(timeout, quietTime);
        return this;
    }

    FakeLiveTrace known(String... services) {
        known = KnownServices.of(services);
        return this;
    }

    /** What the span's service sends comes so late. */
    FakeLiveTrace known(SpanData span, Duration exportDelay) {
        known = known.with(span, exportDelay);
        return this;
    }

    FakeLiveTrace strays(Trace... traces) {
        strays = List.of(traces);
        return this;
    }

    FakeLiveTrace linked(Trace... traces) {
        linked = List.of(traces);
        return this;
    }

    FakeLiveTrace reception(Sighting.Reception counts) {
        reception = counts;
        receptionGiven = true;
        return this;
    }

    FakeLiveTrace unsampled() {
        sampled = false;
        return this;
    }

    /** The spans whose parent is 00000000000000ff are children of the test's own span. */
    FakeLiveTrace belowTest() {
        below = true;
        return this;
    }

    Duration waited() {
        return now.minusSeconds(1);
    }

    List<Thread> lookedAtBy() {
        return lookedAtBy;
    }

    @Override
    public String traceId() {
        return Spans.TRACE_ID;
    }

    @Override
    public boolean isSampled() {
        return sampled;
    }

    @Override
    public Patience patience() {
        return patience;
    }

    @Override
    public Sighting look() {
        lookedAtBy.add(Thread.currentThread());
        List<Arrival> arrived = arrivals.stream()
                .filter(arrival -> arrival.at.compareTo(now) <= 0)
                .toList();
        List<SpanData> spans =
                arrived.stream().flatMap(arrival -> arrival.spans.stream()).toList();
        Trace trace = Trace.of(traceId(), spans);
        return new Sighting(
                below ? trace.withKnownParent(Spans.spanId(255)) : trace,
                linked,
                strays,
                known,
                receptionGiven ? reception : Sighting.Reception.of(spans.size()),
                arrived.isEmpty() ? Optional.empty() : Optional.of(now.minus(arrived.get(arrived.size() - 1).at)),
                now,
                arrived.size() + 1);
    }

    @Override
    public Sighting awaitChange(Sighting since, Duration atMost) {
        Duration end = now.plus(atMost);
        now = arrivals.stream()
                .map(Arrival::at)
                .filter(at -> at.compareTo(now) > 0 && at.compareTo(end) < 0)
                .findFirst()
                .orElse(end);
        return look();
    }
}
