// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spanhound.collector.CollectorConfig;
import dev.spanhound.collector.config.ConfigException;
import org.junit.jupiter.api.Test;

/** A misconfiguration is caught before the Collector refuses to start, or starts and does something else. */
class CollectorConfigTest {

    @Test
    void theConfigurationOfProductionIsFine() {
        assertThat(CollectorConfig.load("otel-collector.yaml").warnings()).isEmpty();
    }

    @Test
    void aMisplacedKeyIsFoundWithItsPlaceAndItsCure() {
        assertThatThrownBy(() -> CollectorConfig.parse("""
                        tail_sampling:
                          policies:
                            - name: slow
                              type: latency
                              latency_threshold_ms: 1000
                        """))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("yaml:5:")
                .hasMessageContaining("latency: {threshold_ms: ");
    }
}
