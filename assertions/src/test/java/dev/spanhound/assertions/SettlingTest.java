// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static dev.spanhound.assertions.Spans.checkout;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.trace.LiveTrace;
import dev.spanhound.trace.Trace;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link LiveTrace#awaitSettled()}. */
class SettlingTest {
    private static final SpanData LATE =
            Spans.span(8, 3, "orders", "late", 60, 70).build();

    @Test
    void takesATraceThatIsCompleteAndQuietAsItIs() {
        FakeLiveTrace trace = FakeLiveTrace.of(checkout());
        assertThat(trace.awaitSettled().size()).isEqualTo(checkout().size());
        assertThat(trace.waited()).isZero();
    }

    @Test
    void waitsUntilItIsQuiet() {
        FakeLiveTrace trace = FakeLiveTrace.empty()
                .arrivingAfter(ofMillis(100), checkout().toArray(new SpanData[0]))
                .arrivingAfter(ofMillis(250), LATE);
        assertThat(trace.awaitSettled().size()).isEqualTo(checkout().size() + 1);
        assertThat(trace.waited()).isEqualTo(ofMillis(450));
    }

    @Test
    void waitsForAParentThatIsMissing() {
        List<SpanData> all = checkout();
        FakeLiveTrace trace = FakeLiveTrace.of(all.subList(1, all.size())).arrivingAfter(ofSeconds(3), all.get(0));
        assertThat(trace.awaitSettled().orphans()).isEmpty();
        assertThat(trace.waited()).isEqualTo(ofMillis(3200));
    }

    @Test
    void givesUpWhenPatienceIsOver() {
        List<SpanData> all = checkout();
        FakeLiveTrace trace = FakeLiveTrace.of(all.subList(1, all.size()));
        assertThat(trace.awaitSettled().orphans()).isNotEmpty();
        assertThat(trace.waited()).isEqualTo(ofSeconds(5));
    }

    @Test
    void doesNotWaitForATraceAtRest() {
        Trace orphan = Trace.of(checkout().subList(1, 2));
        assertThat(LiveTrace.of(orphan).awaitSettled()).isSameAs(orphan);
    }
}
