// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.processor;

import static dev.spanhound.collector.processor.Configured.processor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.trace.SpanBuilder;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassThroughTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            batch          | {timeout: 1s, send_batch_size: 100}
            memory_limiter | {check_interval: 1s, limit_mib: 100, spike_limit_mib: 20}
            groupbytrace   | {wait_duration: 10s, num_traces: 1000}
            """)
    void givesRequestsOnAsTheyAre(String type, String config) {
        List<List<SpanData>> requests = List.of(
                List.of(SpanBuilder.span("a", 1).build()),
                List.of(SpanBuilder.span("b", 2).build()));

        assertThat(processor(type, config).requests(requests)).isEqualTo(requests);
    }

    @Test
    void warnsOfWhatGroupByTraceDoesInProduction() {
        assertThat(processor("groupbytrace", "{wait_duration: 10s}").warnings())
                .containsExactly(
                        "groupbytrace.wait_duration: groupbytrace passes spans through at once: in production it"
                                + " holds each trace for 10000 ms, gives it on in one piece, and loses the oldest beyond 1000000"
                                + " traces. Add the wait to what a later tail_sampling waits");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            batch          | {send_batch_max_size: 10}              | batch.send_batch_max_size: expected 0, or at least send_batch_size (8192), but was 10
            batch          | {timeout: -1s}                         | batch.timeout: expected 0s or more, but was -1000ms
            batch          | {metadata_keys: [a, A]}                | batch.metadata_keys: expected each key once, but A is there again
            batch          | {size: 1}                              | batch.size: unknown key size under batch (expected: send_batch_size, send_batch_max_size, timeout, metadata_keys, metadata_cardinality_limit)
            memory_limiter | {limit_mib: 1}                         | memory_limiter: expected a duration above 0s, such as 1s
            memory_limiter | {check_interval: 1s}                   | memory_limiter: expected limit_mib or limit_percentage above 0
            memory_limiter | {check_interval: 1s, limit_mib: 1, spike_limit_mib: 1} | memory_limiter.spike_limit_mib: expected less than limit_mib (1), but was 1
            memory_limiter | {check_interval: 1s, limit_percentage: 101} | memory_limiter.limit_percentage: expected percentages from 0 to 100
            groupbytrace   | {store_on_disk: true}                  | groupbytrace.store_on_disk: the Collector does not support it; leave it out
            """)
    void refusesWhatTheCollectorRefuses(String type, String config, String error) {
        assertThat(processor(type, config).errors()).containsExactly(error);
    }
}
