// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.standalone;

import dev.spanhound.backend.Endpoints;
import dev.spanhound.backend.Limits;
import dev.spanhound.backend.TraceBackend;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Receives traces until the process is told to end. Prints where, as one line of JSON, once the ports are bound:
 *
 * <pre>{@code {"otlpGrpc": "http://127.0.0.1:4318", "otlpHttp": "http://127.0.0.1:4318", "zipkin": "http://127.0.0.1:4318/api/v2/spans"}}</pre>
 *
 * On SIGTERM or SIGINT it closes its ports and ends the JVM with exit code 0, in place of the 143 or 130 that a JVM ends
 * with by itself.
 */
@Command(
        name = "serve",
        description = {
            "Receives traces by OTLP and Zipkin until it gets SIGTERM.",
            "Prints where, as one line of JSON, once the ports are bound. Every port speaks every protocol.",
            "GET /healthz answers 200; GET /api/traces/{traceId} and GET /api/v3/traces/{traceId} give a trace back."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        sortOptions = false)
final class ServeCommand implements Callable<Integer> {
    private static final String PORT = "PORT";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--port",
            paramLabel = PORT,
            defaultValue = "4318",
            description = "Port for all protocols; 0 takes any free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(names = "--otlp-grpc-port", paramLabel = PORT, description = "One more port, printed as otlpGrpc.")
    private @Nullable Integer otlpGrpcPort;

    @Option(names = "--otlp-http-port", paramLabel = PORT, description = "One more port, printed as otlpHttp.")
    private @Nullable Integer otlpHttpPort;

    @Option(names = "--zipkin-port", paramLabel = PORT, description = "One more port, printed as zipkin.")
    private @Nullable Integer zipkinPort;

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            description = "Address to bind; may be repeated. 0.0.0.0 shows the backend to the whole network. "
                    + "Default: loopback.")
    private InetAddress[] addresses = {};

    @Option(
            names = "--max-spans",
            paramLabel = "COUNT",
            description = "Spans kept; above it the oldest traces are dropped. Default: ${DEFAULT-VALUE}.")
    private int maxSpans = Limits.DEFAULT.maxSpans();

    @Option(
            names = "--max-request-bytes",
            paramLabel = "BYTES",
            description = "Size of one request's body, also after decompression. Default: ${DEFAULT-VALUE}.")
    private int maxRequestBytes = Limits.DEFAULT.maxRequestBytes();

    @Override
    public Integer call() throws InterruptedException {
        TraceBackend backend = backend();
        Endpoints endpoints;
        try {
            endpoints = backend.endpoints();
        } catch (UncheckedIOException e) {
            spec.commandLine().getErr().println("spanhound: " + e.getMessage());
            return 1;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(backend), "spanhound-shutdown"));
        spec.commandLine().getOut().println(json(endpoints));
        backend.warmUp();
        new CountDownLatch(1).await();
        return 0;
    }

    private TraceBackend backend() {
        try {
            TraceBackend.Builder builder = TraceBackend.builder()
                    .limits(new Limits(maxSpans, maxRequestBytes))
                    .port(port)
                    .address(addresses);
            if (otlpGrpcPort != null) {
                builder.otlpGrpcPort(otlpGrpcPort);
            }
            if (otlpHttpPort != null) {
                builder.otlpHttpPort(otlpHttpPort);
            }
            if (zipkinPort != null) {
                builder.zipkinPort(zipkinPort);
            }
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static String json(Endpoints endpoints) {
        return "{\"otlpGrpc\": \"" + endpoints.otlpGrpc() + "\", \"otlpHttp\": \"" + endpoints.otlpHttp()
                + "\", \"zipkin\": \"" + endpoints.zipkin() + "\"}";
    }

    /** Halts, because a JVM that runs its shutdown hooks for a signal takes no other exit code any more. */
    private static void end(TraceBackend backend) {
        backend.close();
        Runtime.getRuntime().halt(0);
    }
}
