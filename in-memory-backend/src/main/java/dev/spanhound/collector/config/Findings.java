// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All findings of one configuration, gathered while it is read. */
public final class Findings {
    private final Set<Finding> errors = new LinkedHashSet<>();
    private final Set<Finding> warnings = new LinkedHashSet<>();
    private final Set<Finding> quirks = new LinkedHashSet<>();

    /** Adds what keeps the configuration from being used. */
    public void error(Place place, String message) {
        errors.add(new Finding(place, message));
    }

    /** Adds what the Collector accepts, but may not do what it seems to. */
    public void warn(Place place, String message) {
        warnings.add(new Finding(place, message));
    }

    /** Adds a way of the Collector that surprises, and that this configuration meets. */
    public void quirk(Place place, String message) {
        quirks.add(new Finding(place, message));
    }

    /** Returns the errors, in the order of their places. */
    public List<Finding> errors() {
        return ordered(errors);
    }

    /** Returns the warnings, in the order of their places. */
    public List<Finding> warnings() {
        return ordered(warnings);
    }

    /** Returns the quirks, in the order of their places. */
    public List<Finding> quirks() {
        return ordered(quirks);
    }

    /** Sources are in the order in which they were first found to have something. */
    private static List<Finding> ordered(Set<Finding> findings) {
        List<String> sources = findings.stream()
                .map(finding -> finding.place().source())
                .distinct()
                .toList();
        List<Finding> ordered = new ArrayList<>(findings);
        ordered.sort(Comparator.comparingInt(
                        (Finding finding) -> sources.indexOf(finding.place().source()))
                .thenComparingInt(finding -> finding.place().line())
                .thenComparingInt(finding -> finding.place().column()));
        return List.copyOf(ordered);
    }

    /**
     * Does nothing if there is no error.
     *
     * @throws ConfigException with all errors, if there is one
     */
    public void throwErrors() {
        if (!errors.isEmpty()) {
            throw new ConfigException(errors());
        }
    }
}
