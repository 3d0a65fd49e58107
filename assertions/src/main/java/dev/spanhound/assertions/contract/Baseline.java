// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

import dev.spanhound.assertions.tree.Similarity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The cases that a service is known to fail, each with the reason, so that only news fails a build.
 *
 * <p>As a file it has lines {@code case-id: reason}. Empty lines, and lines that begin with {@code #}, are left out. A case on
 * it that passes fails the build too: the line has to go.
 */
public final class Baseline {
    private static final Baseline EMPTY = new Baseline(Map.of());

    private final Map<String, String> reasons;

    private Baseline(Map<String, String> reasons) {
        this.reasons = reasons;
    }

    /** Returns a baseline without a case. */
    public static Baseline empty() {
        return EMPTY;
    }

    /**
     * Reads a file, in UTF-8.
     *
     * @throws IllegalArgumentException if a line is no line of a baseline, or names no case; the message has all such lines
     * @throws UncheckedIOException if the file cannot be read
     */
    public static Baseline of(Path file) {
        try {
            return read(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("baseline: " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads a resource of the class path, in UTF-8.
     *
     * @param name such as {@code orders.baseline}, seen from the root of the class path
     * @throws IllegalArgumentException if there is no such resource, or as {@link #of(Path)} says
     */
    public static Baseline ofResource(String name) {
        String relative = name.startsWith("/") ? name.substring(1) : name;
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader loader = context == null ? Baseline.class.getClassLoader() : context;
        return read(name, loader.getResourceAsStream(relative));
    }

    /** Returns what was measured for OpenTelemetry's SDK for Java, see the head of the file. */
    public static Baseline openTelemetryJava() {
        return measured("opentelemetry-java");
    }

    /** Returns what was measured for OpenTelemetry's SDK for Python under Flask. */
    public static Baseline openTelemetryPython() {
        return measured("opentelemetry-python");
    }

    /** Returns what was measured for OpenTelemetry's SDK for JavaScript under Express. */
    public static Baseline openTelemetryJs() {
        return measured("opentelemetry-js");
    }

    /** Returns what was measured for Spring Boot with Micrometer Tracing and OpenTelemetry. */
    public static Baseline springBoot() {
        return measured("spring-boot");
    }

    /** Returns what was measured for Brave. */
    public static Baseline brave() {
        return measured("brave");
    }

    private static Baseline measured(String name) {
        String file = name + ".baseline";
        return read(file, Baseline.class.getResourceAsStream(file));
    }

    private static Baseline read(String name, @org.jspecify.annotations.Nullable InputStream resource) {
        if (resource == null) {
            throw new IllegalArgumentException("baseline: " + name + " (expected: a resource of the class path)");
        }
        try (resource) {
            return read(name, new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Baseline read(String name, String text) {
        Map<String, String> reasons = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        String[] lines = text.split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                int colon = line.indexOf(": ");
                String id = colon < 0 ? line : line.substring(0, colon);
                problem(id, colon < 0, reasons).ifPresent(new Problems(problems, name + ":" + (i + 1))::add);
                reasons.put(id, line.substring(colon + 1).strip());
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        return new Baseline(reasons);
    }

    private record Problems(List<String> all, String place) {
        void add(String problem) {
            all.add(place + ": " + problem);
        }
    }

    private static Optional<String> problem(String id, boolean hasNoReason, Map<String, String> before) {
        if (allIds().noneMatch(id::equals)) {
            return Optional.of(id + " (expected: the id of a case" + nearest(id) + ")");
        }
        if (hasNoReason) {
            return Optional.of(id + " (expected: " + id + ": why it fails)");
        }
        return before.containsKey(id) ? Optional.of(id + " (expected: once)") : Optional.empty();
    }

    private static String nearest(String id) {
        return allIds().filter(each -> Similarity.of(id, each) >= Similarity.NEAR)
                .max(Comparator.comparingDouble(each -> Similarity.of(id, each)))
                .map(each -> "; did you mean " + each + "?")
                .orElse("");
    }

    private static Stream<String> allIds() {
        return Arrays.stream(ContractSuite.values())
                .flatMap(suite -> suite.cases().stream())
                .map(ContractCase::id);
    }

    /** Returns this baseline and what the other has; its reasons replace those here. */
    public Baseline and(Baseline other) {
        Map<String, String> all = new LinkedHashMap<>(reasons);
        all.putAll(other.reasons);
        return new Baseline(all);
    }

    /** Returns why the case fails; empty if it is not on this baseline. */
    public Optional<String> reason(String caseId) {
        return Optional.ofNullable(reasons.get(caseId));
    }
}
