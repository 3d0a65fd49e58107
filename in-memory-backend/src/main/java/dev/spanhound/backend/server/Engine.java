// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.server;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Netty behind the ports: a few event loops on daemon threads, each started by its first connection. */
final class Engine {
    private static final int MOST_LOOPS = 4;
    private static final long STOP_TIMEOUT_MILLIS = 2_000;

    static {
        InternalLoggerFactory.setDefaultFactory(new SilentLoggerFactory());
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    }

    private final Endpoint endpoint;
    private final int maxBodyBytes;
    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false, true);
    private final EventLoop[] loops;
    private final AtomicInteger next = new AtomicInteger();

    Engine(Endpoint endpoint, int maxBodyBytes) {
        this.endpoint = new Unfailing(endpoint);
        this.maxBodyBytes = maxBodyBytes;
        // Single loops, not a group: a group's end is announced on Netty's global executor, whose thread is no daemon.
        IoHandlerFactory nio = NioIoHandler.newFactory();
        DefaultThreadFactory threads = new DefaultThreadFactory("spanhound-server", true);
        loops = new EventLoop[Math.min(MOST_LOOPS, Runtime.getRuntime().availableProcessors())];
        for (int i = 0; i < loops.length; i++) {
            loops[i] = new SingleThreadIoEventLoop(null, threads, nio);
        }
    }

    /** Serves a connection until either side closes it. */
    @SuppressWarnings("FutureReturnValueIgnored") // A connection that cannot be registered is closed.
    void serve(SocketChannel accepted) {
        Connection connection = new Connection(accepted);
        connection.config().setOption(ChannelOption.ALLOCATOR, allocator);
        connection.pipeline().addLast(new QuickAck(accepted), new FirstBytes(endpoint, maxBodyBytes));
        loops[Math.floorMod(next.getAndIncrement(), loops.length)].register(connection);
    }

    /** Closes all connections, and returns when the threads have ended. */
    @SuppressWarnings("FutureReturnValueIgnored") // The thread's end is awaited.
    void close() {
        for (EventLoop loop : loops) {
            loop.shutdownGracefully(0, STOP_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        }
        try {
            for (EventLoop loop : loops) {
                loop.awaitTermination(STOP_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
