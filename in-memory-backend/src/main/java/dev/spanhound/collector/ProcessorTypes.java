// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector;

import dev.spanhound.collector.config.NearMiss;
import dev.spanhound.collector.pipeline.ProcessorFactory;
import dev.spanhound.collector.processor.Processors;
import dev.spanhound.collector.tailsampling.TailSamplingFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The processors that run here, by their types. */
final class ProcessorTypes {
    /** Types that are no slip of the pen, though they do not run here. */
    private static final Set<String> ELSEWHERE = Set.of(
            "transform",
            "k8sattributes",
            "k8s_attributes",
            "resourcedetection",
            "resource_detection",
            "redaction",
            "routing",
            "geoip",
            "schema",
            "sumologic",
            "coralogix",
            "groupbyattrs",
            "groupbyattributes",
            "datadog",
            "logdedup",
            "log_dedup",
            "remotetap",
            "interval",
            "unroll",
            "spanmetrics",
            "servicegraph",
            "cumulativetodelta",
            "deltatorate",
            "metricstransform",
            "metricsgeneration",
            "isolationforest",
            "dnslookup",
            "lookup");

    private final Map<String, ProcessorFactory> factories = new LinkedHashMap<>();

    ProcessorTypes(List<ProcessorFactory> factories) {
        factories.forEach(factory -> this.factories.put(factory.type(), factory));
    }

    /** Returns all that run here. */
    static ProcessorTypes standard() {
        List<ProcessorFactory> all = new ArrayList<>(Processors.factories());
        all.add(0, new TailSamplingFactory());
        return new ProcessorTypes(all);
    }

    Set<String> types() {
        return factories.keySet();
    }

    Optional<ProcessorFactory> factory(String type) {
        return Optional.ofNullable(factories.get(type));
    }

    /**
     * Returns what is wrong with a processor of a type that does not run here.
     *
     * @param typeKey what it has under {@code type}, a key that no processor has; an empty text if there is none
     */
    String refusal(ComponentId id, String typeKey) {
        String cure = "leave it out knowingly with ignoring(\"" + id + "\"), or run the real Collector";
        Optional<String> meant = meant(id.type()).or(() -> typeKey.isEmpty() ? Optional.empty() : meant(typeKey));
        if (ELSEWHERE.contains(id.type()) || meant.isEmpty()) {
            return "processor " + id + " does not run here, and may change what is decided: " + cure + " (expected: "
                    + String.join(", ", types()) + ")";
        }
        String name = typeKey.isEmpty()
                ? ""
                : " A processor has no key type: its name begins with its type, such as " + meant.get() + "/"
                        + id.type() + ".";
        return "unknown processor " + id + ": did you mean " + meant.get() + "?" + name + " If it is one of your own, "
                + cure;
    }

    private Optional<String> meant(String type) {
        List<String> known = new ArrayList<>(types());
        known.addAll(ELSEWHERE);
        return NearMiss.of(type, known);
    }
}
