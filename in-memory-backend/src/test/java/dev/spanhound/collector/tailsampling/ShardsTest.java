// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardsTest {

    @ParameterizedTest
    @CsvSource({
        "4bf92f3577b34da6a3ce929d0e0e4736, 1, 3, 7",
        "0af7651916cd43dd8448eb211c80319c, 0, 0, 4",
        "00000000000000000000000000000001, 0, 2, 6"
    })
    void haveATraceByBothHalvesOfItsId(String traceId, int ofTwo, int ofFour, int ofEight) {
        assertThat(TailSamplingProcessor.shardOf(traceId, 2)).isEqualTo(ofTwo);
        assertThat(TailSamplingProcessor.shardOf(traceId, 4)).isEqualTo(ofFour);
        assertThat(TailSamplingProcessor.shardOf(traceId, 8)).isEqualTo(ofEight);
    }
}
