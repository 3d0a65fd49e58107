// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import dev.spanhound.assertions.contract.ContractReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.JUnitException;

/** Publishes the report of a contract to JUnit's report directory. */
final class ContractReporter {
    private static final String DIRECTORY = "propagation-contract";

    /** The context of the test factory that runs on this thread, if an extension of ours is registered there. */
    private static final ThreadLocal<@Nullable ExtensionContext> FACTORY = new ThreadLocal<>();

    private ContractReporter() {}

    /** What a test factory does: it may make contracts, whose reports are published in its context. */
    interface Factory<T extends @Nullable Object> {
        T proceed() throws Throwable;
    }

    /** Lets contracts made meanwhile publish their reports in this context. */
    static <T extends @Nullable Object> T during(ExtensionContext context, Factory<T> factory) throws Throwable {
        ExtensionContext before = FACTORY.get();
        FACTORY.set(context);
        try {
            return factory.proceed();
        } finally {
            FACTORY.set(before);
        }
    }

    /** Returns what takes the report: the reporter that is given, or the test factory that runs, or nobody. */
    static Consumer<ContractReport> of(Optional<TestReporter> given) {
        if (given.isPresent()) {
            return report ->
                    published(() -> given.get().publishDirectory(DIRECTORY, directory -> write(report, directory)));
        }
        ExtensionContext context = FACTORY.get();
        return context == null
                ? report -> {}
                : report -> published(() -> context.publishDirectory(DIRECTORY, directory -> write(report, directory)));
    }

    private static void published(Runnable publication) {
        try {
            publication.run();
        } catch (JUnitException e) {
            // A launcher may have no report directory. That must not hide what the tests say.
        }
    }

    private static void write(ContractReport report, Path directory) throws IOException {
        Files.writeString(directory.resolve("report.txt"), report.text());
        Files.writeString(directory.resolve("report.tsv"), report.tsv());
        Files.writeString(directory.resolve("new.baseline"), report.toBaseline());
    }
}
