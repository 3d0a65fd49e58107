// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.backend.child.StartInSteps;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is loaded and started when: the classes that a JVM says it loads in each step. */
class StartIT {
    private static final String NETTY = "dev.spanhound.shaded.netty.";
    private static final Map<String, List<String>> LOADED = new LinkedHashMap<>();

    @BeforeAll
    static void run() throws Exception {
        String output = new ChildJvm().option("-Xlog:class+load:stdout:none").run(StartInSteps.class);
        List<String> loaded = new ArrayList<>();
        for (String line : output.lines().toList()) {
            if (line.startsWith("step ")) {
                LOADED.put(line, loaded);
                loaded = new ArrayList<>();
            } else {
                loaded.add(line.substring(0, line.indexOf(' ')));
            }
        }
    }

    @Test
    void startsNoThreadBeforeThePortIsAskedForAndLeavesNone() {
        assertThat(LOADED.keySet())
                .satisfiesExactly(
                        step -> assertThat(step).isEqualTo("step in process, threads"),
                        step -> assertThat(step).matches("step bound, threads( daemon){1,2}"),
                        step -> assertThat(step).matches("step served, threads( daemon){2,3}"),
                        step -> assertThat(step).isEqualTo("step closed, threads"));
    }

    @Test
    void loadsTheEngineWithTheFirstConnectionOnly() {
        assertThat(loadedIn("in process")).doesNotContain("dev.spanhound.backend.server.HttpServer");
        assertThat(loadedIn("in process")).noneMatch(name -> name.startsWith(NETTY));
        assertThat(loadedIn("bound")).noneMatch(name -> name.startsWith(NETTY));
        assertThat(loadedIn("served")).anyMatch(name -> name.startsWith(NETTY));
    }

    @Test
    void spinsNoLambdaOfItsOwnUpToTheFirstAnswer() {
        assertThat(loadedIn("bound")).noneMatch(name -> name.contains("$$Lambda"));
        assertThat(loadedIn("served"))
                .noneMatch(name -> name.startsWith("dev.spanhound.backend.") && name.contains("$$Lambda"));
    }

    private static List<String> loadedIn(String step) {
        for (Map.Entry<String, List<String>> loaded : LOADED.entrySet()) {
            if (loaded.getKey().startsWith("step " + step + ",")) {
                return loaded.getValue().stream()
                        .filter(name -> name.startsWith("dev.spanhound."))
                        .toList();
            }
        }
        throw new AssertionError("no step " + step + " in " + LOADED.keySet());
    }
}
