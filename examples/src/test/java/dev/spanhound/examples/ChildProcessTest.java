// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTest;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A process of its own, told by environment variables where to export to and whose work it does. */
@TraceTest
class ChildProcessTest {

    @Test
    void importIsPartOfTheTrace(TestTrace trace) throws IOException, InterruptedException {
        ProcessBuilder process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                StockImport.class.getName());
        process.environment().putAll(trace.environment("stock-import"));
        process.environment().put("TRACEPARENT", trace.headers().get("traceparent"));

        assertThat(process.inheritIO().start().waitFor()).isZero();

        assertThat(trace).isComplete().containsSpan(span("import_stock").in("stock-import"));
    }
}
