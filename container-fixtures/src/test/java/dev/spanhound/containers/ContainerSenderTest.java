// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.sender.SpanSender.Trouble;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;

/** What a container says that does not run; nothing here needs Docker. */
class ContainerSenderTest {
    private final ContainerSender sender = new ContainerSender(
            "orders", new GenericContainer<>("shop/orders:1"), URI.create("http://localhost:40123"));

    @Test
    void isBlamedIfItsServiceIsMissedAndWasNotHeard() {
        assertThat(sender.examine(true, false))
                .contains(new Trouble(
                        "container orders does not run: it was not started, or is stopped already", List.of()));
    }

    @Test
    void isNotBlamedIfItsServiceWasHeardMeanwhile() {
        assertThat(sender.examine(true, true)).isEmpty();
    }

    @Test
    void isNotBlamedIfItsServiceIsNotMissed() {
        assertThat(sender.examine(false, false)).isEmpty();
    }
}
