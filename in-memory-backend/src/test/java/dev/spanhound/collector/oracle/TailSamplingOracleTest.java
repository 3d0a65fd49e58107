// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** We do what the real Collector was recorded to do: the same spans at the same time, and the same counts. */
class TailSamplingOracleTest {
    private static final int MAX_SHOWN = 10;

    @ParameterizedTest
    @ValueSource(strings = {"policies", "combinators", "limits", "state-machine", "life", "random", "crowd"})
    void doesAsTheCollectorWasRecordedToDo(String topic) {
        List<Recording> recordings = Recording.of(topic + ".ndjson.gz");
        Map<String, String> differences = new LinkedHashMap<>();
        for (Recording recording : recordings) {
            String difference = difference(recording);
            if (!difference.isEmpty()) {
                differences.put(recording.name(), difference);
            }
        }

        assertThat(recordings).isNotEmpty();
        for (KnownDifference known : KnownDifference.ALL) {
            long names = recordings.stream()
                    .filter(recording -> known.covers(recording.name()))
                    .count();
            int before = differences.size();
            differences.keySet().removeIf(known::covers);
            if (names > 0) {
                assertThat(before - differences.size())
                        .as("recordings of %s that differ, because %s", known.names(), known.reason())
                        .isEqualTo(known.count());
            }
        }
        assertThat(differences)
                .withFailMessage(() -> differences.size() + " of " + recordings.size() + " recordings of " + topic
                        + " differ. The first:\n"
                        + differences.entrySet().stream()
                                .limit(MAX_SHOWN)
                                .map(each -> each.getKey() + "\n  " + each.getValue())
                                .collect(Collectors.joining("\n\n")))
                .isEmpty();
    }

    private static String difference(Recording recording) {
        try {
            return new Replay(recording).difference();
        } catch (RuntimeException e) {
            return e.toString();
        }
    }
}
