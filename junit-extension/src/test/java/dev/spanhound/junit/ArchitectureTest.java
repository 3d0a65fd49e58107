// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
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
                        .haveNameNotMatching(".*\\.(OkHttp(Interceptor|4Engine|5Engine|Headers)|TestTrace)")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("okhttp3..", "mockwebserver3..", "okio..", "kotlin.."),
                noClasses()
                        .that()
                        .haveNameNotMatching(".*\\.(GrpcInterceptor(\\$1)?|TestTrace)")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("io.grpc.."),
                noClasses()
                        .that()
                        .resideInAPackage("..mock..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("dev.spanhound.junit", "org.junit.."),
                slices().matching("dev.spanhound.junit.(**)").should().beFreeOfCycles(),
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
        assertThat(MAIN.size()).isGreaterThan(30);
    }

    @Test
    void publishesFewTypes() {
        assertThat(MAIN.stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(JavaClass::isTopLevelClass))
                .extracting(JavaClass::getSimpleName)
                .containsExactlyInAnyOrder(
                        "TraceTest",
                        "Isolation",
                        "TraceTestExtension",
                        "TestTrace",
                        "PropagationContract",
                        "TracedMockServer",
                        "Stub",
                        "MockReply",
                        "ReceivedCall",
                        "Misbehaviour");
    }

    @Test
    void showsNoTypeOfAnotherLibraryInTheMocksOwnSignatures() {
        assertThat(MAIN.stream()
                        .filter(type -> type.getPackageName().endsWith(".mock"))
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                        .flatMap(method -> Stream.concat(
                                Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream()))
                        .map(JavaClass::getBaseComponentType)
                        .map(JavaClass::getName))
                .allMatch(name -> !name.contains(".") || name.startsWith("java.") || name.startsWith("dev.spanhound."));
    }
}
