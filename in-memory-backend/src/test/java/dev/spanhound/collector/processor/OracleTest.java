// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.processor;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each processor gives on what the real one was recorded to give on, and refuses what it refused. */
class OracleTest {
    private static final String TEXT =
            "a value of a type that Java's attributes lack is text here, and hashed or named as such";
    private static final String CONTEXT = "there is no client, so from_context is refused";

    private static final List<String> LOST_STATES =
            List.of("OT=th:8-", "k-", "k=-", "ot-", "ot=-", "ot=th:8,ot=th:4-", "ot=th:8;a:xxxx", "ot=xxxx");

    /** Cases that are otherwise here, each with the reason. */
    private static final Map<String, String> EXCEPTIONS = Map.ofEntries(
            entry("config/09", "a negative precision is refused; the Collector keeps all with it"),
            entry("attributes/023", CONTEXT),
            entry("attributes/024", CONTEXT),
            entry("attributes/025", CONTEXT),
            entry("attributes/026", CONTEXT),
            entry("attributes/031", CONTEXT),
            entry("attributes/045", TEXT),
            entry("attributes/046", TEXT),
            entry("attributes/047", TEXT),
            entry("attributes/048", TEXT),
            entry("resource/023", CONTEXT),
            entry("resource/024", CONTEXT),
            entry("resource/025", CONTEXT),
            entry("resource/026", CONTEXT),
            entry("resource/031", CONTEXT),
            entry("span/003", TEXT),
            entry("span/004", TEXT),
            entry("span/010", TEXT),
            entry("span/024", "the Collector panics on a group that took no part"));

    @ParameterizedTest(name = "{0}: at least {1} cases")
    @CsvSource({"probabilistic-sampler, 2134", "attributes, 164", "resource, 124", "span, 37", "filter, 514"})
    void doesAsTheCollectorDid(String file, int count) throws IOException {
        List<RecordedCase> cases = RecordedCase.of(file);
        Map<String, String> differences = new TreeMap<>();
        for (RecordedCase recorded : cases) {
            String difference = difference(recorded);
            boolean excepted = EXCEPTIONS.containsKey(recorded.name());
            if (difference.isEmpty() == excepted && !hasLostTraceState(recorded)) {
                differences.put(recorded.name(), difference + "\n" + recorded.config());
            }
        }
        assertThat(cases.size()).isGreaterThanOrEqualTo(count);
        assertThat(differences).isEmpty();
    }

    /**
     * A trace state that is not valid, which the Collector fails on, is an empty one for OpenTelemetry's API; of a key that comes
     * twice the first counts, in the Collector the last.
     */
    private static boolean hasLostTraceState(RecordedCase recorded) {
        return LOST_STATES.stream().anyMatch(state -> recorded.name().contains("/state-" + state));
    }

    private static String difference(RecordedCase recorded) {
        Configured processor = Configured.only(recorded.config());
        boolean refused = !recorded.error().isEmpty() && !recorded.errorIn().equals("consume");
        if (refused || !processor.errors().isEmpty()) {
            return refused != processor.errors().isEmpty()
                    ? ""
                    : "expected error \"" + recorded.error() + "\", but was " + processor.errors();
        }
        List<List<SpanData>> given = processor.requests(recorded.received());
        return given.equals(recorded.given()) ? "" : "expected " + recorded.given() + "\nbut was  " + given;
    }
}
