// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.trace.KnownServices;
import dev.spanhound.trace.Sighting;
import dev.spanhound.trace.Sighting.Reception;
import dev.spanhound.trace.Trace;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TraceTextTest {
    private static final String OWN = "0af7651916cd43dd8448eb211c80319c";
    private static final String ANOTHER = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String YET_ANOTHER = "a3ce929d0e0e47364bf92f3577b34da6";

    private static Trace trace(String traceId, String service, String name) {
        SpanContext context =
                SpanContext.create(traceId, "b7ad6b7169203331", TraceFlags.getSampled(), TraceState.getDefault());
        return Trace.of(List.of(TestSpanData.builder()
                .setSpanContext(context)
                .setName(name)
                .setKind(SpanKind.SERVER)
                .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), service)))
                .setStartEpochNanos(1_000_000)
                .setEndEpochNanos(119_000_000)
                .setStatus(StatusData.unset())
                .setHasEnded(true)
                .build()));
    }

    private static Sighting sighting(Trace own, List<Trace> linked, List<Trace> strays) {
        return new Sighting(
                own,
                linked,
                strays,
                KnownServices.none(),
                new Reception(7, 6, 3, 0, "", 0, false),
                Optional.empty(),
                Duration.ofSeconds(1),
                1);
    }

    @Test
    void showsTheTestsTraceThoseLinkedToItAndThoseOfNobody() {
        Sighting sighting = sighting(
                trace(OWN, "gateway", "GET /orders/{id}"),
                List.of(trace(ANOTHER, "mailer", "process")),
                List.of(trace(YET_ANOTHER, "payment", "POST /pay")));

        assertThat(TraceText.of(sighting, 1)).isEqualTo("""
                        this test's trace 0af7651916cd43dd8448eb211c80319c:
                          gateway: GET /orders/{id}  [SERVER]  118 ms

                        trace 4bf92f3577b34da6a3ce929d0e0e4736 links to it:
                          mailer: process  [SERVER]  118 ms

                        trace a3ce929d0e0e47364bf92f3577b34da6 began meanwhile, and belongs to no test:
                          payment: POST /pay  [SERVER]  118 ms""");
    }

    @Test
    void countsTracesOfNobodyAboveABound() {
        Trace stray = trace(YET_ANOTHER, "payment", "POST /pay");
        Sighting sighting =
                sighting(trace(OWN, "gateway", "GET /orders/{id}"), List.of(), List.of(stray, stray, stray));

        assertThat(TraceText.of(sighting, 1)).isEqualTo("""
                        this test's trace 0af7651916cd43dd8448eb211c80319c:
                          gateway: GET /orders/{id}  [SERVER]  118 ms

                        trace a3ce929d0e0e47364bf92f3577b34da6 began meanwhile, and belongs to no test:
                          payment: POST /pay  [SERVER]  118 ms

                        traces that began meanwhile, and belong to no test: 2 more""");
    }

    @Test
    void saysThatNoSpanHasArrived() {
        assertThat(TraceText.of(sighting(Trace.of(OWN, List.of()), List.of(), List.of()), 1))
                .isEqualTo("no span of this test's trace 0af7651916cd43dd8448eb211c80319c has arrived;"
                        + " spans of other traces meanwhile: 7");
    }
}
