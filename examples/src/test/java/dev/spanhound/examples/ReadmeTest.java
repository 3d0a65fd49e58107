// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the README to code that compiles and passes. */
class ReadmeTest {
    private static final Pattern JAVA_BLOCK =
            Pattern.compile("^```java\\R(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private static final Path README = Path.of("../README.md");

    @Test
    void showsOnlyCodeOfTheExamples() throws IOException {
        String sources = sources();

        List<String> snippets = JAVA_BLOCK
                .matcher(Files.readString(README))
                .results()
                .map(block -> oneLine(block.group(1)))
                .toList();

        assertThat(snippets).isNotEmpty().allMatch(sources::contains, "is in a source of the examples");
    }

    private static String sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("."))) {
            return oneLine(files.filter(file -> file.toString().endsWith(".java"))
                    .map(ReadmeTest::read)
                    .collect(Collectors.joining("\n")));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String oneLine(String code) {
        return code.strip().replaceAll("\\s+", " ");
    }
}
