// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.oracle;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.spanhound.backend.otlp.MalformedOtlpException;
import dev.spanhound.backend.otlp.OtlpJson;
import dev.spanhound.collector.CollectorConfig;
import dev.spanhound.collector.TraceCollector;
import dev.spanhound.collector.config.ConfigException;
import dev.spanhound.collector.pipeline.MetricPoint;
import dev.spanhound.collector.tailsampling.Decision;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What our collector does with the same configuration and the same steps. */
final class Replay {
    private static final Instant START = Instant.parse("2000-01-01T00:00:00Z");

    /** What came out at a time, in the recording's form, {@code 1.5s}. */
    record Release(Duration at, JsonObject json) {}

    private final List<Release> releases = new ArrayList<>();
    private final Recording recording;
    private @Nullable TraceCollector collector;

    Replay(Recording recording) {
        this.recording = recording;
    }

    /** Returns how we differ from the recording; empty if we do not. */
    String difference() {
        try {
            collector = TraceCollector.builder()
                    .config(CollectorConfig.parse(recording.config()))
                    .startingAt(START)
                    .onExport(this::note)
                    .build();
        } catch (ConfigException e) {
            return recording.error().isPresent() ? "" : "we refuse the configuration: " + e.getMessage();
        }
        if (recording.error().isPresent()) {
            return "we accept the configuration; the Collector does not: "
                    + recording.error().get();
        }
        recording.steps().forEach(this::step);
        StringBuilder difference = new StringBuilder();
        compare(difference, "released", recording.released(), released());
        compare(difference, "metrics", recording.metrics(), metrics());
        return difference.isEmpty() ? "" : difference + explanations();
    }

    private static void compare(StringBuilder difference, String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            difference.append(what).append("\n    Collector: ").append(expected);
            difference.append("\n    Spanhound: ").append(actual).append("\n  ");
        }
    }

    private String explanations() {
        return collector().decisions().stream()
                .map(Decision::explain)
                .collect(Collectors.joining("\n"))
                .replace("\n", "\n    ");
    }

    private TraceCollector collector() {
        TraceCollector made = collector;
        if (made == null) {
            throw new IllegalStateException("not made yet");
        }
        return made;
    }

    private void step(JsonObject step) {
        Duration at = seconds(step.get("at").getAsString());
        Duration left = Duration.between(collector().now(), START.plus(at));
        if (!left.isNegative()) {
            collector().advance(left);
        }
        if (step.has("receive")) {
            collector().receiveAll(decode(step.get("receive")));
        }
        if (step.has("shutdown")) {
            collector().close();
        }
    }

    private static Duration seconds(String text) {
        BigDecimal seconds = new BigDecimal(text.substring(0, text.length() - 1));
        return Duration.ofNanos(seconds.movePointRight(9).longValueExact());
    }

    private static List<SpanData> decode(JsonElement request) {
        try {
            return OtlpJson.decodeTraces(request.toString().getBytes(StandardCharsets.UTF_8))
                    .spans();
        } catch (MalformedOtlpException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private void note(List<SpanData> spans) {
        Duration at = Duration.between(START, collector().now());
        JsonObject release = new JsonObject();
        release.addProperty(
                "at", BigDecimal.valueOf(at.toNanos(), 9).stripTrailingZeros().toPlainString() + "s");
        release.addProperty("traceId", spans.get(0).getTraceId());
        JsonArray ids = new JsonArray();
        spans.forEach(span -> ids.add(span.getSpanId()));
        release.add("spans", ids);
        releases.add(new Release(at, release));
    }

    private List<JsonElement> released() {
        return releases.stream()
                .sorted(Comparator.comparing(Release::at)
                        .thenComparing(release -> release.json().get("traceId").getAsString()))
                .map(release -> JsonParser.parseString(release.json().toString()))
                .toList();
    }

    private Map<String, Long> metrics() {
        Map<String, Long> metrics = new TreeMap<>();
        for (MetricPoint point : collector().metrics().points()) {
            if (point.value() != 0) {
                metrics.merge(name(point), point.value(), Long::sum);
            }
        }
        return metrics;
    }

    private static String name(MetricPoint point) {
        String name = point.name().replaceFirst("otelcol_processor_(tail_sampling_)?", "");
        Map<String, String> attributes = new TreeMap<>(point.attributes());
        if (attributes.containsKey("decision")) {
            attributes.remove("sampled");
        }
        String policy = attributes.remove("policy");
        List<String> labels = new ArrayList<>();
        if (policy != null) {
            labels.add(policy);
        }
        labels.addAll(attributes.values());
        if (name.endsWith("_age_count") || name.endsWith("_age_sum")) {
            int last = name.lastIndexOf('_');
            return name.substring(0, last) + " " + name.substring(last + 1);
        }
        return labels.isEmpty() ? name : name + " " + String.join("|", labels);
    }
}
