// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HexIdsTest {
    private final HexIds ids = new HexIds();

    @Test
    void writesLowerCaseHexWithAllItsZeros() {
        assertThat(ids.spanId(0xab)).isEqualTo("00000000000000ab");
        assertThat(ids.spanId(-1)).isEqualTo("ffffffffffffffff");
        assertThat(ids.traceId(0x0af7651916cd43ddL, 0x8448eb211c80319cL)).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(new HexIds().traceId(0, 0)).isEqualTo("00000000000000000000000000000000");
    }

    @Test
    void givesASpanIdAskedForLatelyAgain() {
        String first = ids.spanId(7);
        assertThat(ids.spanId(8)).isEqualTo("0000000000000008");
        assertThat(ids.spanId(7)).isSameAs(first);
    }

    @Test
    void neverTakesOneSpanIdForAnother() {
        Random random = new Random(5);
        for (int i = 0; i < 100_000; i++) {
            long id = random.nextInt(3) == 0 ? random.nextLong() : random.nextInt(200);
            String expected = HexFormat.of().toHexDigits(id);
            if (!ids.spanId(id).equals(expected)) {
                assertThat(ids.spanId(id)).isEqualTo(expected);
            }
        }
        assertThat(new HexIds().spanId(0)).isEqualTo("0000000000000000");
    }

    @Test
    void givesTheLastTraceIdAgainAndNoOther() {
        String first = ids.traceId(1, 2);
        assertThat(ids.traceId(1, 2)).isSameAs(first);
        assertThat(ids.traceId(1, 3)).isEqualTo("00000000000000010000000000000003");
        assertThat(ids.traceId(2, 3)).isEqualTo("00000000000000020000000000000003");
        assertThat(ids.traceId(1, 2)).isEqualTo(first);
    }
}
