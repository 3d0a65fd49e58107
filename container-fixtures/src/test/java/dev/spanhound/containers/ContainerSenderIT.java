// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spanhound.backend.TraceBackend;
import dev.spanhound.sender.SpanDestination;
import dev.spanhound.sender.SpanSender;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Testcontainers;

/** What a container says when its spans do not come. */
@Testcontainers(disabledWithoutDocker = true)
class ContainerSenderIT {
    @AutoClose
    private final TraceBackend backend = TraceBackend.create();

    private final List<SpanSender> senders = new ArrayList<>();
    private TracedNetwork network;
    private GenericContainer<?> box;

    @BeforeEach
    void wire() {
        network = TracedNetwork.exportingTo(new SpanDestination() {
            @Override
            public URI endpoint() {
                return backend.endpoint();
            }

            @Override
            public void addSender(SpanSender sender) {
                senders.add(sender);
                backend.addSender(sender);
            }
        });
        box = network.service("orders", Boxes.IMAGE);
    }

    @AfterEach
    void stop() {
        box.stop();
        network.close();
    }

    private String examined(boolean missed, boolean heard) {
        return senders.get(0)
                .examine(missed, heard)
                .map(trouble -> String.join("\n", trouble.cause(), String.join("\n", trouble.hints()))
                        .strip())
                .orElse("fine");
    }

    private String examined() {
        return examined(false, false).replace(String.valueOf(backend.endpoint().getPort()), "PORT");
    }

    @Test
    void itHasEnded() {
        Boxes.running(box, "echo orders start; echo cannot open the database");
        Boxes.sh(box, "touch /tmp/end");
        Boxes.awaitEnd(box);

        assertThat(examined()).isEqualTo("""
                container orders has ended, with exit code 3
                Spans that it had not sent by then are lost.
                its log ends: orders start
                its log ends: cannot open the database""");
        assertThat(examined(true, true)).startsWith("container orders has ended, with exit code 3");
    }

    @Test
    void itWasKilled() {
        Boxes.running(box, "true");
        network.kill(box);
        Boxes.awaitEnd(box);

        assertThat(examined()).isEqualTo("""
                container orders has ended, with exit code 137
                Spans that it had not sent by then are lost.""");
    }

    @Test
    void itIsPaused() {
        Boxes.running(box, "true");
        network.pause(box);
        assertThat(examined()).isEqualTo("container orders is paused");

        network.unpause(box);
        assertThat(examined()).doesNotContain("paused");
    }

    @Test
    void itNeverStartedWhichMattersOnlyIfItIsMissed() {
        assertThat(examined(false, false)).isEqualTo("fine");
        assertThat(examined(true, false))
                .isEqualTo("container orders does not run: it was not started, or is stopped already");
    }

    @Test
    void tracingIsSwitchedOff() {
        Boxes.running(box.withEnv("OTEL_SDK_DISABLED", "true"), "true");
        assertThat(examined()).isEqualTo("tracing is switched off in container orders: OTEL_SDK_DISABLED=true");
    }

    @Test
    void itSendsSomewhereElse() {
        Boxes.running(
                box.withEnv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4318"),
                "echo traces export: dial tcp 127.0.0.1:4318: connect: connection refused");
        assertThat(examined()).isEqualTo("""
                container orders is told to send somewhere else
                OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318
                The backend is, as seen from there, http://host.testcontainers.internal:PORT.
                its log: traces export: dial tcp 127.0.0.1:4318: connect: connection refused""");
    }

    @Test
    void itsExportsFail() {
        Boxes.running(box, "echo Failed to export spans. Server responded with HTTP status code 404.");
        assertThat(examined()).isEqualTo("""
                exports of container orders fail
                its log: Failed to export spans. Server responded with HTTP status code 404.
                It was told to send to http://host.testcontainers.internal:PORT.""");
        assertThat(examined(true, true)).isEqualTo("fine");
    }

    @Test
    void itHasNoConnectionToTheBackend() {
        Boxes.running(box, "echo listening");
        assertThat(examined()).isEqualTo("""
                container orders runs, but has no connection to the backend
                It has opened no connection at all.
                It has no exporter, sends to an address of its own and not to OTEL_EXPORTER_OTLP_ENDPOINT (http://host.testcontainers.internal:PORT), or was never called.
                its log ends: listening""");
    }

    @Test
    void nothingIsWrongWithAContainerThatIsConnected() {
        Boxes.running(
                box,
                "(sleep 60 | nc host.testcontainers.internal "
                        + backend.endpoint().getPort() + ") & true");
        Awaitility.await().untilAsserted(() -> assertThat(examined()).isEqualTo("fine"));
    }

    @Test
    void theFailureOfAnAssertionSaysSo() {
        Boxes.running(box, "echo cannot open the database");
        network.kill(box);
        Boxes.awaitEnd(box);
        var trace = backend.watch(Boxes.TRACE_ID);

        assertThatThrownBy(() -> assertThat(trace).within(Duration.ofMillis(10)).hasServices("orders"))
                .message()
                .matches("(?s)\\Q" + """
                        expected the trace to have exactly the services orders, but orders is missing

                          waited \\E[0-9.]+ m?s\\Q for the trace to be complete and quiet for 10 ms; no span of this trace arrived
                          likely cause: container orders has ended, with exit code 137
                            Spans that it had not sent by then are lost.
                            its log ends: cannot open the database\\E""");
    }
}
