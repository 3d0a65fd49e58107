// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.server;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Netty behind the ports: a few event loops on daemon threads, each started by its first connection. */
final class Engine implements ThreadFactory {
    private static final int MOST_LOOPS = 4;
    private static final long LONGEST_STOP_MILLIS = 1_000;

    static {
        InternalLoggerFactory.setDefaultFactory(new SilentLoggerFactory());
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    }

    private final Endpoint endpoint;
    private final int maxBodyBytes;
    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false, true);
    private final EventLoop[] loops;
    private final AtomicInteger next = new AtomicInteger();
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    Engine(Endpoint endpoint, int maxBodyBytes) {
        this.endpoint = new Unfailing(endpoint);
        this.maxBodyBytes = maxBodyBytes;
        // Single loops, not a group: a group's end is announced on Netty's global executor, whose thread is no daemon.
        IoHandlerFactory nio = NioIoHandler.newFactory();
        loops = new EventLoop[Math.min(MOST_LOOPS, Runtime.getRuntime().availableProcessors())];
        for (int i = 0; i < loops.length; i++) {
            loops[i] = new SingleThreadIoEventLoop(null, this, nio);
        }
    }

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = new FastThreadLocalThread(work, "spanhound-server-" + (threads.size() + 1));
        thread.setDaemon(true);
        threads.add(thread);
        return thread;
    }

    /** Serves a connection until either side closes it. */
    @SuppressWarnings("FutureReturnValueIgnored") // A connection that cannot be registered is closed.
    void serve(SocketChannel accepted) {
        Connection connection = new Connection(accepted, open);
        connection.config().setOption(ChannelOption.ALLOCATOR, allocator);
        connection.pipeline().addLast(new QuickAck(accepted), new FirstBytes(endpoint, maxBodyBytes));
        loops[Math.floorMod(next.getAndIncrement(), loops.length)].register(connection);
    }

    /** Closes all connections, and returns when the threads have ended. */
    @SuppressWarnings("FutureReturnValueIgnored") // The thread's end is awaited.
    void close() {
        for (EventLoop loop : loops) {
            loop.shutdownGracefully(0, LONGEST_STOP_MILLIS, TimeUnit.MILLISECONDS);
        }
        for (Thread thread : threads) {
            HttpServer.join(thread);
        }
        // A loop that shuts down leaves those open that it has just got to know.
        for (SocketChannel connection : open) {
            try {
                connection.close();
            } catch (IOException e) {
                // It is gone all the same.
            }
        }
    }
}
