// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.config;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where configurations lie: {@code classpath:otel.yaml}, {@code file:otel.yaml}, {@code yaml:…} with the text itself, or a
 * plain name, which is a file or else a resource of the class path.
 */
public final class Locations {
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*", Pattern.DOTALL);
    private static final String CLASSPATH = "classpath:";
    private static final String FILE = "file:";
    private static final String YAML = "yaml:";

    private final @Nullable Path baseDirectory;
    private final List<String> tried = new ArrayList<>();

    private Locations(@Nullable Path baseDirectory) {
        this.baseDirectory = baseDirectory;
    }

    /**
     * Reads what lies at a location.
     *
     * @param baseDirectory where relative files are looked for; null for the working directory
     * @throws ConfigException if there is nothing, which says where it was looked for
     */
    public static Source read(String location, @Nullable Path baseDirectory) {
        try {
            Locations locations = new Locations(baseDirectory);
            return locations.find(location).orElseThrow(() -> problem(location, locations.whereTried()));
        } catch (CharacterCodingException e) {
            throw problem(location, "is not UTF-8");
        } catch (IOException e) {
            throw problem(location, "cannot be read: " + e);
        }
    }

    private static ConfigException problem(String location, String message) {
        return new ConfigException(List.of(new Finding(new Place(location, 0, 0, ""), message)));
    }

    private String whereTried() {
        return "is not there (looked for " + String.join(", ", tried) + ")";
    }

    private Optional<Source> find(String location) throws IOException {
        if (location.startsWith(YAML)) {
            return Optional.of(new Source(location, location.substring(YAML.length()), null));
        }
        if (location.startsWith(CLASSPATH)) {
            return resource(location, location.substring(CLASSPATH.length()));
        }
        if (location.startsWith(FILE)) {
            return file(location, location.replaceFirst("^file:(//(?=/))?", ""));
        }
        if (SCHEME.matcher(location).matches()) {
            throw problem(location, "unknown scheme (expected: classpath:, file:, yaml:, or a plain name)");
        }
        Optional<Source> file = file(location, location);
        return file.isPresent() ? file : resource(location, location);
    }

    private Optional<Source> file(String location, String name) throws IOException {
        try {
            Path path = (baseDirectory == null ? Path.of(name) : baseDirectory.resolve(name))
                    .toAbsolutePath()
                    .normalize();
            tried.add("the file " + path);
            if (!Files.isRegularFile(path)) {
                return Optional.empty();
            }
            return Optional.of(new Source(location, decoded(Files.readAllBytes(path)), path.getParent()));
        } catch (InvalidPathException e) {
            throw problem(location, "cannot be the name of a file");
        }
    }

    private Optional<Source> resource(String location, String name) throws IOException {
        String absolute = name.startsWith("/") ? name.substring(1) : name;
        tried.add("the class path resource " + absolute);
        URL url = loader().getResource(absolute);
        if (url == null) {
            return Optional.empty();
        }
        try (InputStream stream = url.openStream()) {
            return Optional.of(new Source(location, decoded(stream.readAllBytes()), folder(url)));
        }
    }

    private static ClassLoader loader() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null ? ClassLoader.getSystemClassLoader() : context;
    }

    private static @Nullable Path folder(URL url) {
        try {
            URI uri = url.toURI();
            return uri.getScheme().equals("file") ? Path.of(uri).getParent() : null;
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            return null;
        }
    }

    private static String decoded(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }
}
