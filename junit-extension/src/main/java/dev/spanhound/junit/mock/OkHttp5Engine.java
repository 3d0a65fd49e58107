// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit.mock;

import dev.spanhound.trace.propagation.HeaderLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import okio.ByteString;

/** The MockWebServer of okhttp 5. A class of its own, since it is optional. */
final class OkHttp5Engine extends Dispatcher implements HttpEngine {
    private final MockWebServer server = new MockWebServer();
    private final Handler handler;

    private OkHttp5Engine(Handler handler) {
        this.handler = handler;
    }

    /** Returns what its caller need not know the class of: the verifier would load what is optional. */
    static HttpEngine start(Handler handler) {
        OkHttp5Engine engine = new OkHttp5Engine(handler);
        engine.server.setServerSocketFactory(new UndelayedSockets());
        engine.server.setDispatcher(engine);
        try {
            engine.server.start(HttpEngine.loopback(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return engine;
    }

    @Override
    public MockResponse dispatch(RecordedRequest recorded) throws InterruptedException {
        server.takeRequest(0, TimeUnit.NANOSECONDS); // else it keeps every request for ever
        ByteString body = recorded.getBody();
        Request request = new Request(
                recorded.getMethod(),
                recorded.getTarget(),
                OkHttpHeaders.lines(recorded.getHeaders()),
                body == null ? new byte[0] : body.toByteArray());
        MockResponse.Builder broken =
                new MockResponse.Builder().onResponseStart(SocketEffect.ShutdownConnection.INSTANCE);
        Optional<MockReply> reply = handler.handle(request);
        return reply.map(OkHttp5Engine::response).orElse(broken).build();
    }

    private static MockResponse.Builder response(MockReply reply) {
        MockResponse.Builder response =
                new MockResponse.Builder().code(reply.status()).clearHeaders();
        if (reply.hasContent()) {
            response.body(new Buffer().write(reply.bytes()));
        }
        for (HeaderLine header : reply.headers().lines()) {
            response.addHeaderLenient(header.name(), header.value());
        }
        return response;
    }

    @Override
    public int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (AssertionError e) {
            // It waits 5 seconds for stubs that still answer, and gives up. Whoever closes it is not to fail for that.
        }
    }
}
