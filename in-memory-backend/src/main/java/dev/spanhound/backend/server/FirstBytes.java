// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import java.util.List;

/** Decides by a connection's first bytes what is spoken on it: HTTP/2 with prior knowledge begins with {@code PRI}. */
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes the connection.
final class FirstBytes extends ByteToMessageDecoder {
    private static final int HTTP_2 = 0x50524920;
    private static final int TLS_HANDSHAKE = 0x1603;
    private static final int MOST_HEADER_BYTES = 64 * 1024;

    private final Endpoint endpoint;
    private final int maxBodyBytes;

    FirstBytes(Endpoint endpoint, int maxBodyBytes) {
        this.endpoint = endpoint;
        this.maxBodyBytes = maxBodyBytes;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (in.readableBytes() < Integer.BYTES) {
            return;
        }
        int first = in.getInt(in.readerIndex());
        if (first >>> Short.SIZE == TLS_HANDSHAKE) {
            in.skipBytes(in.readableBytes());
            endpoint.unreadable("a TLS handshake (expected: plain text; the endpoint begins with http://)");
            context.close();
            return;
        }
        ChannelPipeline pipeline = context.pipeline();
        if (first == HTTP_2) {
            pipeline.addLast(Http2Streams.handler(endpoint, maxBodyBytes));
        } else {
            HttpDecoderConfig config = new HttpDecoderConfig()
                    .setMaxInitialLineLength(MOST_HEADER_BYTES)
                    .setMaxHeaderSize(MOST_HEADER_BYTES)
                    .setMaxChunkSize(MOST_HEADER_BYTES);
            pipeline.addLast(
                    new HttpServerCodec(config), new FlowControlHandler(), new Http1Exchange(endpoint, maxBodyBytes));
        }
        pipeline.remove(this);
    }
}
