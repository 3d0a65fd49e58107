// SPDX-License-Identifier: Apache-2.0
package dev.spanhound;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each package must not know; ARCHITECTURE.md has the picture. */
class ArchitectureTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.spanhound");

    private static ArchRule mustNotKnow(String from, String... packages) {
        return noClasses()
                .that()
                .resideInAPackage("dev.spanhound." + from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages);
    }

    private static ArchRule onlyIn(String where, String library) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(Stream.of(where.split(","))
                        .map(name -> "dev.spanhound.backend." + name + "..")
                        .toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    static Stream<ArchRule> rules() {
        return Stream.of(
                mustNotKnow("trace..", "dev.spanhound.backend..", "java.net..", "java.util.concurrent.."),
                mustNotKnow("backend.otlp..", "..server..", "..receive..", "..store..", "..query..", "java.net.."),
                mustNotKnow("backend.zipkin..", "..server..", "..receive..", "..store..", "..query..", "java.net.."),
                mustNotKnow("backend.server..", "dev.spanhound.trace..", "..receive..", "..store..", "..query.."),
                mustNotKnow("backend.receive..", "..store..", "..query.."),
                mustNotKnow("backend.store..", "..server..", "..receive..", "..query..", "..otlp..", "..zipkin"),
                mustNotKnow("backend.query..", "..receive..", "..store.."),
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("org.assertj..", "org.junit..", "org.testcontainers.."),
                onlyIn("server", "io.netty.."),
                onlyIn("zipkin", "zipkin2.."),
                onlyIn("otlp,query,zipkin", "com.google.gson.."),
                onlyIn("standalone", "picocli.."),
                noClasses()
                        .that()
                        .resideOutsideOfPackage("dev.spanhound.backend.standalone..")
                        .should(ACCESS_STANDARD_STREAMS),
                slices().matching("dev.spanhound.(**)").should().beFreeOfCycles(),
                classes().that().areTopLevelClasses().should().haveSimpleNameNotEndingWith("Impl"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(ArchRule rule) {
        rule.check(MAIN);
    }

    @Test
    void seesTheClassesItJudges() {
        assertThat(MAIN.size()).isGreaterThan(20);
    }

    @Test
    void hasNullMarkedPackagesOnly() {
        assertThat(MAIN.stream().map(javaClass -> javaClass.getPackage()).distinct())
                .allMatch(javaPackage -> javaPackage.isAnnotatedWith(NullMarked.class), "is @NullMarked")
                .extracting(JavaPackage::getName)
                .contains("dev.spanhound.trace", "dev.spanhound.backend");
    }
}
