// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spanhound.backend.TraceBackend;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Apart from {@link MockServerLifetimeTest}, which runs alone: okhttp waits five seconds for a stub. */
class MockServerCloseTest {

    @Test
    void endsThoughAStubStillAnswers() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<MockReply> answer = new CompletableFuture<>();
        try (TraceBackend backend = TraceBackend.create()) {
            TracedMockServer server = TracedMockServer.start("payment-service", backend)
                    .on("GET", "/slow")
                    .reply(call -> {
                        asked.countDown();
                        return answer.join();
                    });
            URI url = server.url();
            try (Socket caller = new Socket(url.getHost(), url.getPort())) {
                caller.getOutputStream()
                        .write("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(asked.await(1, TimeUnit.MINUTES)).isTrue();

                server.close();

                assertThat(caller.getInputStream().read()).isEqualTo(-1);
                assertThatThrownBy(() -> new Socket(url.getHost(), url.getPort()))
                        .isInstanceOf(ConnectException.class);
            }
        } finally {
            answer.complete(MockReply.of(200));
        }
    }
}
