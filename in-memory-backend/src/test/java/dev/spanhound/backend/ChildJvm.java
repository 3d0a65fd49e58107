// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JVM of its own that runs a program of these tests with the backend's published jar. */
final class ChildJvm {
    private static final long TIMEOUT_SECONDS = 120;
    private static final List<String> NEEDED = List.of("opentelemetry", "jspecify", "okhttp", "okio", "kotlin");
    private static final List<String> RELOCATED = List.of("netty", "zipkin", "gson", "picocli");

    private final List<String> options = new ArrayList<>();
    private String classPath = String.join(File.pathSeparator, jar().toString(), entries(NEEDED));

    /** Returns the published jar, which failsafe puts on the class path. */
    static Path jar() {
        Path jar = location(TraceBackend.class);
        if (!jar.toString().endsWith(".jar")) {
            throw new AssertionError("the backend is loaded from " + jar + ", not from its jar; run this test by"
                    + " mvn verify -Dit.test=...");
        }
        return jar;
    }

    /** Takes the classes as they are compiled, and the libraries with their own names, in place of the jar. */
    ChildJvm unrelocated() {
        Path classes = jar().resolveSibling("classes");
        classPath = String.join(File.pathSeparator, classes.toString(), entries(NEEDED), entries(RELOCATED));
        return this;
    }

    ChildJvm option(String option) {
        options.add(option);
        return this;
    }

    /** Adds a jar that the build has put aside for these JVMs. */
    ChildJvm with(String jar) {
        classPath += File.pathSeparator + aside(jar);
        return this;
    }

    static Path aside(String jar) {
        return jar().resolveSibling("child-jvm").resolve(jar);
    }

    /** Runs a program to its end, and returns what it wrote to its standard output and error. */
    String run(Class<?> program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Short lives: to compile less costs less.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(options);
        command.add("-cp");
        command.add(classPath + File.pathSeparator + location(program));
        command.add(program.getName());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(program.getSimpleName() + " failed:\n" + output);
            }
            return output;
        } finally {
            process.destroyForcibly();
        }
    }

    private static String entries(List<String> names) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry ->
                        names.stream().anyMatch(Path.of(entry).getFileName().toString()::contains))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path location(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
