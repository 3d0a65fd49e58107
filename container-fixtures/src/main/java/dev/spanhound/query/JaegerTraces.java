// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.query;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Traces that Jaeger stores, or whatever has its query API, such as Spanhound's own stand-alone backend. The port is 16686
 * unless told otherwise.
 *
 * <p>It is asked by API v3, which answers in OTLP, and for traces as they were sent ({@code rawTraces}): what its storage
 * keeps of OTLP comes back. A Jaeger that has no v3 is asked by the API of its older user interface. Its JSON has less:
 *
 * <ul>
 *   <li>Times are whole microseconds.
 *   <li>Attributes that are arrays are their JSON, as strings.
 *   <li>Links have no attributes and no trace state, scopes no attributes.
 *   <li>What a sender dropped for its limits is not counted.
 * </ul>
 *
 * <p>A search asks for each service that Jaeger knows, and so finds a trace of several services only once.
 *
 * <p>Made by the sources of Jaeger 2.20, which take the older names of parameters too.
 */
public final class JaegerTraces extends StoredTraces<JaegerTraces> {
    private static final String JSON = "application/json";

    private volatile Api spoken = Api.UNKNOWN;

    /** What this Jaeger speaks, as far as is known. */
    private enum Api {
        UNKNOWN,
        V3,
        V2
    }

    private JaegerTraces(Settings settings) {
        super(settings, Product.JAEGER);
    }

    /**
     * Returns those of the Jaeger at this address.
     *
     * @param base base URL of its query service, with a base path if it has one
     * @throws IllegalArgumentException if it is not such a URL
     */
    public static JaegerTraces at(URI base) {
        return new JaegerTraces(Settings.at(base));
    }

    @Override
    JaegerTraces with(Settings other) {
        return new JaegerTraces(other);
    }

    @Override
    Optional<Answer> ask(String traceId, Duration atMost) throws InterruptedException {
        if (spoken != Api.V2) {
            // Each of the two names is the one that some versions know.
            Answer answer = api().get("/api/v3/traces/" + traceId + "?rawTraces=true&raw_traces=true", JSON, atMost);
            if (isOfV3(answer)) {
                return found(answer);
            }
        }
        Answer answer = api().get("/api/traces/" + traceId + "?raw=true", JSON, atMost);
        if (!isOfV2(answer)) {
            throw api().problems().another(answer);
        }
        return found(answer);
    }

    private static Optional<Answer> found(Answer answer) {
        return answer.isFound() ? Optional.of(answer) : Optional.empty();
    }

    /** A server that does not know the path may answer it with its user interface, or with a 404 of another form. */
    private boolean isOfV3(Answer answer) {
        boolean is = answer.isFound() || (!answer.isPage() && answer.text().contains("\"httpCode\""));
        if (is) {
            spoken = Api.V3;
        }
        return is;
    }

    private boolean isOfV2(Answer answer) {
        boolean is = answer.isFound() || (!answer.isPage() && answer.text().contains("\"errors\""));
        if (is) {
            spoken = Api.V2;
        }
        return is;
    }

    @Override
    List<SpanData> decode(Answer answer) {
        return decoded(answer);
    }

    @Override
    List<String> services(Duration atMost) throws InterruptedException {
        if (spoken != Api.V2) {
            Answer answer = api().get("/api/v3/services", JSON, atMost);
            if (isOfV3(answer)) {
                return listed(answer, "services", "");
            }
        }
        Answer answer = api().get("/api/services", JSON, atMost);
        if (!isOfV2(answer)) {
            throw api().problems().another(answer);
        }
        return listed(answer, "data", "");
    }

    @Override
    List<SpanData> search() throws InterruptedException {
        Instant end = settings().search().end();
        Instant start = end.minus(settings().search().length());
        List<SpanData> spans = new ArrayList<>();
        for (String service : services(FOREVER)) {
            Answer answer =
                    api().get(spoken == Api.V3 ? v3(service, start, end) : v2(service, start, end), JSON, FOREVER);
            if (answer.isFound()) {
                spans.addAll(decode(answer));
            } else if (!(spoken == Api.V3 ? isOfV3(answer) : isOfV2(answer))) {
                throw api().problems().another(answer);
            }
        }
        return spans;
    }

    private String v3(String service, Instant start, Instant end) {
        String depth = String.valueOf(settings().search().limit());
        return "/api/v3/traces?"
                + Query.of("query.serviceName", service)
                        .and("query.service_name", service)
                        .and("query.startTimeMin", start)
                        .and("query.start_time_min", start)
                        .and("query.startTimeMax", end)
                        .and("query.start_time_max", end)
                        .and("query.searchDepth", depth)
                        .and("query.num_traces", depth)
                        .and("query.rawTraces", "true")
                        .and("query.raw_traces", "true");
    }

    private String v2(String service, Instant start, Instant end) {
        return "/api/traces?"
                + Query.of("service", service)
                        .and("start", ChronoUnit.MICROS.between(Instant.EPOCH, start))
                        .and("end", ChronoUnit.MICROS.between(Instant.EPOCH, end))
                        .and("limit", settings().search().limit())
                        .and("raw", "true");
    }
}
