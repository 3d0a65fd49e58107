// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The examples of OpenTelemetry's specification, and what they leave open. */
class AnyValueTextTest {
    private static final byte[] HELLO = "hello world".getBytes(US_ASCII);

    @Test
    void isBase64ForBytes() {
        assertThat(AnyValueText.of(HELLO)).isEqualTo("aGVsbG8gd29ybGQ=");
    }

    @Test
    void isEmptyForNoValue() {
        assertThat(AnyValueText.of(null)).isEmpty();
    }

    @Test
    void isAJsonArrayForAnArray() {
        assertThat(AnyValueText.of(List.of())).isEqualTo("[]");
        assertThat(AnyValueText.of(List.of(1L, Double.NEGATIVE_INFINITY, "a", true, Map.of("nested", HELLO))))
                .isEqualTo("[1,\"-Infinity\",\"a\",true,{\"nested\":\"aGVsbG8gd29ybGQ=\"}]");
    }

    @Test
    void isAJsonObjectForAMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("a", Double.NEGATIVE_INFINITY);
        map.put("b", 2L);
        map.put("c", new ArrayList<>(Arrays.asList(3L, null)));
        assertThat(AnyValueText.of(map)).isEqualTo("{\"a\":\"-Infinity\",\"b\":2,\"c\":[3,null]}");
        assertThat(AnyValueText.of(Map.of())).isEqualTo("{}");
    }

    @Test
    void escapesWhatJsonMustAndNothingElse() {
        assertThat(AnyValueText.of(List.of("\"\\\n\u0001<>&='ü", 0.1, -0.0, Double.NaN)))
                .isEqualTo("[\"\\\"\\\\\\n\\u0001<>&='ü\",0.1,-0.0,\"NaN\"]");
    }
}
