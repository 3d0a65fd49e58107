// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used. The message has everything that is wrong with it, a line each. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Finding> findings;

    /** Makes the exception of these findings, of which there is at least one. */
    public ConfigException(List<Finding> findings) {
        super(findings.stream().map(Finding::toString).collect(Collectors.joining("\n")));
        this.findings = List.copyOf(findings);
    }

    /** Returns what is wrong, in the order of the places. */
    public List<Finding> findings() {
        return findings;
    }
}
