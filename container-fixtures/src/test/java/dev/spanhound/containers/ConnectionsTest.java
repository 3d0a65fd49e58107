// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConnectionsTest {
    /** As Linux shows it: serves 8080, and has an incoming, an outgoing and an unanswered connection. */
    private static final String TABLE = """
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: 00000000:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1
               1: 030012AC:1F90 010012AC:D431 01 00000000:00000000 00:00000000 00000000     0        0 4712 1
               2: 030011AC:9C40 020011AC:9CBB 01 00000000:00000000 00:00000000 00000000     0        0 4713 1
               3: 030012AC:9C42 050012AC:10DD 02 00000000:00000000 00:00000000 00000000     0        0 4714 1
              sl  local_address                         remote_address                        st tx_queue rx_queue
               0: 0000000000000000FFFF0000030012AC:9C44 0000000000000000FFFF0000040012AC:1F91 06 00000000:00000000
               1: 00000000000000000000000001000000:9C46 00000000000000000000000001000000:10DE 01 00000000:00000000
            """;

    @Test
    void tellsWhatTheContainerHasOpenedFromWhatItServes() {
        assertThat(Connections.of(TABLE).peers())
                .containsExactly(
                        new Connections.Peer("172.17.0.2", 40_123, true),
                        new Connections.Peer("172.18.0.5", 4_317, false),
                        new Connections.Peer("172.18.0.4", 8_081, true),
                        new Connections.Peer("[ipv6]", 4_318, true));
    }

    @Test
    void reachAPortThatAnswers() {
        Connections connections = Connections.of(TABLE);

        assertThat(connections.reach(40_123)).isTrue();
        assertThat(connections.reach(4_317)).isFalse();
        assertThat(connections.reach(8_080)).isFalse();
    }

    @Test
    void areDescribedWithThoseThatNobodyAnswers() {
        assertThat(Connections.of(TABLE).describe())
                .isEqualTo(
                        "It has opened connections to 172.17.0.2:40123, 172.18.0.4:8081, 172.18.0.5:4317 (no answer),"
                                + " [ipv6]:4318.");
        assertThat(Connections.of("").describe()).isEqualTo("It has opened no connection at all.");
    }
}
