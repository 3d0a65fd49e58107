// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.collector.config.ConfigReader;
import dev.spanhound.collector.config.Finding;
import dev.spanhound.collector.config.Findings;
import dev.spanhound.collector.config.Node;
import dev.spanhound.collector.config.Section;
import dev.spanhound.collector.config.Source;
import dev.spanhound.collector.config.Surroundings;
import dev.spanhound.collector.pipeline.PipelineTime;
import dev.spanhound.collector.pipeline.Processor;
import dev.spanhound.collector.pipeline.ProcessorFactory.Blueprint;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A processor of one type with the body of its configuration. */
final class Configured {
    private static final PipelineTime STANDING = new PipelineTime() {
        @Override
        public long getAsLong() {
            return 0;
        }

        @Override
        public void toNextTick() {}
    };

    private final Findings findings = new Findings();
    private final Blueprint blueprint;

    private Configured(String type, Node.Mapping config) {
        blueprint = Processors.factories().stream()
                .filter(factory -> factory.type().equals(type))
                .findFirst()
                .orElseThrow()
                .read(type, new Section(config, findings));
    }

    /** Returns the processor with this as the body of its configuration. */
    static Configured processor(String type, String body) {
        return only(type + ": " + body);
    }

    /** Returns the processor of a configuration that has one under its name, or one under {@code processors}. */
    static Configured only(String yaml) {
        Node.Mapping root = new ConfigReader(new Surroundings(name -> Optional.empty(), null))
                .read(List.of(new Source("test.yaml", yaml, null)), new Findings());
        Node processors = root.entries().getOrDefault("processors", root);
        var only = ((Node.Mapping) processors).entries().entrySet().iterator().next();
        return new Configured(
                only.getKey(),
                only.getValue() instanceof Node.Mapping body
                        ? body
                        : new Node.Mapping(only.getValue().place(), Map.of()));
    }

    /** Returns what is given on of each request. */
    List<List<SpanData>> requests(List<List<SpanData>> requests) {
        assertThat(findings.errors()).isEmpty();
        List<List<SpanData>> given = new ArrayList<>();
        Processor processor = blueprint.create(given::add, STANDING);
        requests.forEach(processor::accept);
        processor.shutdown();
        return given;
    }

    /** Returns the spans that are given on of one request. */
    List<SpanData> spans(SpanData... spans) {
        List<List<SpanData>> given = requests(List.of(List.of(spans)));
        return given.isEmpty() ? List.of() : given.get(0);
    }

    SpanData span(SpanData span) {
        return spans(span).get(0);
    }

    List<String> errors() {
        return findings.errors().stream().map(Configured::text).toList();
    }

    List<String> warnings() {
        return findings.warnings().stream().map(Configured::text).toList();
    }

    private static String text(Finding finding) {
        return finding.place().path() + ": " + finding.message();
    }
}
