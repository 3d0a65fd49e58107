// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2EventAdapter;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The requests of an HTTP/2 connection, side by side. */
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes the connection.
final class Http2Streams extends Http2EventAdapter {
    private static final int WINDOW_BYTES = 16 * 1024 * 1024;
    private static final int FRAME_BYTES = 64 * 1024;
    private static final int HEADER_BYTES = 64 * 1024;
    private static final int GRPC_PREFIX_BYTES = 5;
    private static final int DEFAULT_WINDOW_BYTES = 65_535;

    private final Http2ConnectionHandler handler;
    private final Http2Connection connection;
    private final Http2Connection.PropertyKey exchange;
    private final Endpoint endpoint;
    private final int maxBodyBytes;
    private boolean widened;

    private Http2Streams(Http2ConnectionHandler handler, Endpoint endpoint, int maxBodyBytes) {
        this.handler = handler;
        this.connection = handler.connection();
        this.exchange = connection.newKey();
        this.endpoint = endpoint;
        this.maxBodyBytes = maxBodyBytes;
    }

    /** Returns a handler that speaks HTTP/2 for this endpoint. */
    static Http2ConnectionHandler handler(Endpoint endpoint, int maxBodyBytes) {
        Http2ConnectionHandler handler = new Http2ConnectionHandlerBuilder()
                .server(true)
                .initialSettings(Http2Settings.defaultSettings()
                        .initialWindowSize(WINDOW_BYTES)
                        .maxFrameSize(FRAME_BYTES)
                        .maxHeaderListSize(HEADER_BYTES))
                .frameListener(new Http2EventAdapter())
                .gracefulShutdownTimeoutMillis(0)
                .build();
        // A frame mostly takes several reads; merging these copies each of them into another buffer.
        handler.setCumulator(ByteToMessageDecoder.COMPOSITE_CUMULATOR);
        handler.decoder().frameListener(new Http2Streams(handler, endpoint, maxBodyBytes));
        return handler;
    }

    private record Incoming(Request head, RequestBody body) {}

    @Override
    public void onSettingsRead(ChannelHandlerContext context, Http2Settings settings) throws Http2Exception {
        if (!widened) {
            widened = true;
            connection
                    .local()
                    .flowController()
                    .incrementWindowSize(connection.connectionStream(), WINDOW_BYTES - DEFAULT_WINDOW_BYTES);
        }
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext context,
            int streamId,
            Http2Headers headers,
            int dependency,
            short weight,
            boolean exclusive,
            int padding,
            boolean last) {
        onHeadersRead(context, streamId, headers, padding, last);
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext context, int streamId, Http2Headers headers, int padding, boolean last) {
        Http2Stream stream = connection.stream(streamId);
        Incoming incoming = stream.getProperty(exchange);
        if (incoming == null && stream.isHeadersSent()) {
            return; // trailers of what was refused before it had come
        }
        if (incoming == null) {
            Request head = RequestHead.of(orEmpty(headers.method()), orEmpty(headers.path()), headers.iterator());
            incoming = new Incoming(head, new RequestBody(RequestHead.declaredBytes(head), maxBodyBytes));
            stream.setProperty(exchange, incoming);
        }
        if (last) {
            answer(context, stream, incoming);
        }
    }

    @Override
    public int onDataRead(ChannelHandlerContext context, int streamId, ByteBuf data, int padding, boolean last) {
        int received = data.readableBytes() + padding;
        Http2Stream stream = connection.stream(streamId);
        Incoming incoming = stream.getProperty(exchange);
        if (incoming == null) {
            return received;
        }
        if (incoming.body().isEmpty()) {
            incoming.body().expect(announcedBytes(incoming.head(), data));
        }
        if (!incoming.body().add(data)) {
            // What still comes is read and dropped; a reset would be repeated for each of its frames.
            stream.removeProperty(exchange);
            send(context, streamId, incoming.head(), endpoint.tooLarge(incoming.head(), maxBodyBytes));
        } else if (last) {
            answer(context, stream, incoming);
        }
        return received;
    }

    /** Returns the size of a gRPC body, whose first five bytes are a flag and the size of what follows; or -1. */
    private static long announcedBytes(Request head, ByteBuf start) {
        boolean grpc = head.headers().getOrDefault("content-type", "").startsWith("application/grpc");
        return grpc && start.readableBytes() >= GRPC_PREFIX_BYTES
                ? GRPC_PREFIX_BYTES + start.getUnsignedInt(start.readerIndex() + 1)
                : -1;
    }

    private void answer(ChannelHandlerContext context, Http2Stream stream, Incoming incoming) {
        stream.removeProperty(exchange);
        int streamId = stream.id();
        Response response = endpoint.answer(RequestHead.with(incoming.body().whole(), incoming.head()));
        long delay = response.delivery().delay().toNanos();
        if (delay == 0) {
            send(context, streamId, incoming.head(), response);
            return;
        }
        context.executor()
                .schedule(
                        () -> {
                            send(context, streamId, incoming.head(), response);
                            handler.flush(context);
                        },
                        delay,
                        TimeUnit.NANOSECONDS);
    }

    private void send(ChannelHandlerContext context, int streamId, Request request, Response response) {
        Http2ConnectionEncoder encoder = handler.encoder();
        boolean broken = response.delivery().broken();
        boolean head = request.method().equals("HEAD");
        boolean hasBody = response.body().length > 0 && !head;
        boolean hasTrailers = !response.trailers().isEmpty() && !head;
        Http2Headers headers = lines(response.headers()).status(Integer.toString(response.status()));
        encoder.writeHeaders(context, streamId, headers, 0, !broken && !hasBody && !hasTrailers, context.newPromise());
        if (hasBody) {
            ByteBuf body = Unpooled.wrappedBuffer(response.body());
            encoder.writeData(context, streamId, body, 0, !broken && !hasTrailers, context.newPromise());
        }
        if (broken) {
            // Not by way of the HTTP/2 handler, which would end the stream in good order first.
            handler.flush(context);
            context.pipeline().firstContext().close();
        } else if (hasTrailers) {
            encoder.writeHeaders(context, streamId, lines(response.trailers()), 0, true, context.newPromise());
        }
    }

    private static Http2Headers lines(Map<String, String> lines) {
        Http2Headers headers = new DefaultHttp2Headers(false);
        for (Map.Entry<String, String> line : lines.entrySet()) {
            headers.set(line.getKey(), line.getValue());
        }
        return headers;
    }

    private static CharSequence orEmpty(@Nullable CharSequence text) {
        return text == null ? "" : text;
    }
}
