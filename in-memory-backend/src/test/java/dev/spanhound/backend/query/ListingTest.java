// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListingTest {
    private static List<String> strings(String document, String list, String field) {
        return Listing.strings(document.getBytes(UTF_8), list, field);
    }

    @Test
    void readsTheListsOfQueryApis() {
        assertThat(strings("[\"a\", \"ä\"]", "", "")).containsExactly("a", "ä");
        assertThat(strings("{\"services\": [\"a\"]}", "services", "")).containsExactly("a");
        assertThat(strings("{\"traces\": [{\"traceID\": \"1\", \"n\": 2}]}", "traces", "traceID"))
                .containsExactly("1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{}", "{\"services\": null}", "''"})
    void readsNoListAsAnEmptyOne(String document) {
        assertThat(strings(document, "services", "")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1]               | services | ''   | the document: expected an object, but was [1]",
                "{\"services\": 1} | services | ''   | services: expected a list, but was 1",
                "{\"services\": [\"a\", 1]} | services | '' | services[1]: expected a string, but was 1",
                "{\"traces\": [{}]} | traces | id     | traces[0].id: expected a string, but was null",
                "{\"traces\": [1]} | traces | id      | traces[0]: expected an object, but was 1"
            })
    void refusesWhatIsNoSuchList(String document, String list, String field, String message) {
        assertThatThrownBy(() -> strings(document, list, field))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void refusesWhatIsNoJson() {
        assertThatThrownBy(() -> strings("[\"a", "", "")).hasMessageStartingWith("not JSON: ");
    }
}
