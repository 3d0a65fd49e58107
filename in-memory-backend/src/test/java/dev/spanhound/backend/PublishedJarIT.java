// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** Nothing in the jar can meet another version of itself on a user's class path. */
class PublishedJarIT {

    @Test
    void holdsOurPackagesOnly() throws IOException {
        try (JarFile jar = new JarFile(ChildJvm.jar().toFile())) {
            List<String> files = jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .toList();
            assertThat(files).contains("dev/spanhound/backend/TraceBackend.class");
            assertThat(files)
                    .filteredOn(name -> !name.startsWith("META-INF/"))
                    .allMatch(name -> name.startsWith("dev/spanhound/"), "is in one of our packages");
            assertThat(files)
                    .noneMatch(name -> name.startsWith("META-INF/services/") || name.startsWith("META-INF/versions/"));
            assertThat(jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name"))
                    .isEqualTo("dev.spanhound.backend");
        }
    }
}
