// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Stands for the service that the service under test calls: it answers each call, and remembers its headers as they
 * came.
 *
 * <p>It listens on a free port of the loopback interface. A service in a container reaches it by way of
 * {@code Testcontainers.exposeHostPorts(stub.port())}, which has to be called before the container starts, and
 * {@code stub.reachableAs("host.testcontainers.internal")}. It speaks HTTP/1.1, its threads are daemons.
 */
public final class DownstreamStub implements AutoCloseable {
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final ServerSocket server;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Map<String, Calls> callsByPath = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Calls> callsOfAnyPath = new AtomicReference<>();
    private final Semaphore turn = new Semaphore(1, true);
    private volatile String host = "127.0.0.1";
    private volatile byte[] answer = response(200, "application/json", "null");

    private DownstreamStub(ServerSocket server) {
        this.server = server;
    }

    /** Returns a stub that listens, and answers 200 with the JSON {@code null}. */
    public static DownstreamStub start() {
        try {
            return start(new ServerSocket(0, 200, InetAddress.getByAddress(LOOPBACK)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DownstreamStub start(ServerSocket server) {
        DownstreamStub stub = new DownstreamStub(server);
        stub.daemon("accepts", stub::accept);
        return stub;
    }

    /** Answers each call so from now on. Returns this stub. */
    public DownstreamStub answering(int status, String contentType, String body) {
        answer = response(status, contentType, body);
        return this;
    }

    /** Says by which name the service under test reaches this machine. Default: 127.0.0.1. Returns this stub. */
    public DownstreamStub reachableAs(String host) {
        this.host = host;
        return this;
    }

    /** Returns the port. */
    public int port() {
        return server.getLocalPort();
    }

    /** Returns where the service under test finds this stub, without a slash at the end. Any path is answered. */
    public URI url() {
        return URI.create("http://" + host + ":" + port());
    }

    /** Collects the calls to the paths that are this one and a dot and the number of the call. */
    Calls collect(String path) {
        return callsByPath.computeIfAbsent(path, any -> new Calls());
    }

    void forget(String path) {
        callsByPath.remove(path);
    }

    /** Collects the calls to any path until {@link #forgetAll()}; waits while others do, so that nobody gets their calls. */
    Calls collectAll() throws InterruptedException {
        turn.acquire();
        Calls calls = new Calls();
        callsOfAnyPath.set(calls);
        return calls;
    }

    void forgetAll() {
        callsOfAnyPath.set(null);
        turn.release();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.add(socket);
                if (server.isClosed()) {
                    socket.close(); // close() may have ended the connections before this one was among them.
                } else {
                    daemon("answers", () -> serve(socket));
                }
            } catch (IOException e) {
                // Closed, or a client that was gone before it was taken, or no more files may be open: that may last.
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void daemon(String what, Runnable task) {
        Thread thread = new Thread(task, "spanhound-stub-" + port() + "-" + what);
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            BufferedInputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (Optional<HttpMessage> request = HttpMessage.readRequest(in, out);
                    request.isPresent();
                    request = HttpMessage.readRequest(in, out)) {
                take(request.get());
                out.write(answer);
                out.flush();
            }
        } catch (IOException | RuntimeException e) {
            // The client is gone, or no client of HTTP. What it should have sent will be missed.
        } finally {
            connections.remove(socket);
        }
    }

    private void take(HttpMessage request) {
        String path = request.path();
        int dot = path.lastIndexOf('.');
        Calls own = dot < 0 ? null : callsByPath.get(path.substring(0, dot));
        if (own != null) {
            own.add(Integer.parseInt(path.substring(dot + 1)), request);
            return;
        }
        Calls any = callsOfAnyPath.get();
        if (any != null) {
            any.add(0, request);
        }
    }

    private static byte[] response(int status, String contentType, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + status + " -\r\nContent-Type: " + contentType + "\r\nContent-Length: "
                + bytes.length + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.UTF_8);
    }

    /** Stops listening, and ends its connections. */
    @Override
    public void close() {
        try {
            server.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
