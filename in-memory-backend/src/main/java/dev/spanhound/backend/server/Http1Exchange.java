// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The requests of an HTTP/1.1 connection, one after the other. */
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes the connection.
final class Http1Exchange extends ChannelInboundHandlerAdapter {
    private static final long LONGEST_DRAIN_SECONDS = 5;

    private final Endpoint endpoint;
    private final int maxBodyBytes;
    private @Nullable Request head;
    private @Nullable RequestBody body;
    private boolean keepAlive;

    Http1Exchange(Endpoint endpoint, int maxBodyBytes) {
        this.endpoint = endpoint;
        this.maxBodyBytes = maxBodyBytes;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            HttpObject part = (HttpObject) message;
            if (part.decoderResult().isFailure()) {
                refuseMalformed(context, part.decoderResult().cause());
                return;
            }
            if (part instanceof HttpRequest request) {
                begin(context, request);
            }
            if (part instanceof HttpContent content) {
                add(context, content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(ChannelHandlerContext context, HttpRequest request) {
        head = RequestHead.of(
                request.method().name(), request.uri(), request.headers().iteratorCharSequence());
        keepAlive = HttpUtil.isKeepAlive(request);
        long declared = RequestHead.declaredBytes(head);
        if (declared > maxBodyBytes) {
            refuseTooLarge(context, head);
            return;
        }
        body = new RequestBody(declared, maxBodyBytes);
        if (HttpUtil.is100ContinueExpected(request)) {
            context.writeAndFlush(new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
        }
    }

    private void add(ChannelHandlerContext context, HttpContent content) {
        boolean last = content instanceof LastHttpContent;
        if (head == null || body == null) {
            // The rest of a body that was refused: a client that writes all of it first must get to our answer.
            if (last) {
                context.close();
            }
        } else if (!body.add(content.content())) {
            refuseTooLarge(context, head);
            if (last) {
                context.close();
            }
        } else if (last) {
            Request request = RequestHead.with(body.whole(), head);
            head = null;
            body = null;
            deliver(context, endpoint.answer(request));
        }
    }

    private void refuseTooLarge(ChannelHandlerContext context, Request refused) {
        head = null;
        body = null;
        keepAlive = false;
        context.writeAndFlush(whole(endpoint.tooLarge(refused, maxBodyBytes)));
        context.executor().schedule(() -> context.close(), LONGEST_DRAIN_SECONDS, TimeUnit.SECONDS);
    }

    private void refuseMalformed(ChannelHandlerContext context, Throwable cause) {
        int status = cause instanceof TooLongHttpLineException
                ? 414
                : cause instanceof TooLongHttpHeaderException ? 431 : 400;
        String reason = "not an HTTP request: " + cause.getMessage();
        endpoint.unreadable(reason);
        keepAlive = false;
        send(context, Response.of(status, "text/plain", reason));
    }

    private void deliver(ChannelHandlerContext context, Response response) {
        long delay = response.delivery().delay().toNanos();
        if (delay == 0) {
            send(context, response);
            return;
        }
        // Requests that the client has sent meanwhile wait for this one's answer.
        context.channel().config().setAutoRead(false);
        context.executor()
                .schedule(
                        () -> {
                            send(context, response);
                            context.channel().config().setAutoRead(true);
                        },
                        delay,
                        TimeUnit.NANOSECONDS);
    }

    private void send(ChannelHandlerContext context, Response response) {
        ChannelFuture sent;
        if (response.delivery().broken()) {
            HttpResponse promise =
                    new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(response.status()));
            setHeaders(promise.headers(), response, response.body().length + 1);
            context.write(promise);
            sent = context.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(response.body())));
            keepAlive = false;
        } else {
            sent = context.writeAndFlush(whole(response));
        }
        if (!keepAlive) {
            sent.addListener(ChannelFutureListener.CLOSE);
        }
    }

    private FullHttpResponse whole(Response response) {
        ByteBuf content = Unpooled.wrappedBuffer(response.body());
        FullHttpResponse whole = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(response.status()), content);
        setHeaders(whole.headers(), response, response.body().length);
        return whole;
    }

    private void setHeaders(HttpHeaders headers, Response response, int length) {
        for (Map.Entry<String, String> header : response.headers().entrySet()) {
            headers.set(header.getKey(), header.getValue());
        }
        headers.set("content-length", length);
        headers.set("connection", keepAlive ? "keep-alive" : "close");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
