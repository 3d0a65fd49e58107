// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Sends on what comes to a free port of this machine's loopback interface, later if it is told to. Only the way there is
 * slow, not the way back, so that a request takes longer by the delay, once, however large it is.
 */
final class DelayingProxy implements AutoCloseable {
    private static final int BACKLOG = 200;
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final int CHUNK = 16_384;
    /** Of what waits for its time; a sender that is ahead by more has to wait. */
    private static final int MOST_CHUNKS = 256;

    private final ServerSocket server;
    private final Supplier<SocketAddress> target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile long delayNanos;

    private DelayingProxy(ServerSocket server, Supplier<SocketAddress> target) {
        this.server = server;
        this.target = target;
    }

    /**
     * Returns a proxy that listens.
     *
     * @param target where to send on; asked for each connection
     */
    static DelayingProxy to(Supplier<SocketAddress> target) {
        try {
            DelayingProxy proxy =
                    new DelayingProxy(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), target);
            proxy.daemon("accepts", proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    SocketAddress address() {
        return new InetSocketAddress(server.getInetAddress(), port());
    }

    /** Sends on each byte so much later than it came, from now on, also on connections that are open. */
    void delay(Duration delay) {
        delayNanos = delay.toNanos();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket from = server.accept();
                daemon("connects", () -> connect(from));
            } catch (IOException e) {
                // Closed, or no more files may be open: that may last.
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void connect(Socket from) {
        Socket to = new Socket();
        sockets.add(from);
        sockets.add(to);
        try (from;
                to) {
            if (server.isClosed()) {
                return; // close() may have been there before these two were known.
            }
            to.connect(target.get());
            from.setTcpNoDelay(true);
            to.setTcpNoDelay(true);
            BlockingQueue<Chunk> waiting = new ArrayBlockingQueue<>(MOST_CHUNKS);
            daemon("reads", () -> read(from, waiting));
            daemon("sends", () -> send(waiting, to));
            to.getInputStream().transferTo(from.getOutputStream());
        } catch (IOException | RuntimeException e) {
            // One of the two is gone, or the container does not run: the caller sees its connection end.
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private void read(Socket from, BlockingQueue<Chunk> waiting) {
        try {
            InputStream in = from.getInputStream();
            byte[] buffer = new byte[CHUNK];
            int length;
            do {
                length = in.read(buffer);
                byte[] bytes = new byte[Math.max(0, length)];
                System.arraycopy(buffer, 0, bytes, 0, bytes.length);
                Chunk chunk = new Chunk(bytes, length < 0, System.nanoTime() + delayNanos);
                while (!waiting.offer(chunk, 1, TimeUnit.SECONDS)) {
                    if (from.isClosed()) {
                        return; // nobody takes any more
                    }
                }
            } while (length >= 0);
        } catch (IOException e) {
            waiting.clear();
            waiting.add(new Chunk(new byte[0], true, System.nanoTime()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(BlockingQueue<Chunk> waiting, Socket to) {
        try {
            OutputStream out = to.getOutputStream();
            Chunk chunk;
            do {
                chunk = waiting.take();
                TimeUnit.NANOSECONDS.sleep(chunk.due() - System.nanoTime());
                out.write(chunk.bytes());
            } while (!chunk.isLast());
            to.shutdownOutput();
        } catch (IOException e) {
            // The container is gone; connect() ends both connections.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void daemon(String what, Runnable task) {
        Thread thread = new Thread(task, "spanhound-proxy-" + port() + "-" + what);
        thread.setDaemon(true);
        thread.start();
    }

    /** Stops listening, and ends its connections. */
    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Chunk(byte[] bytes, boolean isLast, long due) {}
}
