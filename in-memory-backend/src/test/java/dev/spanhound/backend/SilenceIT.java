// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.backend.child.TalkToIt;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is written to the user's console or log. */
class SilenceIT {

    @Test
    void writesNothingWhenNobodyHasConfiguredTheLogger() throws Exception {
        String output = new ChildJvm()
                .with("logback-classic.jar")
                .with("logback-core.jar")
                .with("slf4j-api.jar")
                .run(TalkToIt.class);
        assertThat(output).isEmpty();
    }

    @Test
    void writesNothingToTheJavaLoggerEvenAtTheFinestLevel(@TempDir Path folder) throws Exception {
        Path configuration = Files.writeString(folder.resolve("logging.properties"), """
                handlers = java.util.logging.ConsoleHandler
                java.util.logging.ConsoleHandler.level = ALL
                .level = INFO
                dev.spanhound.level = ALL
                """);
        String output = new ChildJvm()
                .option("-Djava.util.logging.config.file=" + configuration)
                .run(TalkToIt.class);
        assertThat(output).isEmpty();
    }
}
