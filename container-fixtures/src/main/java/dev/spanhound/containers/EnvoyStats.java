// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import dev.spanhound.containers.SidecarTracing.Protocol;
import dev.spanhound.sender.SpanSender.Trouble;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an Envoy has counted since it started.
 *
 * @param counters counters and gauges by name
 */
record EnvoyStats(Map<String, Long> counters) {
    private static final int TIMEOUT_MILLIS = 2_000;
    private static final String TO_BACKEND = "cluster." + EnvoyBootstrap.BACKEND + ".";

    /** Asks an Envoy at its admin address; empty if it does not answer. */
    static Optional<EnvoyStats> of(URI admin) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) admin.resolve("/stats").toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            try (InputStream body = connection.getInputStream()) {
                return Optional.of(of(new String(body.readAllBytes(), StandardCharsets.UTF_8)));
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Reads lines such as {@code tracing.zipkin.spans_sent: 7}; histograms are passed over. */
    static EnvoyStats of(String text) {
        Map<String, Long> counters = new HashMap<>();
        text.lines().map(line -> line.split(": ", 2)).forEach(parts -> {
            if (parts.length == 2 && parts[1].matches("\\d{1,18}")) {
                counters.put(parts[0], Long.valueOf(parts[1]));
            }
        });
        return new EnvoyStats(counters);
    }

    /**
     * Returns what keeps spans from coming, if these counters tell.
     *
     * @param name the sidecar, as messages name it
     * @param backend where it sends its spans
     * @param tracing how it traces
     */
    Optional<Trouble> trouble(String name, URI backend, SidecarTracing tracing) {
        boolean zipkin = tracing.protocol() == Protocol.ZIPKIN;
        long requests = count("http.inbound.downstream_rq_total") + count("http.outbound.downstream_rq_total");
        long spans = count(zipkin ? "tracing.zipkin.spans_sent" : "tracing.opentelemetry.spans_sent");
        if (requests == 0) {
            return Optional.of(new Trouble(
                    "no request has come to " + name,
                    List.of("Calls to its service have to go to it in place of the service, and calls of its service"
                            + " through it as an HTTP proxy (http_proxy), which not all clients heed.")));
        }
        if (spans < requests) {
            return Optional.of(new Trouble(
                    name + " has traced " + (spans == 0 ? "none" : spans) + " of " + requests
                            + (requests == 1 ? " request" : " requests"),
                    untraced(tracing)));
        }
        return count(TO_BACKEND + "upstream_rq_2xx") == 0
                ? Optional.of(
                        new Trouble("the spans of " + name + " do not reach the backend", unsent(backend, zipkin)))
                : Optional.empty();
    }

    private static List<String> untraced(SidecarTracing tracing) {
        List<String> hints = new ArrayList<>();
        String decision = "came with the decision not to be (x-b3-sampled: 0, or the flag 00 in traceparent)";
        if (tracing.samplingPercent() < 100) {
            hints.add("It samples " + plain(tracing.samplingPercent()) + " % of those that come without a decision.");
            hints.add("Or they " + decision + ".");
        } else {
            hints.add("They " + decision + ".");
        }
        hints.add("Or their headers are malformed: Envoy then passes them on as they are, and makes no span.");
        return hints;
    }

    private List<String> unsent(URI backend, boolean zipkin) {
        List<String> hints = new ArrayList<>();
        hints.add("It sends them to " + backend + (zipkin ? "/api/v2/spans" : "/v1/traces") + ".");
        long refused = count(TO_BACKEND + "upstream_rq_4xx") + count(TO_BACKEND + "upstream_rq_5xx");
        if (count(TO_BACKEND + "membership_total") == 0) {
            hints.add("It knows no host of that name.");
        } else if (count(TO_BACKEND + "upstream_cx_connect_fail") > 0) {
            hints.add("Nobody answers at that port.");
        } else if (refused > 0) {
            hints.add("What is there answered " + refused + " of its reports with an error.");
        }
        return hints;
    }

    private static String plain(double percent) {
        return percent == Math.rint(percent) ? String.valueOf((long) percent) : String.valueOf(percent);
    }

    private long count(String name) {
        return counters.getOrDefault(name, 0L);
    }
}
