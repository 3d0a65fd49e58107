// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.processor;

import com.google.re2j.Pattern;
import dev.spanhound.collector.config.Section;
import dev.spanhound.collector.pipeline.ProcessorFactory;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code span}: names spans by their attributes, takes attributes out of names, and sets the status. */
final class SpanFactory implements ProcessorFactory {
    @Override
    public String type() {
        return "span";
    }

    @Override
    public Blueprint read(String id, Section config) {
        Predicate<SpanData> chosen = SpanMatch.read(config);
        Optional<Section> name = config.section("name");
        StatusData status = config.section("status").map(SpanFactory::status).orElse(null);
        SpanRules rules = name.map(section -> rules(section, status))
                .orElseGet(() -> new SpanRules(List.of(), "", List.of(), false, false, status));
        if (rules.nameParts().isEmpty() && rules.patterns().isEmpty() && !config.has("status")) {
            config.error("name", "expected name.from_attributes, name.to_attributes.rules, or status");
        }
        config.reportUnknownKeys();
        return (next, epochNanos) -> new EachSpan(span -> chosen.test(span) ? rules.apply(span) : span, next);
    }

    private static SpanRules rules(Section name, @Nullable StatusData status) {
        List<String> parts = name.strings("from_attributes");
        String separator = name.string("separator", "");
        Optional<Section> toAttributes = name.section("to_attributes");
        name.reportUnknownKeys();
        if (toAttributes.isEmpty()) {
            return new SpanRules(parts, separator, List.of(), false, false, status);
        }
        Section config = toAttributes.get();
        List<Pattern> patterns = new ArrayList<>();
        for (String rule : config.strings("rules")) {
            Pattern pattern = Patterns.compile(config, "rules", rule);
            if (pattern != null) {
                patterns.add(pattern);
            }
        }
        boolean breakAfterMatch = config.bool("break_after_match", false);
        boolean keepOriginalName = config.bool("keep_original_name", false);
        config.reportUnknownKeys();
        return new SpanRules(parts, separator, List.copyOf(patterns), breakAfterMatch, keepOriginalName, status);
    }

    private static StatusData status(Section config) {
        String code = config.string("code", "");
        String description = config.string("description", "");
        config.reportUnknownKeys();
        if (!description.isEmpty() && !code.equals("Error")) {
            config.error("description", "only for code Error; leave it out");
        }
        return switch (code) {
            case "Ok" -> StatusData.ok();
            case "Error" -> StatusData.create(StatusCode.ERROR, description);
            case "Unset" -> StatusData.unset();
            default -> {
                config.error("code", "expected Ok, Error or Unset, but was \"" + code + "\"");
                yield StatusData.unset();
            }
        };
    }
}
