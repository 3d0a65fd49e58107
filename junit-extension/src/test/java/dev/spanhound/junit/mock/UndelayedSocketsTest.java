// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class UndelayedSocketsTest {
    private final UndelayedSockets sockets = new UndelayedSockets();

    @Test
    void makesAnUnboundSocketForMockWebServerToBind() throws Exception {
        try (ServerSocket server = sockets.createServerSocket()) {
            assertThat(server.isBound()).isFalse();
        }
    }

    @Test
    void sendsEachPacketAtOnce() throws Exception {
        try (ServerSocket server = sockets.createServerSocket(0, 1, HttpEngine.loopback());
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket connection = server.accept()) {
            assertThat(connection.getTcpNoDelay()).isTrue();
            assertThat(client.getTcpNoDelay())
                    .as("what sockets do by themselves")
                    .isFalse();
        }
    }
}
