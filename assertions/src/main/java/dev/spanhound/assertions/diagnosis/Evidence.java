// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.diagnosis;

import dev.spanhound.trace.KnownServices;
import dev.spanhound.trace.Sighting;
import dev.spanhound.trace.SpanNode;
import dev.spanhound.trace.Trace;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is known when something did not come.
 *
 * @param sighting what did come
 * @param timeout how long it was waited for, at most
 * @param sampled whether the trace's own context has the sampled flag
 * @param services names of services that should have sent something, as far as the expectation tells
 */
public record Evidence(Sighting sighting, Duration timeout, boolean sampled, Set<String> services) {

    public Evidence {
        services = Set.copyOf(services);
    }

    Trace trace() {
        return sighting.trace();
    }

    /** Returns this trace, those that link to it, and those that began meanwhile. */
    Stream<Trace> traces() {
        return Stream.of(Stream.of(trace()), sighting.linked().stream(), sighting.strays().stream())
                .flatMap(traces -> traces);
    }

    KnownServices known() {
        return sighting.known();
    }

    Sighting.Reception reception() {
        return sighting.reception();
    }

    /** Returns the services that were expected, that have spans here, and that are called from here. */
    Set<String> involvedServices() {
        Set<String> involved = new LinkedHashSet<>(services);
        involved.addAll(trace().services());
        for (SpanNode span : trace().spans()) {
            known().calledBy(span).ifPresent(involved::add);
        }
        return involved.isEmpty() ? known().names() : involved;
    }
}
