// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.sender.SpanSender;
import dev.spanhound.trace.LiveTrace;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpanSenderTest {
    private static SpanSender sender(String service) {
        return new SpanSender() {
            @Override
            public String service() {
                return service;
            }

            @Override
            public Optional<Trouble> examine(boolean missed, boolean heard) {
                return Optional.empty();
            }
        };
    }

    @Test
    void isSeenByTracesThatAreWatchedAndItsServiceIsKnown() {
        try (TraceBackend backend = TraceBackend.create()) {
            LiveTrace trace = backend.watch("0af7651916cd43dd8448eb211c80319c");
            assertThat(trace.look().senders()).isEmpty();

            SpanSender orders = sender("orders");
            backend.addSender(orders);

            assertThat(trace.look().senders()).containsExactly(orders);
            assertThat(trace.look().known().names()).containsExactly("orders");
        }
    }

    @Test
    void takesThePlaceOfAnEarlierOneOfItsService() {
        try (TraceBackend backend = TraceBackend.create()) {
            LiveTrace trace = backend.watch("0af7651916cd43dd8448eb211c80319c");
            SpanSender ofAnEarlierTest = sender("orders");
            SpanSender auth = sender("auth");
            SpanSender orders = sender("orders");

            backend.addSender(ofAnEarlierTest);
            backend.addSender(auth);
            backend.addSender(orders);

            assertThat(trace.look().senders()).containsExactly(orders, auth);
        }
    }
}
