// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DelayingProxyTest {
    private static final int LARGE = 3_000_000;

    @AutoClose
    private ServerSocket echo;

    @AutoClose
    private DelayingProxy proxy;

    @BeforeEach
    void startEcho() throws IOException {
        echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        proxy = DelayingProxy.to(() -> echo.getLocalSocketAddress());
        Thread thread = new Thread(this::answer);
        thread.setDaemon(true);
        thread.start();
    }

    /** Answers with the same bytes, on one connection after the other. */
    private void answer() {
        while (!echo.isClosed()) {
            try (Socket socket = echo.accept()) {
                socket.getInputStream().transferTo(socket.getOutputStream());
            } catch (IOException e) {
                // the test is over, or broke the connection
            }
        }
    }

    private static Socket connectedTo(SocketAddress address) throws IOException {
        Socket socket = new Socket();
        socket.connect(address);
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static Duration timeOfRoundTrip(Socket socket, byte[] bytes) throws IOException {
        long start = System.nanoTime();
        socket.getOutputStream().write(bytes);
        assertThat(Arrays.equals(socket.getInputStream().readNBytes(bytes.length), bytes))
                .isTrue();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void sendsOnBothWaysUntilTheEnd() throws IOException {
        try (Socket socket = connectedTo(proxy.address())) {
            timeOfRoundTrip(socket, "hello".getBytes(UTF_8));
            timeOfRoundTrip(socket, "again".getBytes(UTF_8));
            socket.shutdownOutput();

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void delaysAnOpenConnectionFromThenOn() throws IOException {
        try (Socket socket = connectedTo(proxy.address())) {
            timeOfRoundTrip(socket, new byte[1]);

            proxy.delay(Duration.ofMillis(700));
            assertThat(timeOfRoundTrip(socket, new byte[1])).isGreaterThan(Duration.ofMillis(700));
            assertThat(timeOfRoundTrip(socket, new byte[1])).isGreaterThan(Duration.ofMillis(700));

            proxy.delay(Duration.ZERO);
            assertThat(timeOfRoundTrip(socket, new byte[1])).isLessThan(Duration.ofMillis(700));
        }
    }

    @Test
    void delaysWhatIsLargeOnce() throws IOException {
        proxy.delay(Duration.ofSeconds(1));
        byte[] large = new byte[LARGE];
        Arrays.fill(large, (byte) 7);
        try (Socket socket = connectedTo(proxy.address())) {
            // 180 chunks. One after the other they would take 180 seconds, and reading gives up after 20.
            Thread writer = new Thread(() -> {
                try {
                    socket.getOutputStream().write(large);
                } catch (IOException e) {
                    // the reader tells
                }
            });
            writer.start();
            assertThat(socket.getInputStream().readNBytes(LARGE)).isEqualTo(large);
        }
    }

    @Test
    void endsTheConnectionIfNobodyListensBehindIt() throws IOException {
        int closed;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = server.getLocalPort();
        }
        InetSocketAddress nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), closed);
        try (DelayingProxy toNobody = DelayingProxy.to(() -> nobody);
                Socket socket = connectedTo(toNobody.address())) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void endsItsConnectionsWhenItIsClosed() throws IOException {
        try (Socket socket = connectedTo(proxy.address())) {
            timeOfRoundTrip(socket, new byte[1]);
            proxy.close();

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }
}
