// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "12345678", "123456789", "ä", "abcdefgä", "abcdefghijä", "注文", "🦊", "\u0000", "\ufffd"
            })
    void decodesTextBetweenTwoPositions(String text) throws Exception {
        byte[] bytes = ("ö" + text + "ö").getBytes(UTF_8);
        assertThat(Utf8.decode(bytes, 2, bytes.length - 2)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "80, 0", // continuation without a start
        "61ff, 1", // no byte of UTF-8
        "6161616161616161 c3, 8", // ends inside a character
        "61 c0af, 1", // overlong
        "61 eda080, 1", // surrogate
        "f4908080, 0", // above U+10FFFF
        "c3a4 c3 61, 2" // cut in the middle
    })
    void namesTheFirstByteThatIsNotUtf8(String hex, int at) {
        byte[] bytes = Bytes.join(Bytes.hex("6161"), Bytes.hex(hex), Bytes.hex("6161"));
        assertThatExceptionOfType(MalformedOtlpException.class)
                .isThrownBy(() -> Utf8.decode(bytes, 2, bytes.length - 2))
                .withMessage("Malformed: invalid UTF-8 at byte " + (at + 2));
    }
}
