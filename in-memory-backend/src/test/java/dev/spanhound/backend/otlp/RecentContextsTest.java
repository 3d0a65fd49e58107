// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceState;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecentContextsTest {
    private static final int SAMPLED = 1;
    private static final int REMOTE = 0x300;
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";
    private static final TraceState NONE = TraceState.getDefault();
    private static final TraceState VENDOR =
            TraceState.builder().put("vendor", "1").build();

    private final RecentContexts contexts = new RecentContexts();

    @Test
    void givesTheParentsOwnContextToItsChildrenWhicheverCameFirst() {
        SpanContext parent = contexts.parent(TRACE, SPAN, SAMPLED);
        assertThat(contexts.own(TRACE, SPAN, SAMPLED, NONE)).isSameAs(parent);
        assertThat(contexts.parent(TRACE, SPAN, SAMPLED)).isSameAs(parent);
    }

    @Test
    void aSpansOwnContextIsNeverRemote() {
        assertThat(contexts.parent(TRACE, SPAN, SAMPLED | REMOTE).isRemote()).isTrue();
        assertThat(contexts.own(TRACE, SPAN, SAMPLED | REMOTE, NONE).isRemote()).isFalse();
        assertThat(contexts.parent(TRACE, SPAN, SAMPLED | REMOTE).isRemote()).isTrue();
    }

    @Test
    void neverGivesTheContextOfAnotherSpanFlagsOrState() {
        String[] traces = {TRACE, "1" + TRACE.substring(1), "0".repeat(32), "no trace"};
        int[] flags = {0, SAMPLED, SAMPLED | REMOTE, REMOTE, 0xff};
        Random random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            String trace = traces[random.nextInt(traces.length)];
            String span = random.nextInt(50) == 0 ? "no span" : String.format("%016x", random.nextInt(100));
            int flag = flags[random.nextInt(flags.length)];
            TraceState state = random.nextBoolean() ? NONE : VENDOR;
            boolean own = random.nextBoolean();
            SpanContext actual = own ? contexts.own(trace, span, flag, state) : contexts.parent(trace, span, flag);
            SpanContext expected = RecentContexts.create(trace, span, own ? flag & 0xff : flag, own ? state : NONE);
            if (!actual.equals(expected)) {
                assertThat(actual).isEqualTo(expected);
            }
        }
    }
}
