// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.ArrayList;
import java.util.List;

/**
 * One port, bound on one or several addresses.
 *
 * @param port number of the port
 * @param sockets a bound socket for each address
 */
record BoundPort(int port, List<ServerSocketChannel> sockets) {
    private static final int MOST_ATTEMPTS = 20;
    private static final int BACKLOG = 1024;
    private static final int FIRST_UNPRIVILEGED = 1024;

    /** Binds {@code 127.0.0.1} and, where it exists, {@code ::1}. */
    static BoundPort loopback(int port) {
        List<InetAddress> addresses = new ArrayList<>();
        addresses.add(address(127, 0, 0, 1));
        InetAddress six = address(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
        if (exists(six)) {
            addresses.add(six);
        }
        return bind(addresses, port);
    }

    /** Binds the same port on all these addresses. */
    static BoundPort bind(List<InetAddress> addresses, int port) {
        for (int attempt = 1; ; attempt++) {
            List<ServerSocketChannel> sockets = new ArrayList<>();
            int bound = port;
            InetAddress current = addresses.get(0);
            try {
                for (InetAddress address : addresses) {
                    current = address;
                    ServerSocketChannel socket = open(address);
                    sockets.add(socket);
                    socket.bind(new InetSocketAddress(address, bound), BACKLOG);
                    bound = ((InetSocketAddress) socket.getLocalAddress()).getPort();
                }
                return new BoundPort(bound, sockets);
            } catch (IOException | UnsupportedOperationException | UnsupportedAddressTypeException e) {
                close(sockets);
                // The port that was free on the first address is taken on another: the next one may not be.
                boolean another = port == 0 && sockets.size() > 1 && e instanceof BindException;
                if (!another || attempt == MOST_ATTEMPTS) {
                    throw failure(current, bound, e);
                }
            }
        }
    }

    List<Listener> listeners(HttpServer server) {
        List<Listener> listeners = new ArrayList<>();
        for (ServerSocketChannel socket : sockets) {
            listeners.add(new Listener(server, socket, port));
        }
        return listeners;
    }

    private static ServerSocketChannel open(InetAddress address) throws IOException {
        return ServerSocketChannel.open(
                address instanceof Inet6Address ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
    }

    private static boolean exists(InetAddress address) {
        // Binding tells in microseconds what a look at the network interfaces takes 20 ms for.
        try (ServerSocketChannel probe = open(address)) {
            probe.bind(new InetSocketAddress(address, 0));
            return true;
        } catch (IOException | UnsupportedOperationException | UnsupportedAddressTypeException e) {
            return false;
        }
    }

    private static UncheckedIOException failure(InetAddress address, int port, Exception cause) {
        IOException io = cause instanceof IOException e ? e : new IOException(cause);
        return new UncheckedIOException(
                "port " + port + " on " + address.getHostAddress() + " cannot be bound: " + cause.getMessage() + ". "
                        + cure(String.valueOf(cause.getMessage()), port),
                io);
    }

    private static String cure(String problem, int port) {
        if (problem.contains("in use")) {
            return "Another trace backend, a Collector or another test JVM may hold it; port 0 takes any free one";
        }
        if (port > 0 && port < FIRST_UNPRIVILEGED) {
            return "A port below 1024 may need privileges; port 0 takes any free one";
        }
        return "The address must be one of this machine's";
    }

    private static void close(List<ServerSocketChannel> sockets) {
        for (ServerSocketChannel socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                // Nothing was sent on it.
            }
        }
    }

    private static InetAddress address(int... bytes) {
        byte[] raw = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            raw[i] = (byte) bytes[i];
        }
        try {
            return InetAddress.getByAddress(raw);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
