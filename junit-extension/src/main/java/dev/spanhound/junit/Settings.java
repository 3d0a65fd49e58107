// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import dev.spanhound.trace.Patience;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What one place says about a test; what it does not say is unset. */
record Settings(
        @Nullable Duration timeout,
        @Nullable Duration quietTime,
        Isolation isolation,
        boolean global,
        Set<String> services,
        List<String> collector) {

    static final Settings UNSET = new Settings(null, null, Isolation.SHARED, false, Set.of(), List.of());

    static Settings of(Class<?> testClass, TraceTest annotation) {
        String place = " of @TraceTest on " + testClass.getName();
        return new Settings(
                duration("timeout" + place, annotation.timeout()),
                duration("quietTime" + place, annotation.quietTime()),
                annotation.isolation(),
                annotation.global(),
                new LinkedHashSet<>(List.of(annotation.services())),
                List.of(annotation.collector()));
    }

    static Settings ofParameters(Function<String, Optional<String>> parameters) {
        return new Settings(
                duration(
                        "spanhound.timeout",
                        parameters.apply("spanhound.timeout").orElse("")),
                duration(
                        "spanhound.quiet-time",
                        parameters.apply("spanhound.quiet-time").orElse("")),
                Isolation.SHARED,
                false,
                Set.of(),
                List.of());
    }

    private static @Nullable Duration duration(String subject, String text) {
        return text.isBlank() ? null : ReadableDuration.parse(subject, text);
    }

    /** Returns these settings, completed by those of a lower rank. */
    Settings or(Settings lower) {
        Set<String> both = new LinkedHashSet<>(services);
        both.addAll(lower.services);
        return new Settings(
                timeout != null ? timeout : lower.timeout,
                quietTime != null ? quietTime : lower.quietTime,
                isolation == Isolation.PER_CLASS ? isolation : lower.isolation,
                global || lower.global,
                both,
                collector.isEmpty() ? lower.collector : collector);
    }

    Patience patience() {
        return new Patience(
                timeout != null ? timeout : Patience.DEFAULT.timeout(),
                quietTime != null ? quietTime : Patience.DEFAULT.quietTime());
    }
}
