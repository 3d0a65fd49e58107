// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.diagnosis;

import dev.spanhound.assertions.Spans;
import dev.spanhound.trace.KnownServices;
import dev.spanhound.trace.Sighting;
import dev.spanhound.trace.Sighting.Reception;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A trace that was not whole, and the traces that began meanwhile. */
final class Scene {
    private final List<Trace> strays = new ArrayList<>();
    private final List<Trace> linked = new ArrayList<>();
    private Trace own;
    private KnownServices known = KnownServices.none();
    private Set<String> expected = Set.of();

    private Scene(Trace own) {
        this.own = own;
    }

    static Scene of(Spans... spans) {
        return new Scene(Trace.of(Spans.TRACE_ID, built(spans)));
    }

    static Scene of(List<SpanData> first, Spans... more) {
        return new Scene(Trace.of(
                Spans.TRACE_ID,
                Stream.concat(first.stream(), built(more).stream()).toList()));
    }

    /** Returns the ID of the trace of the n-th stray, from 1. */
    static String strayId(int number) {
        return String.valueOf((char) ('a' + number - 1)).repeat(32);
    }

    /** Another trace began. */
    Scene stray(Spans... spans) {
        String traceId = strayId(strays.size() + 1);
        strays.add(Trace.of(
                traceId,
                built(Arrays.stream(spans).map(span -> span.in(traceId)).toArray(Spans[]::new))));
        return this;
    }

    /** Another trace links to this one. */
    Scene linked(Spans... spans) {
        linked.add(Trace.of(
                Spans.OTHER_TRACE_ID,
                built(Arrays.stream(spans)
                        .map(span -> span.in(Spans.OTHER_TRACE_ID))
                        .toArray(Spans[]::new))));
        return this;
    }

    Scene known(Spans span) {
        known = known.with(span.build(), Duration.ofMillis(10));
        return this;
    }

    Scene expected(String... services) {
        expected = Set.of(services);
        return this;
    }

    private static List<SpanData> built(Spans... spans) {
        return Arrays.stream(spans).map(Spans::build).toList();
    }

    Optional<Diagnosis> diagnosis() {
        Sighting sighting = new Sighting(
                own,
                linked,
                strays,
                known,
                new Reception(9, 0, 1, 0, "", 0, false),
                Optional.empty(),
                Duration.ofSeconds(6),
                1);
        return new ContextLost().examine(new Evidence(sighting, Duration.ofSeconds(5), true, expected));
    }

    /** Returns the diagnosis with its hints; empty if no context was lost. */
    String described() {
        return diagnosis().map(Diagnosis::describe).orElse("");
    }

    /** Returns the cause without the hints; empty if no context was lost. */
    String cause() {
        return diagnosis().map(Diagnosis::cause).orElse("");
    }

    /** Returns what the diagnosis says after the lines on the two spans. */
    List<String> likely() {
        return diagnosis().orElseThrow().hints().stream()
                .dropWhile(line -> !line.startsWith("The request ")
                        && !line.startsWith("The message ")
                        && !line.startsWith("No header ")
                        && !line.startsWith("Likely: "))
                .toList();
    }

    static Spans call(int id, int parent, String service, String name, long from, long to) {
        return Spans.span(id, parent, service, name, from, to).kind(SpanKind.CLIENT);
    }

    static Spans server(int id, int parent, String service, String name, long from, long to) {
        return Spans.span(id, parent, service, name, from, to).kind(SpanKind.SERVER);
    }

    static Spans at(Spans span, String host, long port) {
        return span.with("server.address", host).with("server.port", port);
    }
}
