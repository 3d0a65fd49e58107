// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** Which images the containers of products have; nothing here needs Docker. */
class ProductImagesTest {

    static Stream<Arguments> products() {
        return Stream.of(
                product(OtelCollectorContainer.IMAGE, OtelCollectorContainer::new),
                product(JaegerContainer.IMAGE, JaegerContainer::new),
                product(ZipkinContainer.IMAGE, ZipkinContainer::new),
                product(TempoContainer.IMAGE, TempoContainer::new));
    }

    private static Arguments product(String image, Function<DockerImageName, ? extends GenericContainer<?>> container) {
        return Arguments.of(DockerImageName.parse(image), container);
    }

    @ParameterizedTest
    @MethodSource("products")
    void takesAnotherVersionAndASubstitute(
            DockerImageName image, Function<DockerImageName, GenericContainer<?>> container) {
        assertThat(container.apply(image.withTag("latest")).getExposedPorts()).isNotEmpty();
        assertThat(container
                        .apply(DockerImageName.parse("registry.acme.example/mirror:7")
                                .asCompatibleSubstituteFor(image.getUnversionedPart()))
                        .getExposedPorts())
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("products")
    void refusesWhatIsNotSaidToBeIt(DockerImageName image, Function<DockerImageName, GenericContainer<?>> container) {
        assertThatThrownBy(() -> container.apply(DockerImageName.parse("alpine:3.17")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(image.getUnversionedPart());
    }

    /** Tests would be skipped otherwise where no registry can be reached. */
    @Test
    void theScriptForCiBuildsWhatTheClassesUse() throws IOException {
        String script = Files.readString(Path.of("src/test/images/up"));

        for (String image : List.of(OtelCollectorContainer.IMAGE, JaegerContainer.IMAGE, ZipkinContainer.IMAGE)) {
            assertThat(script).contains(" echo " + image + " ;;");
        }
    }

    @Test
    void theBackendsImageHasTheProgramAndOpenTelemetryOfThisClassPath(@TempDir Path folder) throws IOException {
        BackendImage image = BackendImage.ofThisClassPath();

        assertThat(image.libraries())
                .allMatch(Files::exists)
                .extracting(Path::toString)
                .anyMatch(path -> path.contains("backend"))
                .anyMatch(path -> path.contains("opentelemetry-api"))
                .anyMatch(path -> path.contains("opentelemetry-context"))
                .anyMatch(path -> path.contains("opentelemetry-sdk-trace"))
                .anyMatch(path -> path.contains("opentelemetry-sdk-common"));
        assertThat(image.image(folder).imageName()).matches("spanhound/backend:[0-9a-f]{16}");
        assertThat(folder.resolve("Dockerfile"))
                .content()
                .startsWith("FROM eclipse-temurin:17-jre\n")
                .contains("\"dev.spanhound.backend.standalone.Main\"]")
                .containsPattern("\"-cp\", \"/opt/spanhound/lib/0-[^:]*:/opt/spanhound/lib/1-");
    }
}
