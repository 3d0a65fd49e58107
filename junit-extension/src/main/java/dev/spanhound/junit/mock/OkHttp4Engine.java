// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit.mock;

import dev.spanhound.trace.propagation.HeaderLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import okio.Buffer;

/** The MockWebServer of okhttp 4. A class of its own, since it is optional. */
final class OkHttp4Engine extends Dispatcher implements HttpEngine {
    private final MockWebServer server = new MockWebServer();
    private final Handler handler;

    private OkHttp4Engine(Handler handler) {
        this.handler = handler;
    }

    /** Returns what its caller need not know the class of: the verifier would load what is optional. */
    static HttpEngine start(Handler handler) {
        OkHttp4Engine engine = new OkHttp4Engine(handler);
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
        Request request = new Request(
                String.valueOf(recorded.getMethod()),
                String.valueOf(recorded.getPath()),
                OkHttpHeaders.lines(recorded.getHeaders()),
                recorded.getBody().readByteArray());
        Optional<MockReply> reply = handler.handle(request);
        return reply.map(OkHttp4Engine::response)
                .orElseGet(() -> new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));
    }

    private static MockResponse response(MockReply reply) {
        MockResponse response =
                new MockResponse().setResponseCode(reply.status()).clearHeaders();
        if (reply.hasContent()) {
            response.setBody(new Buffer().write(reply.bytes()));
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
            server.shutdown();
        } catch (IOException e) {
            // It waits 5 seconds for stubs that still answer, and gives up. Whoever closes it is not to fail for that.
        }
    }
}
