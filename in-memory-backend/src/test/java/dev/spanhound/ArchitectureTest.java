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
                        .map(name -> "dev.spanhound." + name + "..")
                        .toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    static Stream<ArchRule> rules() {
        return Stream.of(
                mustNotKnow(
                        "trace..",
                        "dev.spanhound.backend..",
                        "dev.spanhound.collector..",
                        "java.net..",
                        "java.util.concurrent.."),
                mustNotKnow(
                        "sender..", "dev.spanhound.trace..", "dev.spanhound.backend..", "dev.spanhound.collector.."),
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
                onlyIn("backend.server", "io.netty.."),
                onlyIn("backend.zipkin", "zipkin2.."),
                onlyIn("backend.otlp,backend.query,backend.zipkin,backend.standalone", "com.google.gson.."),
                onlyIn("backend.standalone", "picocli.."),
                onlyIn("collector.config", "org.snakeyaml.."),
                onlyIn("collector.tailsampling,collector.ottl,collector.processor", "com.google.re2j.."),
                mustNotKnow("collector..", "dev.spanhound.backend..", "java.net.http.."),
                mustNotKnow("collector.go..", "dev.spanhound.trace..", "..config..", "..pipeline..", "..ottl.."),
                mustNotKnow("collector.config..", "..pipeline..", "..tailsampling..", "..ottl..", "..processor.."),
                mustNotKnow("collector.ottl..", "..config..", "..pipeline..", "..tailsampling..", "..processor.."),
                mustNotKnow("collector.processor..", "..tailsampling..", "java.lang.Thread"),
                mustNotKnow("trace.propagation..", "io.opentelemetry.sdk..", "io.opentelemetry.context.."),
                mustNotKnow("trace.sampling..", "io.opentelemetry.sdk..", "dev.spanhound.collector.."),
                mustNotKnow("backend.recorded..", "..server..", "..receive..", "..store..", "java.net.."),
                mustNotKnow("collector.tailsampling..", "..collector.processor..", "java.lang.Thread"),
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
