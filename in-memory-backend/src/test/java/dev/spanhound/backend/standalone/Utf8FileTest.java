// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8FileTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 200_000})
    void writesTextOfAnyLength(int length) throws IOException {
        Path path = directory.resolve("text");
        String text = "é".repeat(length) + "\uD83D\uDE00";
        try (Utf8File file = new Utf8File(path)) {
            file.write(text);
            file.write('!');
            file.write(text.toCharArray(), 0, text.length());
        }
        assertThat(Files.readString(path)).isEqualTo(text + "!" + text);
    }

    @Test
    void bringsToTheFileWhatIsFlushed() throws IOException {
        Path path = directory.resolve("text");
        try (Utf8File file = new Utf8File(path)) {
            file.write("one");
            assertThat(Files.readString(path)).isEmpty();
            file.flush();
            assertThat(Files.readString(path)).isEqualTo("one");
        }
    }

    @Test
    void emptiesAFileThatIsThere() throws IOException {
        Path path = Files.writeString(directory.resolve("text"), "before");
        new Utf8File(path).close();
        assertThat(Files.readString(path)).isEmpty();
    }
}
