// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

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
            .importPackages("dev.spanhound.containers");

    static Stream<ArchRule> rules() {
        return Stream.of(
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "org.assertj..",
                                "org.junit..",
                                "dev.spanhound.backend",
                                "dev.spanhound.backend.server..",
                                "dev.spanhound.backend.receive..",
                                "dev.spanhound.backend.store..",
                                "dev.spanhound.collector",
                                "dev.spanhound.collector.fleet..",
                                "dev.spanhound.collector.ottl..",
                                "dev.spanhound.collector.pipeline..",
                                "dev.spanhound.collector.processor..",
                                "dev.spanhound.collector.tailsampling..",
                                "dev.spanhound.assertions..",
                                "dev.spanhound.junit.."),
                noClasses()
                        .that()
                        .haveSimpleName("DelayingProxy")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("org.testcontainers..", "com.github.dockerjava.."),
                noClasses().should(ACCESS_STANDARD_STREAMS),
                classes().that().areTopLevelClasses().should().haveSimpleNameNotEndingWith("Impl"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(ArchRule rule) {
        rule.check(MAIN);
    }

    @Test
    void seesTheClassesItJudges() {
        assertThat(MAIN.size()).isGreaterThan(8);
    }

    @Test
    void publishesFewTypes() {
        assertThat(MAIN.stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(JavaClass::isTopLevelClass))
                .extracting(JavaClass::getSimpleName)
                .containsExactlyInAnyOrder(
                        "TracedNetwork",
                        "CachedImage",
                        "OtelCollectorContainer",
                        "JaegerContainer",
                        "ZipkinContainer",
                        "TempoContainer",
                        "BackendContainer",
                        "SidecarContainer");
    }
}
