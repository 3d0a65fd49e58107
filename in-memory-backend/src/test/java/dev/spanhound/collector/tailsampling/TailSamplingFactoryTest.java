// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spanhound.collector.CollectorConfig;
import dev.spanhound.collector.config.ConfigException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TailSamplingFactoryTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    sampling_strategy: whole | invalid sampling_strategy "whole", expected one of "trace-complete" or "span-ingest"
                    num_shards: 257 | num_shards (257) must not exceed 256
                    tail_storage: redis | 'tail_storage' requires the "processor.tailsamplingprocessor.tailstorageextension" feature gate, which this collector does not have: leave it out, and spans stay in memory
                    decision_wayt: 5s | unknown key decision_wayt
                    decision_cache: {sampled: 5} | unknown key sampled
                    """)
    void refusesWhatTheCollectorRefuses(String line, String message) {
        assertThatThrownBy(() -> CollectorConfig.parse("tail_sampling:\n  " + line))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = "rate_limiting: {spans_per_second: 5} | rate_limiting")
    void refusesAPolicyThatMustSeeTheWholeTraceWithSpanIngest(String keys, String type) {
        assertThatThrownBy(() -> CollectorConfig.parse("""
                        tail_sampling:
                          sampling_strategy: span-ingest
                          policies: [{name: limit, type: %s, %s}]
                        """.formatted(type, keys)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("sampling_strategy \"span-ingest\" requires all policies to be stateless,"
                        + " but policy \"limit\" is stateful");
    }
}
