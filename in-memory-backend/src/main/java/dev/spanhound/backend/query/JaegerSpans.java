// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.query;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decodes the JSON of Jaeger's query service and user interface, {@code {"data": [{"traceID", "spans", "processes"}]}}.
 *
 * <p>The rules are those of the OpenTelemetry Collector's Jaeger translator: a process is a resource, the first reference
 * into the same trace is the parent ({@code CHILD_OF} before {@code FOLLOWS_FROM}), all others are links, a log is an event named by
 * its field {@code event}. The tags {@code span.kind}, {@code error}, {@code otel.status_*}, {@code otel.scope.*} and
 * {@code w3c.tracestate} become what they stand for; without a status, an {@code http.status_code} from 400 (of a server from
 * 500) is an error. Arrays, which Jaeger has as JSON text, stay strings.
 */
public final class JaegerSpans {
    private static final AttributeKey<String> SERVICE_NAME = AttributeKey.stringKey("service.name");

    private JaegerSpans() {}

    /**
     * Returns the spans of each trace, those of one process behind each other.
     *
     * @throws MalformedJaegerException if the document is not of this form
     */
    public static List<List<SpanData>> decode(byte[] document) throws MalformedJaegerException {
        JaegerField root;
        try {
            root = JaegerField.of(JsonParser.parseString(new String(document, StandardCharsets.UTF_8)), "");
        } catch (JsonParseException e) {
            throw new MalformedJaegerException("not JSON: " + e.getMessage());
        }
        List<List<SpanData>> traces = new ArrayList<>();
        for (JaegerField trace : root.has("data") ? root.objects("data") : List.of(root)) {
            traces.add(trace(trace));
        }
        return traces;
    }

    private static List<SpanData> trace(JaegerField trace) throws MalformedJaegerException {
        JaegerField processes = trace.object("processes");
        Map<String, Resource> resources = new LinkedHashMap<>();
        Map<String, List<SpanData>> byProcess = new LinkedHashMap<>();
        for (JaegerField span : trace.objects("spans")) {
            String id = span.string("processID");
            if (!resources.containsKey(id)) {
                resources.put(id, process(span.has("process") ? span.object("process") : processes.object(id)));
            }
            byProcess
                    .computeIfAbsent(id, unseen -> new ArrayList<>())
                    .add(JaegerSpanReader.read(span, resources.getOrDefault(id, Resource.empty())));
        }
        return byProcess.values().stream().flatMap(List::stream).toList();
    }

    private static Resource process(JaegerField process) throws MalformedJaegerException {
        Resource tags = Resource.create(JaegerTags.of(process.objects("tags")).attributes());
        String service = process.string("serviceName");
        return service.isEmpty()
                ? tags
                : Resource.create(tags.getAttributes().toBuilder()
                        .put(SERVICE_NAME, service)
                        .build());
    }
}
