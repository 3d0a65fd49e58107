// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.synthetic;

import dev.spanhound.trace.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Many traces made up for a test, that vary as those of production do. Immutable: each method returns others. What looks
 * random follows from the {@linkplain #seed() seed}, which is 0 unless told otherwise, so that a test never passes or fails
 * by chance.
 *
 * <pre>{@code
 * traces(10_000).throughServices("gateway", "orders")
 *         .withLatency(Latency.longTail(ofMillis(80), ofMillis(900)))
 *         .withErrors(0.02)
 *         .withShare(0.3, trace -> trace.withAttribute("user.tier", "gold"))
 * }</pre>
 */
public final class SyntheticTraces implements Iterable<SyntheticTrace> {
    private static final double SECOND = 1e9;

    private final int size;
    private final long seed;
    private final double perSecond;
    private final List<Variation> variations;

    /** What makes the traces different: changes a trace by drawing numbers. */
    @FunctionalInterface
    private interface Variation {
        SyntheticTrace vary(SyntheticTrace trace, Draws draws);
    }

    private SyntheticTraces(int size, long seed, double perSecond, List<Variation> variations) {
        this.size = size;
        this.seed = seed;
        this.perSecond = perSecond;
        this.variations = variations;
    }

    /**
     * Returns traces like {@link SyntheticTrace#aTrace()} that differ in nothing but their IDs, of which 100 arrive in a
     * second.
     *
     * @throws IllegalArgumentException if {@code number} is below 1
     */
    public static SyntheticTraces traces(int number) {
        return new SyntheticTraces(Require.positive("number", number), 0, 100, List.of());
    }

    /**
     * Returns traces without an error, of 1 to 10 spans, half of them below 50 ms and one in a hundred above 250 ms.
     *
     * @throws IllegalArgumentException if {@code number} is below 1
     */
    public static SyntheticTraces healthyTraces(int number) {
        return traces(number)
                .withSpans(1, 10)
                .withLatency(Latency.longTail(Duration.ofMillis(50), Duration.ofMillis(250)));
    }

    /** Sets from what all that looks random follows. */
    public SyntheticTraces seeded(long newSeed) {
        return new SyntheticTraces(size, newSeed, perSecond, variations);
    }

    /**
     * Sets how many traces arrive in a second, at equal distances. Each starts as it arrives, unless told otherwise.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public SyntheticTraces arrivingPerSecond(double tracesPerSecond) {
        if (!(tracesPerSecond > 0)) {
            throw new IllegalArgumentException("traces per second: " + tracesPerSecond + " (expected: > 0)");
        }
        return new SyntheticTraces(size, seed, tracesPerSecond, variations);
    }

    /** Changes each trace. */
    public SyntheticTraces each(UnaryOperator<SyntheticTrace> change) {
        return varied((trace, draws) -> change.apply(trace));
    }

    /**
     * Changes some of the traces, which ones looks random.
     *
     * @param share the chance of each trace, from 0 to 1
     * @throws IllegalArgumentException if the share is out of range
     */
    public SyntheticTraces withShare(double share, UnaryOperator<SyntheticTrace> change) {
        Require.share("share", share);
        return varied((trace, draws) -> draws.share() < share ? change.apply(trace) : trace);
    }

    /** Gives the root of this share of the traces the status ERROR. */
    public SyntheticTraces withErrors(double share) {
        return withShare(share, SyntheticTrace::withError);
    }

    /** Sets how the durations are distributed. */
    public SyntheticTraces withLatency(Latency latency) {
        return varied((trace, draws) -> trace.lasting(latency.quantile(draws.share())));
    }

    /** Sets the services of each trace, see {@link SyntheticTrace#throughServices}. */
    public SyntheticTraces throughServices(String... services) {
        return each(trace -> trace.throughServices(services));
    }

    /**
     * Sets the number of spans of a trace, each number from {@code least} to {@code most} as likely as any other.
     *
     * @throws IllegalArgumentException if {@code least} is below 1, or {@code most} below {@code least}
     */
    public SyntheticTraces withSpans(int least, int most) {
        Require.positive("least", least);
        if (most < least) {
            throw new IllegalArgumentException("most: " + most + " (expected: >= least, " + least + ")");
        }
        return varied((trace, draws) -> trace.withSpans(draws.between(least, most)));
    }

    /** Sets the number of spans of each trace. */
    public SyntheticTraces withSpans(int spans) {
        return withSpans(spans, spans);
    }

    /**
     * Gives the root an attribute, each of the values as likely as any other.
     *
     * @throws IllegalArgumentException if there is no value
     */
    public SyntheticTraces withAttribute(String key, String... values) {
        Require.positive("values", values.length);
        List<String> copy = List.of(values);
        return varied((trace, draws) -> trace.withAttribute(key, copy.get(draws.between(0, copy.size() - 1))));
    }

    /** Returns from what all that looks random follows. */
    public long seed() {
        return seed;
    }

    /** Returns the number of traces. */
    public int size() {
        return size;
    }

    /** Returns one trace, of index 0 to {@link #size()} - 1. */
    private SyntheticTrace trace(int index) {
        Draws draws = Draws.of(seed, index);
        Duration arrival = Duration.ofNanos(Math.round(index * SECOND / perSecond));
        SyntheticTrace trace = SyntheticTrace.aTrace()
                .seeded(draws.next())
                .startingAt(Outline.START.plus(arrival))
                .arrivingAfter(arrival);
        for (Variation variation : variations) {
            trace = variation.vary(trace, draws);
        }
        return trace;
    }

    /** Returns the traces in the order of their arrival, each made when it is asked for. */
    public Stream<SyntheticTrace> stream() {
        return IntStream.range(0, size).mapToObj(this::trace);
    }

    @Override
    public Iterator<SyntheticTrace> iterator() {
        return stream().iterator();
    }

    /** Returns the spans of all traces in the order of their arrival. */
    public List<Arrival> arrivals() {
        return stream()
                .flatMap(trace -> trace.arrivals().stream())
                .sorted(Comparator.comparing(Arrival::after))
                .toList();
    }

    /** Returns all traces as they are once all has arrived. */
    public List<Trace> toTraces() {
        return stream().map(SyntheticTrace::toTrace).toList();
    }

    @Override
    public String toString() {
        return size + (size == 1 ? " synthetic trace" : " synthetic traces") + ", seed " + seed;
    }

    private SyntheticTraces varied(Variation variation) {
        List<Variation> all = new ArrayList<>(variations);
        all.add(variation);
        return new SyntheticTraces(size, seed, perSecond, all);
    }
}
