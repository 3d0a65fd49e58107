// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class OptionalLibrariesTest {

    @Test
    void areNotNeededUntilTheyAreAskedFor() throws Exception {
        assertThat(FilteredClassLoader.call(
                        file -> !file.startsWith("rest-assured") && !file.startsWith("okhttp"), Run.class))
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
        void test(TestTrace trace) {
            assertThat(trace.headers()).containsKey("traceparent");
            assertThatThrownBy(() -> trace.restAssured()).isInstanceOf(NoClassDefFoundError.class);
            assertThatThrownBy(() -> trace.okHttp()).isInstanceOf(NoClassDefFoundError.class);
        }
    }
}
