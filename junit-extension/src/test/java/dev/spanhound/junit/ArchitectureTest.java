// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

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
            .importPackages("dev.spanhound.junit");

    static Stream<ArchRule> rules() {
        return Stream.of(
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "org.testcontainers..",
                                "org.assertj..",
                                "dev.spanhound.backend.server..",
                                "dev.spanhound.backend.receive..",
                                "dev.spanhound.backend.store.."),
                noClasses()
                        .that()
                        .doNotHaveSimpleName("RestAssuredFilter")
                        .and()
                        .doNotHaveSimpleName("TestTrace")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("io.restassured.."),
                noClasses()
                        .that()
                        .doNotHaveSimpleName("OkHttpInterceptor")
                        .and()
                        .doNotHaveSimpleName("TestTrace")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("okhttp3.."),
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
        assertThat(MAIN.size()).isGreaterThan(12);
    }

    @Test
    void publishesFewTypes() {
        assertThat(MAIN.stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(JavaClass::isTopLevelClass))
                .extracting(JavaClass::getSimpleName)
                .containsExactlyInAnyOrder("TraceTest", "Isolation", "TraceTestExtension", "TestTrace");
    }
}
