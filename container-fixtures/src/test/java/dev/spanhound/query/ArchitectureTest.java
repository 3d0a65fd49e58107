// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.query;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.spanhound.query");

    static Stream<ArchRule> rules() {
        return Stream.of(
                classes()
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(
                                "dev.spanhound.query",
                                "dev.spanhound.trace",
                                "dev.spanhound.sender",
                                "dev.spanhound.backend.otlp",
                                "dev.spanhound.backend.recorded",
                                "dev.spanhound.backend.query",
                                "io.opentelemetry..",
                                "org.jspecify..",
                                "java..",
                                "javax.net.ssl"),
                noClasses().should().dependOnClassesThat().haveSimpleName("TraceQuery"),
                noClasses().should(ACCESS_STANDARD_STREAMS));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(ArchRule rule) {
        rule.check(MAIN);
    }

    @Test
    void publishesFewTypes() {
        assertThat(MAIN.stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(JavaClass::isTopLevelClass))
                .extracting(JavaClass::getSimpleName)
                .containsExactlyInAnyOrder(
                        "JaegerTraces", "ZipkinTraces", "TempoTraces", "StoredTraces", "TraceQueryException");
    }
}
