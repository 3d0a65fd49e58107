// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.server;

import io.netty.channel.ChannelId;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** A connection that was accepted outside of Netty. */
final class Connection extends NioSocketChannel {
    private final Set<SocketChannel> open;

    /**
     * Creates it.
     *
     * @param accepted the connection's socket
     * @param open the sockets that are open, to which this one belongs until it is closed
     */
    Connection(SocketChannel accepted, Set<SocketChannel> open) {
        super(null, accepted);
        this.open = open;
        open.add(accepted);
    }

    @Override
    protected void doClose() throws Exception {
        open.remove(javaChannel());
        super.doClose();
    }

    /** Netty's own IDs ask for the machine's network interfaces, which takes longer than the rest of the start. */
    @Override
    protected ChannelId newId() {
        return new Id(Id.LAST.incrementAndGet());
    }

    private record Id(long value) implements ChannelId {
        private static final AtomicLong LAST = new AtomicLong();

        @Override
        public String asShortText() {
            return Long.toString(value);
        }

        @Override
        public String asLongText() {
            return asShortText();
        }

        @Override
        public int compareTo(ChannelId other) {
            return other instanceof Id id
                    ? Long.compare(value, id.value)
                    : asLongText().compareTo(other.asLongText());
        }
    }
}
