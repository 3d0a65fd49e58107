// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.zipkin;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import org.junit.jupiter.api.Test;
import zipkin2.Span;

class TimesTest {
    private final Span.Builder span = Span.newBuilder().traceId("a").id("b");

    @Test
    void areMicrosecondsAsNanoseconds() {
        span.timestamp(1_472_470_996_199_123L).duration(207);

        assertThat(Times.of(span.build()))
                .isEqualTo(new Times(1_472_470_996_199_123_000L, 1_472_470_996_199_330_000L, false));
    }

    @Test
    void startAtTheFirstAnnotationWithoutATimestamp() {
        span.addAnnotation(30, "later").addAnnotation(20, "first").addAnnotation(0, "unset");

        assertThat(Times.of(span.build())).isEqualTo(new Times(20_000, 30_000, false));
    }

    @Test
    void keepTheDurationWithoutATimestamp() {
        span.addAnnotation(20, "first").addAnnotation(30, "later").duration(100);

        assertThat(Times.of(span.build())).isEqualTo(new Times(20_000, 120_000, false));
    }

    @Test
    void endAtTheLastAnnotationWithoutADuration() {
        span.timestamp(25).addAnnotation(20, "early").addAnnotation(30, "late");

        assertThat(Times.of(span.build())).isEqualTo(new Times(25_000, 30_000, false));
    }

    @Test
    void endAtTheStartIfAllAnnotationsAreBeforeIt() {
        span.timestamp(25).addAnnotation(20, "early");

        assertThat(Times.of(span.build())).isEqualTo(new Times(25_000, 25_000, false));
    }

    @Test
    void startAtTheEpochIfNothingTells() {
        span.duration(5);

        assertThat(Times.of(span.build())).isEqualTo(new Times(0, 5_000, true));
        assertThat(SpanMapping.toSpanData(span.build())
                        .getAttributes()
                        .get(AttributeKey.booleanKey("otel.zipkin.absentField.startTime")))
                .isTrue();
    }

    @Test
    void endAtTheGreatestTimeThatFits() {
        span.timestamp(Long.MAX_VALUE / 1000).duration(Long.MAX_VALUE);

        assertThat(Times.of(span.build())).isEqualTo(new Times(Long.MAX_VALUE / 1000 * 1000, Long.MAX_VALUE, false));
    }
}
