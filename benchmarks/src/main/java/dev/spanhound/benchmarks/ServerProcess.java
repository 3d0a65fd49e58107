// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.benchmarks;

import dev.spanhound.benchmarks.load.Encoding;
import dev.spanhound.benchmarks.load.GrpcClient;
import dev.spanhound.benchmarks.load.Http1Client;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a JVM of its own, started from its executable jar. */
final class ServerProcess implements AutoCloseable {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final Pattern ENDPOINT = Pattern.compile("\"otlpHttp\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern TOTAL = Pattern.compile("^Total +\\d+ +(\\d+)");
    private static final Pattern SPAN = Pattern.compile("\"(?:spanId|id)\"\\s*:");

    private final Process process;
    private final URI uri;
    private final String traces;

    private ServerProcess(Process process, URI uri, String traces) {
        this.process = process;
        this.uri = uri;
        this.traces = traces;
    }

    /** Starts our stand-alone program. It prints its endpoints when it has bound its port. */
    static ServerProcess spanhound(String... jvmOptions) throws IOException {
        Process process = new ProcessBuilder(
                        command("spanhound.jar", jvmOptions, "serve", "--port", "0", "--max-spans", "10000000"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = process.inputReader();
        String line = output.readLine();
        Matcher endpoint = ENDPOINT.matcher(line == null ? "" : line);
        if (!endpoint.find()) {
            process.destroy();
            throw new IOException("first line of output: " + line + " (expected: the endpoints as JSON)");
        }
        return new ServerProcess(process, URI.create(endpoint.group(1)), "/api/v3/traces/");
    }

    /** Starts the Zipkin server with its in-memory storage, as it comes but for the bound on the number of spans. */
    static ServerProcess zipkin(String... jvmOptions) throws IOException {
        int port = freePort();
        List<String> command = command("zipkin.jar", jvmOptions, "--server.port=" + port);
        command.add("--zipkin.storage.mem.max-spans=10000000");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new ServerProcess(process, URI.create("http://127.0.0.1:" + port), "/api/v2/trace/").awaitHealth();
    }

    private static List<String> command(String jarProperty, String[] jvmOptions, String... arguments) {
        String jar = System.getProperty(jarProperty, "");
        if (!new File(jar).isFile()) {
            throw new IllegalStateException(jarProperty + ": " + jar + " (expected: a jar; see README.md)");
        }
        List<String> command = new ArrayList<>();
        command.add(JAVA.toString());
        command.addAll(List.of(jvmOptions));
        command.addAll(List.of("-jar", jar));
        command.addAll(List.of(arguments));
        return command;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Asks until the server answers, at intervals that are short beside its start. */
    private ServerProcess awaitHealth() throws IOException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest health = HttpRequest.newBuilder(uri.resolve("/health")).build();
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (System.nanoTime() < deadline && process.isAlive()) {
            try {
                if (client.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return this;
                }
            } catch (ConnectException e) {
                pause(2);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
        close();
        throw new IOException("no healthy answer at " + uri);
    }

    private static void pause(long millis) throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    URI uri() {
        return uri;
    }

    Http1Client otlpHttp() throws IOException {
        return new Http1Client(uri.resolve("/v1/traces"), Encoding.OTLP);
    }

    GrpcClient otlpGrpc() throws IOException {
        return new GrpcClient(uri, "/opentelemetry.proto.collector.trace.v1.TraceService/Export");
    }

    Http1Client zipkinSpans(Encoding encoding) throws IOException {
        return new Http1Client(uri.resolve("/api/v2/spans"), encoding);
    }

    /** Returns how many spans of a trace the server gives back by its query API. */
    int spansOf(String traceId) throws IOException {
        HttpRequest query = HttpRequest.newBuilder(uri.resolve(traces + traceId))
                .timeout(Duration.ofSeconds(30))
                .build();
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient().send(query, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200
                    ? (int) SPAN.matcher(answer.body()).results().count()
                    : 0;
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** Returns the processor time that the server has used. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Returns the bytes of all objects that are reachable, by the JDK's own {@code jcmd}. */
    long liveBytes() throws IOException {
        Process jcmd = new ProcessBuilder(
                        JAVA.resolveSibling("jcmd").toString(), Long.toString(process.pid()), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = jcmd.inputReader()) {
            return output.lines()
                    .map(TOTAL::matcher)
                    .filter(Matcher::find)
                    .mapToLong(total -> Long.parseLong(total.group(1)))
                    .findFirst()
                    .orElseThrow(() -> new IOException("jcmd told no total"));
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
