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
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
        return spanhound(command("spanhound.jar", jvmOptions, "serve", "--port", "0", "--max-spans", "10000000"));
    }

    /** Starts our stand-alone program as a collector. It need not keep what it exports. */
    static ServerProcess spanhoundCollector(Path config, Path export) throws IOException {
        String[] jvmOptions = System.getProperty("jvm", "-XX:+UseParallelGC,-Xmx1400m,-Xmn1100m")
                .split(",");
        return spanhound(command(
                "spanhound.jar",
                jvmOptions,
                "serve",
                "--port=0",
                "--max-spans=1000",
                "--collector=" + config,
                "--export=" + export));
    }

    private static ServerProcess spanhound(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
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

    /** Starts a real Collector, whose binary is named by the system property {@code otelcol}. */
    static ServerProcess collector(Path config, Path export) throws IOException {
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(System.getProperty("otelcol", "otelcol"), "--config=" + config);
        builder.environment().put("OTLP_PORT", Integer.toString(port));
        builder.environment().put("EXPORT_FILE", export.toString());
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new ServerProcess(process, URI.create("http://127.0.0.1:" + port), "").awaitPort();
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

    /** Connects until the server accepts, at intervals that are short beside its start. */
    private ServerProcess awaitPort() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (System.nanoTime() < deadline && process.isAlive()) {
            try {
                new Socket(uri.getHost(), uri.getPort()).close();
                return this;
            } catch (ConnectException e) {
                pause(10);
            }
        }
        close();
        throw new IOException("nobody accepts at " + uri);
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

    /** Returns the most memory that was resident at once, in bytes. Linux only. */
    long peakMemoryBytes() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow(() -> new IOException("/proc tells no VmHWM"));
        }
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
