// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import com.sun.net.httpserver.HttpServer;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A service that knows nothing of OpenTelemetry. Prints its port, and ends when its standard input does. */
final class OrdersProcess {
    private OrdersProcess() {}

    public static void main(String[] args) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/orders", request -> {
            request.sendResponseHeaders(204, -1);
            request.close();
        });
        server.start();
        System.out.println(server.getAddress().getPort());
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }
}
