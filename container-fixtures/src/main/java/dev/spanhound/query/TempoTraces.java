// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.query;

import dev.spanhound.backend.otlp.DecodedSpans;
import dev.spanhound.backend.otlp.MalformedOtlpException;
import dev.spanhound.backend.otlp.OtlpProtobuf;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Traces that Grafana Tempo stores. The port is 3200 unless told otherwise; of several tenants, {@code withHeader("X-Scope-OrgID", …)}
 * names one.
 *
 * <p>Tempo keeps OTLP and answers in it, so that nothing is lost: a trace is as it was sent, but for span IDs that a client and a
 * server share, of which Tempo gives the server another one. A trace that is larger than Tempo's limit is refused with status 422.
 *
 * <p>A search asks for traces of any service, {@code {}} in TraceQL, and then for each by its ID. Services are looked up by the values of
 * {@code resource.service.name}.
 *
 * <p>Made by Tempo's documentation; not tried with a Tempo.
 */
public final class TempoTraces extends StoredTraces<TempoTraces> {
    private static final String JSON = "application/json";
    private static final String PROTOBUF = "application/protobuf";

    private volatile boolean isTempo;

    private TempoTraces(Settings settings) {
        super(settings, Product.TEMPO);
    }

    /**
     * Returns those of the Tempo at this address.
     *
     * @param base base URL of its query frontend, with a base path if it has one
     * @throws IllegalArgumentException if it is not such a URL
     */
    public static TempoTraces at(URI base) {
        return new TempoTraces(Settings.at(base));
    }

    @Override
    TempoTraces with(Settings other) {
        return new TempoTraces(other);
    }

    @Override
    Optional<Answer> ask(String traceId, Duration atMost) throws InterruptedException {
        Answer answer = api().get("/api/traces/" + traceId, PROTOBUF, atMost);
        if (answer.isFound()) {
            isTempo = true;
            return Optional.of(answer);
        }
        if (!isTempo) {
            makeSure(answer, atMost);
        }
        return Optional.empty();
    }

    /** Tempo's 404 of a trace says nothing, and so does one of whatever else may be there. */
    private void makeSure(Answer answer, Duration atMost) throws InterruptedException {
        Answer echo = api().get("/api/echo", "*/*", atMost);
        if (!echo.isFound() || !echo.text().strip().equals("echo")) {
            throw api().problems().another(answer);
        }
        isTempo = true;
    }

    @Override
    List<SpanData> decode(Answer answer) {
        if (answer.contentType().startsWith(JSON)) {
            throw api().problems().unreadable(answer, PROTOBUF);
        }
        try {
            DecodedSpans decoded = OtlpProtobuf.decodeTraces(answer.body());
            if (decoded.rejected() > 0) {
                throw new MalformedOtlpException(
                        decoded.rejected() + " spans that are not valid: " + decoded.rejectionReason());
            }
            return decoded.spans();
        } catch (MalformedOtlpException e) {
            throw api().problems().unreadable(answer, e);
        }
    }

    @Override
    List<String> services(Duration atMost) throws InterruptedException {
        return listed(
                api().getFound("/api/v2/search/tag/resource.service.name/values", JSON, atMost), "tagValues", "value");
    }

    @Override
    List<SpanData> search() throws InterruptedException {
        Settings.Search search = settings().search();
        Instant end = search.end();
        Answer answer = api().getFound(
                        "/api/search?"
                                + Query.of("q", "{}")
                                        .and("start", end.minus(search.length()).getEpochSecond())
                                        .and("end", end.getEpochSecond())
                                        .and("limit", search.limit()),
                        JSON,
                        FOREVER);
        List<SpanData> spans = new ArrayList<>();
        for (String traceId : listed(answer, "traces", "traceID")) {
            Optional<Answer> trace = ask(TraceIds.padded(traceId), FOREVER);
            trace.map(this::decode).ifPresent(spans::addAll);
        }
        return spans;
    }
}
