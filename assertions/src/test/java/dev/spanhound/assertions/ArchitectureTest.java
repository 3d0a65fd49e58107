// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each package must not know. */
class ArchitectureTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.spanhound.assertions");

    static Stream<ArchRule> rules() {
        return Stream.of(
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "dev.spanhound.backend..",
                                "dev.spanhound.collector",
                                "dev.spanhound.collector.config..",
                                "dev.spanhound.collector.ottl..",
                                "dev.spanhound.collector.pipeline..",
                                "dev.spanhound.collector.processor..",
                                "org.junit..",
                                "org.testcontainers.."),
                noClasses()
                        .that()
                        .resideInAPackage("..tree..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("dev.spanhound.assertions", "..diagnosis.."),
                noClasses()
                        .that()
                        .resideInAPackage("..diagnosis..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("dev.spanhound.assertions", "..tree..", "org.assertj.."),
                noClasses()
                        .that()
                        .resideOutsideOfPackage("..restassured..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("io.restassured..", "dev.spanhound.assertions.restassured"),
                noClasses()
                        .that()
                        .resideOutsideOfPackage("..assertions.grpc..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("io.grpc..", "dev.spanhound.assertions.grpc.."),
                noClasses()
                        .that()
                        .resideInAPackage("..propagation..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("dev.spanhound.assertions", "..tree..", "..okhttp.."),
                noClasses()
                        .that()
                        .resideOutsideOfPackage("dev.spanhound.assertions.okhttp..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("okhttp3..", "mockwebserver3..", "kotlin.."),
                noClasses()
                        .that()
                        .resideInAPackage("..contract..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "dev.spanhound.assertions",
                                "..diagnosis..",
                                "dev.spanhound.trace",
                                "dev.spanhound.collector..",
                                "io.opentelemetry..",
                                "org.assertj..",
                                "com.sun.."),
                noClasses().should(ACCESS_STANDARD_STREAMS),
                slices().matching("dev.spanhound.(**)").should().beFreeOfCycles());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(ArchRule rule) {
        rule.check(MAIN);
    }

    @Test
    void seesTheClassesItJudges() {
        assertThat(MAIN.size()).isGreaterThan(60);
    }

    @Test
    void hasNullMarkedPackagesOnly() {
        assertThat(MAIN.stream().map(JavaClass::getPackage).distinct())
                .hasSize(8)
                .allMatch(javaPackage -> javaPackage.isAnnotatedWith(NullMarked.class), "is @NullMarked");
    }
}
