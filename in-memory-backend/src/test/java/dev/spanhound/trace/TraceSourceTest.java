// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class TraceSourceTest {

    @Test
    void hasTracesAtRestUnlessItKnowsBetter() {
        LiveTrace live = new Archive().watch("12345678901234567890123456789012");

        assertThat(live.traceId()).isEqualTo("12345678901234567890123456789012");
        assertThat(live.look().trace().isEmpty()).isTrue();
        assertThat(live.patience().timeout()).isZero();
    }

    @Test
    void awaitsNoTracesButThoseThatAreThereUnlessItKnowsBetter() {
        assertThat(new Archive().await(1, trace -> true, Duration.ofDays(1))).isEmpty();
    }

    private static final class Archive implements TraceSource {
        @Override
        public Optional<Trace> find(String traceId) {
            return Optional.empty();
        }

        @Override
        public List<Trace> find(Predicate<? super Trace> condition) {
            return List.of();
        }

        @Override
        public Optional<Trace> await(String traceId, Predicate<? super Trace> condition, Duration timeout) {
            return Optional.empty();
        }
    }
}
