// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import dev.spanhound.collector.config.ConfigReader;
import dev.spanhound.collector.config.Finding;
import dev.spanhound.collector.config.Findings;
import dev.spanhound.collector.config.Section;
import dev.spanhound.collector.config.Source;
import dev.spanhound.collector.config.Surroundings;
import java.util.List;
import java.util.Optional;

/** Policies read from YAML, with what was found wrong with them. */
record Policies(List<NamedPolicy> policies, Findings findings) {

    /** Reads the value of {@code policies}, which is a list. */
    static Policies read(String yaml) {
        Findings findings = new Findings();
        Source source = new Source("test.yaml", "policies:\n" + yaml.indent(2), null);
        ConfigReader reader = new ConfigReader(new Surroundings(name -> Optional.empty(), null));
        Section section = new Section(reader.read(List.of(source), findings), findings);
        return new Policies(PolicyReader.read(section.sections("policies")), findings);
    }

    /** Returns the one policy of this type, and with these keys of its own. */
    static NamedPolicy policy(String type, String keys) {
        return only("{name: it, type: %s, %s: {%s}}".formatted(type, type, keys));
    }

    /** Returns the one policy of this YAML. */
    static NamedPolicy only(String yaml) {
        Policies read = read("[" + yaml + "]");
        read.findings().throwErrors();
        return read.policies().get(0).instance(1);
    }

    List<String> errors() {
        return texts(findings.errors());
    }

    List<String> warnings() {
        return texts(findings.warnings());
    }

    List<String> quirks() {
        return texts(findings.quirks());
    }

    private static List<String> texts(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.place().path() + ": " + finding.message())
                .toList();
    }
}
