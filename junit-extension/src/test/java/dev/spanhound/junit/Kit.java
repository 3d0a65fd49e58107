// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs test classes inside of a test. */
final class Kit {
    private Kit() {}

    static EngineExecutionResults run(Class<?>... testClasses) {
        return run(Map.of(), testClasses);
    }

    static EngineExecutionResults run(Map<String, String> parameters, Class<?>... testClasses) {
        DiscoverySelector[] selectors =
                Stream.of(testClasses).map(type -> selectClass(type)).toArray(DiscoverySelector[]::new);
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectors)
                .configurationParameters(parameters)
                .execute();
    }

    /** Runs the class and fails with what its tests failed with. */
    static void passes(int tests, Class<?>... testClasses) {
        passes(run(testClasses), tests);
    }

    static void passes(EngineExecutionResults results, int tests) {
        Throwable[] failures = failures(results);
        if (failures.length > 0) {
            throw new AssertionError("a test of the test class failed: " + failures[0], failures[0]);
        }
        results.testEvents()
                .assertStatistics(statistics -> statistics.started(tests).succeeded(tests));
    }

    /** Returns the only failure of a test or a container. */
    static Throwable failure(EngineExecutionResults results) {
        Throwable[] failures = failures(results);
        if (failures.length != 1) {
            throw new AssertionError("failures: " + failures.length + " (expected: 1)");
        }
        return failures[0];
    }

    private static Throwable[] failures(EngineExecutionResults results) {
        return results.allEvents()
                .filter(finishedWithFailure()::matches)
                .map(Kit::thrown)
                .toArray(Throwable[]::new);
    }

    private static Throwable thrown(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow();
    }
}
