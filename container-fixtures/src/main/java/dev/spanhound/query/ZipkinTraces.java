// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.query;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Traces that Zipkin stores, or whatever has its query API. The port is 9411 unless told otherwise.
 *
 * <p>Zipkin's model has less than OpenTelemetry's. What exporters do not pack into tags is lost before it comes here, and so a
 * trace differs from the one that a backend of OTLP has:
 *
 * <ul>
 *   <li>Names of services and spans are in lower case.
 *   <li>All attributes are strings: {@code with("order.id", "42")}, and not 42.
 *   <li>The resource has its {@code service.name}; other attributes only where the exporter sends them as tags.
 *   <li>Times are whole microseconds, and all spans count as sampled.
 *   <li>Attributes of events, and links, come back only as the Collector's exporter packs them; the SDKs pack those of events.
 * </ul>
 *
 * <p>A span ID that a client and a server share is split, as in all traces. Where some services know a trace by 128 bits of its ID and
 * others by the right half, and Zipkin is told to ({@code STRICT_TRACE_ID=false}), all their spans are of the trace with the
 * longer one.
 *
 * <p>Tried with Zipkin 3.5.1.
 */
public final class ZipkinTraces extends StoredTraces<ZipkinTraces> {
    private static final String JSON = "application/json";

    private ZipkinTraces(Settings settings) {
        super(settings, Product.ZIPKIN);
    }

    /**
     * Returns those of the Zipkin at this address.
     *
     * @param base base URL of its server, with a base path if it has one, and without {@code /zipkin}, which is its user interface
     * @throws IllegalArgumentException if it is not such a URL
     */
    public static ZipkinTraces at(URI base) {
        return new ZipkinTraces(Settings.at(base));
    }

    @Override
    ZipkinTraces with(Settings other) {
        return new ZipkinTraces(other);
    }

    @Override
    Optional<Answer> ask(String traceId, Duration atMost) throws InterruptedException {
        Answer answer = api().get("/api/v2/trace/" + traceId, JSON, atMost);
        if (answer.isFound()) {
            return Optional.of(answer);
        }
        // Of a path that is not there, no server says which trace was not found.
        boolean isZipkin = !answer.isPage() && answer.text().contains(TraceIds.rightHalf(traceId));
        if (isZipkin) {
            return Optional.empty();
        }
        throw api().problems().another(answer);
    }

    @Override
    List<SpanData> decode(Answer answer) {
        return TraceIds.joined(decoded(answer));
    }

    @Override
    List<String> services(Duration atMost) throws InterruptedException {
        return listed(api().getFound("/api/v2/services", JSON, atMost), "", "");
    }

    @Override
    List<SpanData> search() throws InterruptedException {
        Settings.Search search = settings().search();
        long end = search.end().toEpochMilli();
        List<SpanData> spans = new ArrayList<>();
        for (String service : services(FOREVER)) {
            Answer answer = api().getFound(
                            "/api/v2/traces?"
                                    + Query.of("serviceName", service)
                                            .and("endTs", end)
                                            .and("lookback", search.length().toMillis())
                                            .and("limit", search.limit()),
                            JSON,
                            FOREVER);
            spans.addAll(decode(answer));
        }
        return spans;
    }
}
