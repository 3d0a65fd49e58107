// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

import dev.spanhound.trace.propagation.HeaderLines;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;

/**
 * A service with the endpoint of the W3C's harness: POSTs to each URL, with what a {@link Propagation} says, and then answers.
 *
 * <p>{@code main} serves one with a fault at a port, for the W3C's own harness to judge.
 */
final class RelayServer implements AutoCloseable {
    private static final Pattern URL = Pattern.compile("\"url\": *\"([^\"]+)\"");
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ServerSocket server;
    private final Propagation propagation;

    /** What a service makes of the context that it is called with. */
    interface Propagation {
        /** Returns the lines of the context for each of so many calls. */
        List<HeaderLines> outgoing(HeaderLines incoming, int calls);
    }

    private RelayServer(int port, Propagation propagation) {
        this.propagation = propagation;
        try {
            server = new ServerSocket(port, 100, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    static RelayServer with(Propagation propagation) {
        return new RelayServer(0, propagation);
    }

    static RelayServer with(Fault fault) {
        return with(new W3cService(fault));
    }

    /** Returns a service that sends these lines with each call, whatever comes in. */
    static RelayServer sending(String... namesAndValues) {
        return with((incoming, calls) -> Collections.nCopies(calls, HeaderLines.of(namesAndValues)));
    }

    public static void main(String[] portAndFault) throws InterruptedException {
        try (RelayServer served =
                new RelayServer(Integer.parseInt(portAndFault[0]), new W3cService(Fault.valueOf(portAndFault[1])))) {
            new CountDownLatch(served.uri().getPort() > 0 ? 1 : 0).await();
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/relay");
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                daemon(() -> serve(socket));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedInputStream in = new BufferedInputStream(socket.getInputStream());
            Optional<HttpMessage> request = HttpMessage.readRequest(in, socket.getOutputStream());
            if (request.isPresent()) {
                relay(request.get());
                socket.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"
                                .getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (IOException | RuntimeException e) {
            // The client is gone, or the propagation fails, and then there is no answer.
        }
    }

    private void relay(HttpMessage request) {
        List<String> urls = URL.matcher(request.body())
                .results()
                .map(found -> found.group(1))
                .toList();
        List<HeaderLines> outgoing = propagation.outgoing(request.headers(), urls.size());
        for (int i = 0; i < urls.size(); i++) {
            ServiceRequest call = ServiceRequest.post(URI.create(urls.get(i))).body("application/json", "[]");
            RequestSender.send(call, outgoing.get(i), PATIENCE);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
