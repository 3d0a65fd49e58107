// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.propagation;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A service in Python or JavaScript as a process of its own. What it needs is installed below {@code target} when it is first
 * started, and again when its list of dependencies changes; where that fails, as without a network, tests are aborted. It
 * prints its port.
 */
final class ServiceProcess implements AutoCloseable {
    private static final Path TARGET = Path.of("target", "propagation").toAbsolutePath();
    private static final int MINUTES_TO_INSTALL = 5;

    private final Process process;
    private final int port;

    private ServiceProcess(Process process, Path log) throws IOException {
        this.process = process;
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        if (line == null) {
            process.destroyForcibly();
            throw new IllegalStateException("the service ended before it had a port:\n" + Files.readString(log));
        }
        port = Integer.parseInt(line.strip());
    }

    /** Starts the Flask service; aborts the tests where there is no Python. */
    static ServiceProcess flask(String propagators) {
        assumeTrue(isOnPath("python3"), "python3 is not on the PATH");
        Path source = Path.of("propagation", "flask").toAbsolutePath();
        Path venv = TARGET.resolve("flask");
        install(
                source.resolve("requirements.txt"),
                venv,
                List.of("python3", "-m", "venv", venv.toString()),
                List.of(
                        venv.resolve("bin/pip").toString(),
                        "install",
                        "--quiet",
                        "--disable-pip-version-check",
                        "-r",
                        source.resolve("requirements.txt").toString()));
        return start(
                venv,
                propagators,
                venv.resolve("bin/python").toString(),
                source.resolve("relay.py").toString());
    }

    /** Starts the Express service; aborts the tests where there is no Node. */
    static ServiceProcess express(String propagators) {
        assumeTrue(isOnPath("node") && isOnPath("npm"), "node and npm are not on the PATH");
        Path source = Path.of("propagation", "express").toAbsolutePath();
        Path folder = TARGET.resolve("express");
        copy(source.resolve("package.json"), folder);
        copy(source.resolve("relay.js"), folder);
        install(
                source.resolve("package.json"),
                folder,
                List.of("npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"));
        return start(folder, propagators, "node", folder.resolve("relay.js").toString());
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static void copy(Path file, Path folder) {
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(file.getFileName()), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Installs unless this list of dependencies is installed already. */
    @SafeVarargs
    private static void install(Path dependencies, Path folder, List<String>... commands) {
        try {
            Files.createDirectories(folder);
            Path installed = folder.resolve("installed");
            String wanted = Files.readString(dependencies);
            if (!Files.exists(installed) || !Files.readString(installed).equals(wanted)) {
                for (List<String> command : commands) {
                    run(folder, command);
                }
                Files.writeString(installed, wanted);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(Path folder, List<String> command) throws IOException {
        Path log = folder.resolve("install.log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            boolean isDone = process.waitFor(MINUTES_TO_INSTALL, TimeUnit.MINUTES);
            if (!isDone || process.exitValue() != 0) {
                process.destroyForcibly();
                abort("not installed here: " + String.join(" ", command)
                        + (isDone ? " failed" : " did not end in " + MINUTES_TO_INSTALL + " minutes") + ":\n"
                        + Files.readString(log));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted");
        }
    }

    private static ServiceProcess start(Path folder, String propagators, String... command) {
        try {
            Path log = folder.resolve("service.log");
            ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
            Map<String, String> environment = builder.environment();
            environment.put("OTEL_PROPAGATORS", propagators);
            environment.put("PORT", "0");
            return new ServiceProcess(builder.redirectError(log.toFile()).start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port + "/relay");
    }

    /** Ends the process, and waits for its end. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
