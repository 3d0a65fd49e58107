// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.utility.LazyFuture;

/**
 * An image that is built from a folder with a Dockerfile if Docker does not have it yet. Its tag is a hash of the folder, so
 * that it is built again only when a file changes, and kept from one run to the next.
 *
 * <pre>{@code shop.service("orders-service", CachedImage.of("shop/orders", Path.of("containers/orders")))}</pre>
 *
 * <p>Nothing is built, and no Docker needed, before a container of it starts. Old images stay until somebody removes them.
 */
public final class CachedImage extends LazyFuture<String> {
    private static final int TAG_LENGTH = 16;

    private final String name;
    private final Path folder;
    private final Map<String, Path> others = new LinkedHashMap<>();
    private final Map<String, Path> uncounted = new LinkedHashMap<>();

    private CachedImage(String name, Path folder) {
        this.name = name;
        this.folder = folder;
    }

    /**
     * Returns the image of a folder.
     *
     * @param name name of the image without its tag, such as {@code shop/orders}
     * @param folder folder with a {@code Dockerfile}; all its files are the build's context
     * @throws IllegalArgumentException if it has no {@code Dockerfile}
     */
    public static CachedImage of(String name, Path folder) {
        if (!Files.isRegularFile(folder.resolve("Dockerfile"))) {
            throw new IllegalArgumentException("folder: " + folder + " (expected: a folder with a Dockerfile)");
        }
        return new CachedImage(name, folder);
    }

    /**
     * Adds a file or folder to the build's context, such as the classes that Maven has compiled.
     *
     * @param pathInContext where the Dockerfile finds it
     */
    public CachedImage with(String pathInContext, Path file) {
        others.put(pathInContext, file);
        return this;
    }

    /** Adds a file that the image does not depend on, such as the certificates of a proxy on the way to a registry. */
    public CachedImage withUncounted(String pathInContext, Path file) {
        uncounted.put(pathInContext, file);
        return this;
    }

    /** Returns the name of the image, with its tag. */
    public String imageName() {
        MessageDigest digest = sha256();
        addTree(digest, "", folder);
        others.forEach((path, file) -> addTree(digest, path, file));
        return name + ":" + HexFormat.of().formatHex(digest.digest()).substring(0, TAG_LENGTH);
    }

    @Override
    protected String resolve() {
        String image = imageName();
        // Containers start in parallel; the same image is built once.
        synchronized (CachedImage.class) {
            if (!isPresent(image)) {
                build(image);
            }
        }
        return image;
    }

    private static boolean isPresent(String image) {
        DockerClient client = DockerClientFactory.instance().client();
        try {
            client.inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    private void build(String image) {
        ImageFromDockerfile build = new ImageFromDockerfile(image, false).withFileFromPath(".", folder);
        others.forEach(build::withFileFromPath);
        uncounted.forEach(build::withFileFromPath);
        build.get();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("each Java platform has SHA-256", e);
        }
    }

    private static void addTree(MessageDigest digest, String prefix, Path root) {
        try (Stream<Path> paths = Files.walk(root)) {
            List<Path> files = paths.filter(Files::isRegularFile).sorted().toList();
            for (Path file : files) {
                byte[] content = Files.readAllBytes(file);
                String relative = root.relativize(file).toString().replace('\\', '/');
                String head = prefix + "\n" + relative + "\n" + content.length + "\n";
                digest.update(head.getBytes(StandardCharsets.UTF_8));
                digest.update(content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
