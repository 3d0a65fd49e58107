// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import dev.spanhound.collector.config.Findings;
import dev.spanhound.collector.config.NearMiss;
import dev.spanhound.collector.config.Node;
import dev.spanhound.collector.config.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reports the keys that a policy has beside its name, its type and the map called like its type, and says where they
 * belong.
 */
final class MisplacedKeys {
    private static final Set<String> OWN = Set.of("name", "type");

    private final Section policy;
    private final String type;

    private MisplacedKeys(Section policy, String type) {
        this.policy = policy;
        this.type = type;
    }

    static void report(Section policy, String type) {
        new MisplacedKeys(policy, type).report();
    }

    private void report() {
        for (String key : policy.keys()) {
            if (OWN.contains(key) || key.equals(type)) {
                continue;
            }
            if (PolicyTypes.ALL.containsKey(key)) {
                policy.has(key);
                policy.warn(key, "a policy of type %s does not use it".formatted(type));
            } else {
                advice(key).ifPresent(advice -> policy.hint(key, advice));
            }
        }
        policy.reportUnknownKeysButMaps();
    }

    private Optional<String> advice(String key) {
        List<String> types = new ArrayList<>(PolicyTypes.ALL.keySet());
        types.remove(type);
        types.add(0, type);
        for (String candidate : types) {
            Optional<String> meant = meant(key, candidate, candidate.equals(type));
            if (meant.isPresent()) {
                return Optional.of("did you mean %s: {%s: …}?".formatted(candidate, meant.get()));
            }
        }
        return NearMiss.of(key, PolicyTypes.ALL.keySet()).map("did you mean %s?"::formatted);
    }

    /** Returns the key of a type that this one looks like: flat, with a prefix, or, of the policy's own type, shortened. */
    private Optional<String> meant(String key, String candidate, boolean own) {
        Set<String> keys = keysOf(candidate);
        return keys.stream()
                .filter(known -> key.equals(known) || key.endsWith("_" + known) || (own && known.startsWith(key)))
                .findFirst()
                .or(() -> own ? NearMiss.of(key, keys) : Optional.empty());
    }

    /** Returns the keys that a type knows: those that it asks a map for that has none. */
    private Set<String> keysOf(String candidate) {
        Section probe = new Section(new Node.Mapping(policy.place(), Map.of()), new Findings());
        PolicyTypes.ALL.getOrDefault(candidate, AlwaysSample::read).read(probe);
        return probe.known();
    }
}
