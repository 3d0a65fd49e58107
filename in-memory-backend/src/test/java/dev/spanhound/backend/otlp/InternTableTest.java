// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InternTableTest {

    @Test
    void makesAValueOnceFromItsThirdUseOn() throws Exception {
        InternTable<String> table = new InternTable<>(16, Utf8::decode);
        get(table, "http.route");
        String second = get(table, "http.route");
        assertThat(get(table, "http.route")).isSameAs(second);
    }

    @Test
    void givesNoSlotToWhatComesOnce() throws Exception {
        InternTable<String> table = new InternTable<>(1, Utf8::decode);
        get(table, "http.route");
        String known = get(table, "http.route");
        for (int i = 0; i < 100; i++) {
            get(table, "user-" + i);
        }
        assertThat(get(table, "http.route")).isSameAs(known);
    }

    @Test
    void keepsNoLongText() throws Exception {
        InternTable<String> table = new InternTable<>(16, Utf8::decode);
        String text = "x".repeat(65);
        String first = get(table, text);
        get(table, text);
        assertThat(get(table, text)).isEqualTo(text).isNotSameAs(first);
    }

    @Test
    void neverTakesOneTextForAnother() throws Exception {
        InternTable<String> table = new InternTable<>(4, Utf8::decode);
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            String text = "ab\u0000".repeat(30).substring(random.nextInt(3), 3 + random.nextInt(12))
                    + "c".repeat(random.nextInt(12));
            String padding = "-".repeat(random.nextInt(12));
            byte[] bytes = (padding + text + padding).getBytes(UTF_8);
            String actual = table.get(bytes, padding.length(), bytes.length - padding.length());
            if (!actual.equals(text)) {
                assertThat(actual).isEqualTo(text);
            }
        }
    }

    @Test
    void tellsTextsApartThatDifferInOneByte() throws Exception {
        for (int length = 1; length <= 64; length++) {
            String text = "x".repeat(length);
            for (int at = 0; at < length; at++) {
                InternTable<String> table = new InternTable<>(1, Utf8::decode);
                get(table, text);
                get(table, text);
                String other = "x".repeat(at) + "y" + "x".repeat(length - at - 1);
                assertThat(get(table, other)).isEqualTo(other);
            }
        }
    }

    @Test
    void tellsTextsOfOneHashApart() throws Exception {
        Random random = new Random(8);
        Map<Integer, String> byHash = new HashMap<>();
        int collisions = 0;
        for (int i = 0; i < 300_000; i++) {
            String text = Long.toString(random.nextLong(), Character.MAX_RADIX);
            byte[] bytes = text.getBytes(UTF_8);
            String other = byHash.put(InternTable.hash(bytes, 0, bytes.length), text);
            if (other != null) {
                collisions++;
                InternTable<String> table = new InternTable<>(1, Utf8::decode);
                get(table, other);
                get(table, other);
                assertThat(get(table, text)).isEqualTo(text);
                assertThat(get(table, other)).isEqualTo(other);
            }
        }
        assertThat(collisions).isPositive();
    }

    private static String get(InternTable<String> table, String text) throws MalformedOtlpException {
        byte[] bytes = text.getBytes(UTF_8);
        return table.get(bytes, 0, bytes.length);
    }
}
