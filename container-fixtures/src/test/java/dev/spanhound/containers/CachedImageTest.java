// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The name of an image; nothing here needs Docker. */
class CachedImageTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws Exception {
        Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\n");
        Files.createDirectory(folder.resolve("src"));
        Files.writeString(folder.resolve("src/orders.py"), "print('orders')\n");
    }

    private String name() {
        return CachedImage.of("shop/orders", folder).imageName();
    }

    @Test
    void isTheSameForTheSameFiles() {
        assertThat(name()).matches("shop/orders:[0-9a-f]{16}").isEqualTo(name());
    }

    @Test
    void isAnotherWhenAFileChanges() throws Exception {
        String before = name();
        Files.writeString(folder.resolve("src/orders.py"), "print('order')\n");
        assertThat(name()).isNotEqualTo(before);
    }

    @Test
    void isAnotherWhenAFileMoves() throws Exception {
        String before = name();
        Files.move(folder.resolve("src/orders.py"), folder.resolve("orders.py"));
        assertThat(name()).isNotEqualTo(before);
    }

    @Test
    void countsWhatIsAddedUnlessToldOtherwise(@TempDir Path other) throws Exception {
        Path file = Files.writeString(other.resolve("ca.crt"), "certificate");
        CachedImage image = CachedImage.of("shop/orders", folder);

        assertThat(image.withUncounted("ca.crt", file).imageName()).isEqualTo(name());
        assertThat(image.with("ca.crt", file).imageName()).isNotEqualTo(name());
    }

    @Test
    void refusesAFolderWithoutADockerfile() {
        assertThatThrownBy(() -> CachedImage.of("shop/orders", folder.resolve("src")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("folder: " + folder.resolve("src") + " (expected: a folder with a Dockerfile)");
    }
}
