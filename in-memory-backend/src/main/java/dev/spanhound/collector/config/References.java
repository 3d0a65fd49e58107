// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.config;

import dev.spanhound.collector.config.Node.Scalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Retrieves what {@code ${env:NAME}}, {@code ${NAME}}, {@code ${file:path}} and {@code ${yaml:text}} refer to. */
final class References {
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+");
    private static final Pattern VARIABLE = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final String DEFAULT = ":-";

    private final Surroundings surroundings;
    private final Map<String, Path> folders = new HashMap<>();

    References(Surroundings surroundings, List<Source> sources) {
        this.surroundings = surroundings;
        for (Source source : sources) {
            if (source.folder() != null) {
                folders.put(source.name(), source.folder());
            }
        }
    }

    /**
     * What a reference refers to.
     *
     * @param value read as YAML
     * @param text as it is
     */
    record Retrieved(Node value, String text) {}

    Retrieved retrieve(Place place, String reference, Findings findings) throws UnreadableException {
        if (reference.contains("$")) {
            throw new UnreadableException(place, "a dollar sign cannot stand here");
        }
        int colon = reference.indexOf(':');
        if (colon < 0) {
            return variable(place, reference, findings);
        }
        String scheme = reference.substring(0, colon);
        String rest = reference.substring(colon + 1);
        return switch (scheme) {
            case "env" -> variable(place, rest, findings);
            case "file" -> file(place, rest);
            case "yaml" -> yaml(place, rest);
            default -> throw new UnreadableException(place, unknown(scheme, rest));
        };
    }

    private static String unknown(String scheme, String rest) {
        if (rest.startsWith("-") && VARIABLE.matcher(scheme).matches()) {
            return "a default needs env: (expected: ${env:" + scheme + ":" + rest + "})";
        }
        String known = SCHEME.matcher(scheme).matches() ? "unknown scheme " + scheme : "no scheme";
        return known + " (expected: env, file or yaml)";
    }

    private Retrieved variable(Place place, String reference, Findings findings) throws UnreadableException {
        int end = reference.indexOf(DEFAULT);
        String name = end < 0 ? reference : reference.substring(0, end);
        if (!VARIABLE.matcher(name).matches()) {
            throw new UnreadableException(
                    place, "\"" + name + "\" cannot be the name of a variable (expected: letters, digits and _)");
        }
        Optional<String> set = surroundings.environment().apply(name);
        if (set.isEmpty() && end >= 0) {
            String fallback = reference.substring(end + DEFAULT.length());
            return fallback.isEmpty() ? new Retrieved(new Scalar(place, "", ""), "") : yaml(place, fallback);
        }
        if (set.isEmpty()) {
            findings.warn(
                    place,
                    "variable " + name + " is not set, and reads as nothing: set it, or write a default, ${env:" + name
                            + ":-…}");
        }
        return yaml(place, set.orElse(""));
    }

    private static Retrieved yaml(Place place, String text) {
        return new Retrieved(Nodes.allMovedTo(place, read(place.source(), text)), text);
    }

    /** A text that is not YAML is a string, and so is one that YAML takes for a string, quotes included. */
    private static Node read(String source, String text) {
        Scalar string = new Scalar(new Place(source, 1, 1, ""), text, text);
        try {
            Node node = YamlComposer.compose(source, text).node();
            return node instanceof Scalar scalar && scalar.value() instanceof String ? string : node;
        } catch (UnreadableException e) {
            return string;
        }
    }

    private Retrieved file(Place place, String name) throws UnreadableException {
        List<String> tried = new ArrayList<>();
        for (Path candidate : candidates(place, name)) {
            if (Files.isRegularFile(candidate)) {
                return content(place, name, candidate);
            }
            tried.add(candidate.toString());
        }
        throw new UnreadableException(place, "no such file (looked for " + String.join(", ", tried) + ")");
    }

    private Retrieved content(Place place, String name, Path file) throws UnreadableException {
        try {
            String text = Files.readString(file);
            beside(place).ifPresent(folder -> folders.putIfAbsent(name, folder));
            return new Retrieved(read(name, text), text);
        } catch (IOException e) {
            throw new UnreadableException(place, "cannot be read: " + e);
        }
    }

    private Set<Path> candidates(Place place, String name) throws UnreadableException {
        try {
            Set<Path> candidates = new LinkedHashSet<>();
            Path given = surroundings.baseDirectory();
            if (given != null) {
                candidates.add(given.resolve(name).normalize());
            } else {
                candidates.add(Path.of(name).toAbsolutePath().normalize());
                beside(place)
                        .ifPresent(folder -> candidates.add(
                                folder.resolve(name).toAbsolutePath().normalize()));
            }
            return candidates;
        } catch (InvalidPathException e) {
            throw new UnreadableException(place, "cannot be the name of a file");
        }
    }

    private Optional<Path> beside(Place place) {
        @Nullable Path folder = folders.get(place.source());
        return Optional.ofNullable(folder);
    }
}
