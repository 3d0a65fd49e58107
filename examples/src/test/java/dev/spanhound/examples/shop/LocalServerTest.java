// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.shop;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LocalServerTest {

    @Test
    void closesAfterWhatAHandlerDoesBehindItsReply() {
        AtomicBoolean done = new AtomicBoolean();
        LocalServer server = new LocalServer("slow");
        int port = server.port();
        server.serve("/", exchange -> {
            Reply.ok("here").sendTo(exchange);
            while (isListening(port)) {
                Thread.onSpinWait();
            }
            done.set(true);
        });
        given().get(server.uri("/")).then().statusCode(200);

        server.close();

        assertThat(done).isTrue();
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
