// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spanhound.backend.TraceBackend;
import dev.spanhound.junit.mock.TracedMockServer;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OptionalLibrariesTest {

    @Test
    void areNotNeededUntilTheyAreAskedFor() throws Exception {
        assertThat(FilteredClassLoader.call(
                        file -> Stream.of("rest-assured", "okhttp", "mockwebserver", "grpc-")
                                .noneMatch(file::startsWith),
                        Run.class))
                .isEqualTo("passed");
    }

    public static class Run implements Callable<String> {
        @Override
        public String call() {
            Kit.passes(1, WithoutTestCase.class);
            return "passed";
        }
    }

    @TraceTest
    static class WithoutTestCase {
        @Test
        void test(TestTrace trace, TraceBackend backend) {
            assertThat(trace.headers()).containsKey("traceparent");
            assertThatThrownBy(() -> trace.restAssured()).isInstanceOf(NoClassDefFoundError.class);
            assertThatThrownBy(() -> trace.okHttp()).isInstanceOf(NoClassDefFoundError.class);
            assertThatThrownBy(() -> trace.grpc()).isInstanceOf(NoClassDefFoundError.class);
            assertThatThrownBy(() -> TracedMockServer.start("payment-service", backend))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith(
                            "TracedMockServer needs okhttp's MockWebServer, and there is none that starts: "
                                    + "no mockwebserver3.Dispatcher, no okhttp3.mockwebserver.Dispatcher (expected: ");
        }
    }
}
