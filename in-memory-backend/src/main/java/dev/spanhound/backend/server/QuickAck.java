// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * Acknowledges each segment at once, where the system can. Without, a client that does not set TCP_NODELAY (OkHttp, and
 * so OpenTelemetry's exporters) waits 40 ms within each body that takes two writes. The system forgets the option, so
 * it is set again after each read.
 */
final class QuickAck extends ChannelInboundHandlerAdapter {
    private final SocketChannel socket;
    private final @Nullable SocketOption<Boolean> option;

    QuickAck(SocketChannel socket) {
        this.socket = socket;
        this.option = option(socket);
        set();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        set();
        context.fireChannelReadComplete();
    }

    private void set() {
        if (option == null) {
            return;
        }
        try {
            socket.setOption(option, true);
        } catch (IOException e) {
            // The connection is closing; reading tells.
        }
    }

    // By name, since the class that declares the option is not in every runtime image.
    @SuppressWarnings("unchecked")
    private static @Nullable SocketOption<Boolean> option(SocketChannel socket) {
        for (SocketOption<?> option : socket.supportedOptions()) {
            if (option.name().equals("TCP_QUICKACK")) {
                return (SocketOption<Boolean>) option;
            }
        }
        return null;
    }
}
