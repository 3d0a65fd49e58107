// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HttpEnginesTest {
    private static final HttpEngine.Handler BREAKING = request -> Optional.empty();

    @Test
    void startTheOneThatFitsOkHttp() {
        String generation = System.getProperty("spanhound.test.okhttp", "4"); // the build runs this on both

        try (HttpEngine engine = HttpEngines.start(BREAKING)) {
            assertThat(engine.getClass().getSimpleName()).isEqualTo("OkHttp" + generation + "Engine");
        }
    }

    @Test
    void nameTheDependencyThatIsMissing() {
        assertThatThrownBy(() -> HttpEngines.start(
                        BREAKING,
                        List.of(
                                handler -> {
                                    throw new NoClassDefFoundError("mockwebserver3/Dispatcher");
                                },
                                handler -> {
                                    throw new NoClassDefFoundError("okhttp3/mockwebserver/Dispatcher");
                                })))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("""
                        TracedMockServer needs okhttp's MockWebServer, and there is none that starts: \
                        no mockwebserver3.Dispatcher, no okhttp3.mockwebserver.Dispatcher \
                        (expected: one of these as test dependency, of the version of okhttp,
                          com.squareup.okhttp3:mockwebserver    for okhttp 4.12, as under Spring Boot 3.5
                          com.squareup.okhttp3:mockwebserver3   for okhttp 5)""");
    }

    @Test
    void nameTheOneThatDoesNotFit() {
        assertThatThrownBy(() -> HttpEngines.start(
                        BREAKING,
                        List.of(
                                handler -> {
                                    throw new NoClassDefFoundError("okhttp3/internal/_UtilJvmKt");
                                },
                                handler -> {
                                    throw new NoSuchMethodError("'void okio.Buffer.x()'");
                                })))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        "TracedMockServer needs okhttp's MockWebServer, and there is none that starts: "
                                + "NoClassDefFoundError okhttp3.internal._UtilJvmKt (another version of okhttp, okio or Kotlin), "
                                + "NoSuchMethodError 'void okio.Buffer.x()' (another version of okhttp, okio or Kotlin) (expected: ");
    }
}
