// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.standalone;

import dev.spanhound.backend.Endpoints;
import dev.spanhound.backend.Limits;
import dev.spanhound.backend.TraceBackend;
import dev.spanhound.collector.CollectorConfig;
import dev.spanhound.collector.TraceCollector;
import dev.spanhound.collector.TraceCollectorBuilder;
import dev.spanhound.collector.config.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

    @Option(
            names = "--collector",
            paramLabel = "YAML",
            description = "A Collector's configuration: only what its traces pipelines let through is kept. "
                    + "Several are merged as the Collector merges them.")
    private String[] collector = {};

    @Option(
            names = "--export",
            paramLabel = "FILE",
            description = "With --collector: where to write what is let through, as OTLP JSON, a line for each batch.")
    private @Nullable Path export;

    private @Nullable ExportFile exported;

    @Override
    public Integer call() throws InterruptedException {
        TraceBackend backend;
        try {
            backend = backend();
        } catch (ConfigException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 2;
        }
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
        if (backend.collector().isEmpty()) {
            new CountDownLatch(1).await();
        }
        while (true) {
            // A collector has no thread of its own: what comes due is decided whenever it is asked for anything.
            TimeUnit.MILLISECONDS.sleep(100);
            backend.collector().ifPresent(TraceCollector::now);
            flushExported();
        }
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
            if (collector.length > 0) {
                builder.collector(collector(CollectorConfig.load(collector)));
            } else if (export != null) {
                throw new IllegalArgumentException("--export: nothing to write (expected: together with --collector)");
            }
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private TraceCollectorBuilder collector(CollectorConfig config) {
        config.warnings().forEach(warning -> spec.commandLine().getErr().println("warning: " + warning));
        // Nobody can ask this program for a decision.
        TraceCollectorBuilder builder =
                TraceCollector.builder().config(config).realTime().rememberingDecisions(1);
        if (export != null) {
            exported = exportFile(export);
            builder.onExport(exported);
        }
        return builder;
    }

    private ExportFile exportFile(Path path) {
        try {
            return new ExportFile(path);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "--export: " + path + " cannot be written: " + e, e);
        }
    }

    private void flushExported() {
        if (exported != null) {
            exported.flush();
        }
    }

    private static String json(Endpoints endpoints) {
        return "{\"otlpGrpc\": \"" + endpoints.otlpGrpc() + "\", \"otlpHttp\": \"" + endpoints.otlpHttp()
                + "\", \"zipkin\": \"" + endpoints.zipkin() + "\"}";
    }

    /** Halts, because a JVM that runs its shutdown hooks for a signal takes no other exit code any more. */
    private void end(TraceBackend backend) {
        backend.close();
        flushExported();
        Runtime.getRuntime().halt(0);
    }
}
