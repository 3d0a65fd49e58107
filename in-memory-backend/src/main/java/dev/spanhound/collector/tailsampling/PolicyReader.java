// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import dev.spanhound.collector.config.NearMiss;
import dev.spanhound.collector.config.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads policies from a configuration, and reports what is wrong with them and what may surprise. */
final class PolicyReader {
    private PolicyReader() {}

    /**
     * Reads {@code policies}. Those that cannot be read are reported, and left out.
     *
     * @param sections the elements of {@code policies}
     * @return the policies, in the order written
     */
    static List<NamedPolicy> read(List<Section> sections) {
        List<NamedPolicy> policies = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Section section : sections) {
            String name = section.string("name", "");
            if (name.isEmpty()) {
                section.error("name", "policy name cannot be empty (expected: a name of its own, such as errors)");
            } else if (!names.add(name)) {
                section.error("name", "duplicate policy name \"%s\" (expected: a name of its own)".formatted(name));
            }
            read(section, PolicyTypes.ALL).ifPresent(policies::add);
        }
        PolicyWarnings.report(sections, policies);
        return policies;
    }

    /** Reads a list of sub-policies, which are of these types. */
    static List<NamedPolicy> parts(Section keys, String key, Map<String, PolicyType> types) {
        List<NamedPolicy> parts = new ArrayList<>();
        for (Section section : keys.sections(key)) {
            read(section, types).ifPresent(parts::add);
        }
        return parts;
    }

    /** Reads a policy, which is of one of these types. */
    static Optional<NamedPolicy> read(Section section, Map<String, PolicyType> types) {
        String name = section.string("name", "");
        String type = section.string("type", "");
        PolicyType known = types.get(type);
        if (known == null) {
            section.error("type", unknownType(name, type, types.keySet()));
            MisplacedKeys.report(section, type);
            return Optional.empty();
        }
        Section keys = section.sectionOrEmpty(type);
        Policy policy = known.read(keys);
        reportUnknownKeys(keys, type);
        MisplacedKeys.report(section, type);
        return Optional.of(new NamedPolicy(name, type, policy));
    }

    /** Where a type has no keys the Collector does not look at what is there. */
    private static void reportUnknownKeys(Section keys, String type) {
        if (!keys.known().isEmpty()) {
            keys.reportUnknownKeys();
            return;
        }
        for (String key : keys.keys()) {
            keys.warn(key, "%s has no keys, and does not use this".formatted(type));
        }
    }

    private static String unknownType(String name, String type, Set<String> allowed) {
        String subject = "failed to create policy evaluator for \"%s\": unknown sampling policy type %s"
                .formatted(name, type.isEmpty() ? "\"\"" : type);
        String expected = " (expected: " + String.join(", ", allowed) + ")";
        if (PolicyTypes.ALL.containsKey(type)) {
            return subject + ", which cannot stand here" + expected;
        }
        return subject
                + NearMiss.of(type, allowed)
                        .map(near -> ": did you mean " + near + "?")
                        .orElse("")
                + expected
                + (type.isEmpty() ? "" : "; policies of extensions cannot run here");
    }
}
