// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * Requests sent on several connections at once, one at a time on each. Each connection is a service of its own, as
 * an exporter sends the spans of one.
 */
public final class Load implements AutoCloseable {
    private final List<Connection> connections = new ArrayList<>();
    private final ExecutorService threads;

    /** Opens connections. */
    public interface Opener {
        Client open() throws IOException;
    }

    private static final class Connection {
        final Client client;
        final SpanRequest request;
        long number;

        Connection(Client client, SpanRequest request) {
            this.client = client;
            this.request = request;
        }
    }

    /** Opens the connections, and encodes a request for each. */
    public Load(int connections, Encoding encoding, int spansPerRequest, Opener opener) throws IOException {
        this(connections, i -> SpanRequest.of(encoding, "service-" + i, spansPerRequest, 42 + i), opener);
    }

    /** Opens the connections, each with the request of its number. */
    public Load(int connections, IntFunction<SpanRequest> requests, Opener opener) throws IOException {
        for (int i = 0; i < connections; i++) {
            this.connections.add(new Connection(opener.open(), requests.apply(i)));
        }
        this.threads = Executors.newFixedThreadPool(connections);
    }

    /** Sends at least this many spans, and returns how many were. */
    public long send(long spans) throws IOException, InterruptedException {
        long spansPerRound =
                connections.stream().mapToLong(c -> c.request.spans()).sum();
        long rounds = (spans + spansPerRound - 1) / spansPerRound;
        List<Future<?>> sending = new ArrayList<>();
        for (Connection connection : connections) {
            sending.add(threads.submit(() -> {
                for (long i = 0; i < rounds; i++) {
                    connection.client.send(connection.request.numbered(connection.number++));
                }
                return null;
            }));
        }
        for (Future<?> connection : sending) {
            try {
                connection.get();
            } catch (ExecutionException e) {
                throw new IOException(e.getCause());
            }
        }
        return rounds * spansPerRound;
    }

    /** Returns IDs of traces that were sent, from the first to the last request of each connection. */
    public List<String> sampleOfTraceIds(int perConnection) {
        List<String> ids = new ArrayList<>();
        for (Connection connection : connections) {
            for (int i = 0; i < perConnection; i++) {
                ids.add(connection.request.firstTraceId((connection.number - 1) * i / Math.max(1, perConnection - 1)));
            }
        }
        return ids;
    }

    /** Returns the size of one request's body, in bytes. */
    public int requestBytes() {
        return connections.get(0).request.length();
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        for (Connection connection : connections) {
            connection.client.close();
        }
    }
}
