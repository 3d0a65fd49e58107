// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The environment variables of OpenTelemetry's specification that make a process export to a backend, soon and
 * everything.
 */
final class ProcessEnvironment {
    private ProcessEnvironment() {}

    static Map<String, String> of(String service, URI endpoint, String testCase) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("OTEL_SERVICE_NAME", service);
        variables.put("OTEL_RESOURCE_ATTRIBUTES", "test.case.name=" + encoded(testCase));
        variables.put("OTEL_TRACES_EXPORTER", "otlp");
        variables.put("OTEL_METRICS_EXPORTER", "none");
        variables.put("OTEL_LOGS_EXPORTER", "none");
        variables.put("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint.toString());
        variables.put("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        variables.put("OTEL_BSP_SCHEDULE_DELAY", "50");
        variables.put("OTEL_TRACES_SAMPLER", "parentbased_always_on");
        variables.put("OTEL_PROPAGATORS", "tracecontext,baggage");
        return Collections.unmodifiableMap(variables);
    }

    /** Percent-encodes as W3C Baggage does, whose syntax the variable has. */
    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
