// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import static org.assertj.core.api.Assertions.assertThat;

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
    void givesTheLastTraceIdAgainAndNoOther() {
        String first = ids.traceId(1, 2);
        assertThat(ids.traceId(1, 2)).isSameAs(first);
        assertThat(ids.traceId(1, 3)).isEqualTo("00000000000000010000000000000003");
        assertThat(ids.traceId(2, 3)).isEqualTo("00000000000000020000000000000003");
        assertThat(ids.traceId(1, 2)).isEqualTo(first);
    }
}
