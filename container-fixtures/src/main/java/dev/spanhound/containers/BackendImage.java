// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.testcontainers.utility.LazyFuture;

/** An image with the stand-alone program as it is on a class path: the backend's jar, and OpenTelemetry's. */
final class BackendImage extends LazyFuture<String> {
    private static final String NAME = "spanhound/backend";
    private static final String PROGRAM = "dev.spanhound.backend.standalone.Main";

    /** A class of each library that the program needs. Those that are relocated into its jar are not there then. */
    private static final List<String> NEEDED = List.of(
            PROGRAM,
            "io.opentelemetry.api.trace.Span",
            "io.opentelemetry.context.Context",
            "io.opentelemetry.common.ComponentLoader",
            "io.opentelemetry.sdk.trace.data.SpanData",
            "io.opentelemetry.sdk.common.InstrumentationScopeInfo",
            "io.netty.buffer.ByteBuf",
            "io.netty.channel.Channel",
            "io.netty.handler.codec.ByteToMessageDecoder",
            "io.netty.handler.codec.compression.JdkZlibDecoder",
            "io.netty.handler.codec.http.HttpRequest",
            "io.netty.handler.codec.http2.Http2Headers",
            "io.netty.handler.ssl.SslHandler",
            "io.netty.resolver.AddressResolver",
            "io.netty.util.ReferenceCounted",
            "zipkin2.Span",
            "com.google.gson.stream.JsonReader",
            "picocli.CommandLine",
            "org.snakeyaml.engine.v2.api.Load",
            "com.google.re2j.Pattern");

    private static final String DOCKERFILE = """
            FROM eclipse-temurin:17-jre
            COPY lib /opt/spanhound/lib
            EXPOSE 4318
            ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", "%s", "%s"]
            CMD ["serve", "--address=0.0.0.0"]
            """;

    private final ClassLoader loader;

    private BackendImage(ClassLoader loader) {
        this.loader = loader;
    }

    static BackendImage ofThisClassPath() {
        return new BackendImage(BackendImage.class.getClassLoader());
    }

    @Override
    protected String resolve() {
        try {
            Path folder = Files.createTempDirectory("spanhound-backend");
            try {
                return image(folder).get();
            } finally {
                Files.delete(folder.resolve("Dockerfile"));
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CachedImage image(Path emptyFolder) throws IOException {
        Path dockerfile = emptyFolder.resolve("Dockerfile");
        Files.createFile(dockerfile);
        CachedImage image = CachedImage.of(NAME, emptyFolder);
        List<String> classPath = new ArrayList<>();
        for (Path library : libraries()) {
            String path = "lib/" + classPath.size() + "-" + library.getFileName();
            image = image.with(path, library);
            classPath.add("/opt/spanhound/" + path);
        }
        Files.writeString(dockerfile, DOCKERFILE.formatted(String.join(":", classPath), PROGRAM));
        return image;
    }

    Set<Path> libraries() {
        Set<Path> libraries = new LinkedHashSet<>();
        NEEDED.forEach(name -> library(name).ifPresent(libraries::add));
        return libraries;
    }

    private Optional<Path> library(String className) {
        try {
            @Nullable
            CodeSource source = Class.forName(className, false, loader)
                    .getProtectionDomain()
                    .getCodeSource();
            return source == null
                    ? Optional.empty()
                    : Optional.of(Path.of(source.getLocation().toURI()));
        } catch (ClassNotFoundException | URISyntaxException e) {
            return Optional.empty();
        }
    }
}
