// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AttributesDraftTest {

    @Test
    void keepsTheTypesThatAnAttributeCanHave() {
        assertThat(of("s")).isEqualTo(Attributes.of(AttributeKey.stringKey("k"), "s"));
        assertThat(of(1L)).isEqualTo(Attributes.of(AttributeKey.longKey("k"), 1L));
        assertThat(of(true)).isEqualTo(Attributes.of(AttributeKey.booleanKey("k"), true));
        assertThat(of(0.5)).isEqualTo(Attributes.of(AttributeKey.doubleKey("k"), 0.5));
        assertThat(of(List.of("a", "b"))).isEqualTo(Attributes.of(AttributeKey.stringArrayKey("k"), List.of("a", "b")));
        assertThat(of(List.of(1L, 2L))).isEqualTo(Attributes.of(AttributeKey.longArrayKey("k"), List.of(1L, 2L)));
        assertThat(of(List.of(true, false)))
                .isEqualTo(Attributes.of(AttributeKey.booleanArrayKey("k"), List.of(true, false)));
        assertThat(of(List.of(0.5, 1.5))).isEqualTo(Attributes.of(AttributeKey.doubleArrayKey("k"), List.of(0.5, 1.5)));
    }

    @Test
    void takesAnEmptyArrayForOneOfStrings() {
        assertThat(of(List.of())).isEqualTo(Attributes.of(AttributeKey.stringArrayKey("k"), List.of()));
    }

    @Test
    void keepsAllElseAsText() {
        assertThat(of(List.of("a", 1L))).isEqualTo(text("[\"a\",1]"));
        assertThat(of(Arrays.asList("a", null))).isEqualTo(text("[\"a\",null]"));
        assertThat(of(List.of(List.of("a")))).isEqualTo(text("[[\"a\"]]"));
        assertThat(of(Map.of("a", 1L))).isEqualTo(text("{\"a\":1}"));
        assertThat(of(new byte[] {1, 2, 3})).isEqualTo(text("AQID"));
        assertThat(of(null)).isEqualTo(text(""));
    }

    @Test
    void takesTheLastValueOfAKeyWhateverItsType() {
        AttributesDraft draft = new AttributesDraft();
        draft.put(new AttributeName("k"), "first");
        draft.put(new AttributeName("other"), true);
        draft.put(new AttributeName("k"), 2L);
        assertThat(draft.complete())
                .isEqualTo(Attributes.of(AttributeKey.longKey("k"), 2L, AttributeKey.booleanKey("other"), true));
    }

    @Test
    void leavesOutAnEmptyKey() {
        AttributesDraft draft = new AttributesDraft();
        draft.put(new AttributeName(""), "lost");
        assertThat(draft.complete()).isEqualTo(Attributes.empty());
    }

    @Test
    void cutsACountOfDroppedThingsToWhatAnIntCanHold() {
        assertThat(AttributesDraft.total(3, 4)).isEqualTo(7);
        assertThat(AttributesDraft.total(3, -1)).isEqualTo(Integer.MAX_VALUE);
        assertThat(AttributesDraft.total(3, Integer.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
        assertThat(AttributesDraft.bounded(3, Integer.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE - 3);
    }

    private static Attributes of(@Nullable Object value) {
        AttributesDraft draft = new AttributesDraft();
        draft.put(new AttributeName("k"), value);
        return draft.complete();
    }

    private static Attributes text(String text) {
        return Attributes.of(AttributeKey.stringKey("k"), text);
    }
}
