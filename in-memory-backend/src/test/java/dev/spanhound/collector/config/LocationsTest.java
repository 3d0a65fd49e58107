// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocationsTest {
    private static final String RESOURCE = "collector/accepted/policies-alone.yaml";

    @TempDir
    private Path directory;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(directory.resolve("otel.yaml"), "a: 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"otel.yaml", "./otel.yaml", "file:otel.yaml", "file:./otel.yaml"})
    void readsAFileOfTheBaseDirectory(String location) {
        assertThat(Locations.read(location, directory)).isEqualTo(new Source(location, "a: 1", directory));
    }

    @Test
    void readsAFileByItsWholePath() {
        String path = directory.resolve("otel.yaml").toString();

        assertThat(Locations.read(path, null).text()).isEqualTo("a: 1");
        assertThat(Locations.read("file:" + path, null).text()).isEqualTo("a: 1");
        assertThat(Locations.read("file://" + path, null).text()).isEqualTo("a: 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"classpath:" + RESOURCE, "classpath:/" + RESOURCE, RESOURCE})
    void readsAResource(String location) {
        Source source = Locations.read(location, directory);

        assertThat(source.text()).startsWith("decision_wait: 2s");
        assertThat(source.folder()).isNotNull().endsWith(Path.of("collector", "accepted"));
    }

    @Test
    void readsTextThatIsGivenAsALocation() {
        assertThat(Locations.read("yaml:a: 1", null).text()).isEqualTo("a: 1");
    }

    @Test
    void saysWhereItLooked() {
        assertThatThrownBy(() -> Locations.read("missing.yaml", directory))
                .isInstanceOf(ConfigException.class)
                .hasMessage("missing.yaml: is not there (looked for the file " + directory.resolve("missing.yaml")
                        + ", the class path resource missing.yaml)");
        assertThatThrownBy(() -> Locations.read("classpath:/missing.yaml", directory))
                .hasMessage("classpath:/missing.yaml: is not there (looked for the class path resource missing.yaml)");
        assertThatThrownBy(() -> Locations.read("file:missing.yaml", directory))
                .hasMessage("file:missing.yaml: is not there (looked for the file " + directory.resolve("missing.yaml")
                        + ")");
    }

    @Test
    void refusesOtherSchemes() {
        assertThatThrownBy(() -> Locations.read("https://example.com/otel.yaml", null))
                .hasMessage(
                        "https://example.com/otel.yaml: unknown scheme (expected: classpath:, file:, yaml:, or a plain"
                                + " name)");
    }

    @Test
    void refusesWhatIsNotUtf8() throws IOException {
        Files.write(directory.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xe9});

        assertThatThrownBy(() -> Locations.read("latin.yaml", directory)).hasMessage("latin.yaml: is not UTF-8");
    }
}
