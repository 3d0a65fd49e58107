// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceIndexTest {
    private final TraceIndex index = new TraceIndex();

    @Test
    void isEmptyAtFirst() {
        assertThat(index.get("a")).isNull();
        index.remove("a");
        assertThat(index.get("a")).isNull();
    }

    @Test
    void givesOneTraceForAnId() {
        StoredTrace trace = index.getOrAdd("a");
        assertThat(trace.traceId).isEqualTo("a");
        assertThat(index.getOrAdd(new String("a"))).isSameAs(trace);
        assertThat(index.get("a")).isSameAs(trace);
        assertThat(index.get("b")).isNull();
    }

    @Test
    void givesANewTraceForOneThatWasRemoved() {
        StoredTrace trace = index.getOrAdd("a");
        index.remove("a");
        assertThat(index.getOrAdd("a")).isNotSameAs(trace);
    }

    @Test
    void tellsIdsOfOneHashApart() {
        // All eight have the hash of "AaAaAa".
        List<String> ids = new ArrayList<>(List.of(""));
        for (int i = 0; i < 3; i++) {
            ids = ids.stream()
                    .flatMap(id -> List.of(id + "Aa", id + "BB").stream())
                    .toList();
        }
        assertThat(ids.stream().map(String::hashCode).distinct()).hasSize(1);
        ids.forEach(index::getOrAdd);
        index.remove(ids.get(3));
        for (String id : ids) {
            StoredTrace trace = index.get(id);
            assertThat(trace == null ? "removed" : trace.traceId).isEqualTo(id.equals(ids.get(3)) ? "removed" : id);
        }
    }

    /** Few IDs meet in few slots, many make it grow. */
    @ParameterizedTest
    @ValueSource(ints = {10, 30, 200, 5_000})
    void doesWhatAMapDoes(int ids) {
        Map<String, StoredTrace> map = new HashMap<>();
        Random random = new Random(ids);
        for (int i = 0; i < 200_000; i++) {
            String id = Integer.toString(random.nextInt(ids));
            switch (random.nextInt(5)) {
                case 0, 1 -> {
                    StoredTrace trace = index.getOrAdd(id);
                    StoredTrace before = map.putIfAbsent(id, trace);
                    check(id, trace, before == null ? trace : before);
                }
                case 2, 3 -> check(id, index.get(id), map.get(id));
                default -> {
                    index.remove(id);
                    map.remove(id);
                }
            }
        }
        assertThat(map).hasSizeGreaterThan(ids / 2);
        for (int id = 0; id < ids; id++) {
            check("" + id, index.get("" + id), map.get("" + id));
        }
    }

    private static void check(String id, StoredTrace actual, StoredTrace expected) {
        if (actual != expected) {
            assertThat(actual).as(id).isSameAs(expected);
        }
    }
}
