// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtobufReaderTest {

    @ParameterizedTest
    @CsvSource({
        "00, 0",
        "7f, 127",
        "8001, 128",
        "ffffffffffffffff7f, 9223372036854775807",
        "80808080808080808001, -9223372036854775808",
        "ffffffffffffffffff01, -1",
        "8000, 0"
    })
    void readsVarints(String hex, long value) throws Exception {
        ProtobufReader in = new ProtobufReader(Bytes.hex(hex));
        assertThat(in.varint()).isEqualTo(value);
        assertThat(in.hasMore()).isFalse();
    }

    @Test
    void readsFixedNumbersWithTheLowestByteFirst() throws Exception {
        assertThat(new ProtobufReader(Bytes.hex("01020304")).fixed32()).isEqualTo(0x04030201);
        assertThat(new ProtobufReader(Bytes.hex("0102030405060708")).fixed64()).isEqualTo(0x0807060504030201L);
        assertThat(new ProtobufReader(Bytes.hex("000000000000f03f")).float64()).isEqualTo(1.0);
    }

    @Test
    void seesNothingBehindTheMessageThatItEntered() throws Exception {
        ProtobufReader in = new ProtobufReader(Bytes.hex("02 0102 03"));
        int outer = in.enter();
        assertThat(in.varint()).isEqualTo(1);
        assertThat(in.varint()).isEqualTo(2);
        assertThat(in.hasMore()).isFalse();
        in.leave(outer);
        assertThat(in.varint()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08 ffffffffffffffffff01", // varint
                "09 0102030405060708", // fixed64
                "0a 03 010203", // length-delimited
                "0b 0c", // empty group
                "0b 1001 1b 2005 1c 2a00 0c", // group in a group
                "0d 01020304" // fixed32
            })
    void skipsAnyWireType(String hex) throws Exception {
        ProtobufReader in = new ProtobufReader(Bytes.hex(hex + "63"));
        in.skip(in.tag());
        assertThat(in.varint()).isEqualTo(0x63);
    }

    @ParameterizedTest
    @CsvSource({
        "08, Truncated: a varint without its last byte at byte 1",
        "08 ff80, Truncated: a varint without its last byte at byte 1",
        "08 ffffffffffffffffffff01, Malformed: varint of more than 10 bytes at byte 1",
        "80, Truncated: a varint without its last byte at byte 0",
        "00, Malformed: field number 0 at byte 0",
        "0500, Malformed: field number 0 at byte 0",
        "09 01020304050607, Truncated: 8 bytes needed with 7 left at byte 1",
        "0d 010203, Truncated: 4 bytes needed with 3 left at byte 1",
        "0a 05 01020304, Truncated: a length of 5 with 4 bytes left at byte 1",
        "0a ffffffff07, Truncated: a length of 2147483647 with 0 bytes left at byte 1",
        "0a ffffffff0f, Truncated: a length of 4294967295 with 0 bytes left at byte 1",
        "0a ffffffffffffffffff01, Truncated: a length of 18446744073709551615 with 0 bytes left at byte 1",
        "0e, Malformed: invalid wire type 6 at byte 0",
        "0f, Malformed: invalid wire type 7 at byte 0",
        "0c, Malformed: end of a group that was not begun at byte 0",
        "0b 14, Malformed: group 1 ends as group 2 at byte 1",
        "0b 1005, Truncated: a group without its end at byte 0",
        "0b 13 0c, Malformed: group 2 ends as group 1 at byte 2"
    })
    void namesTheByteThatIsWrong(String hex, String message) {
        ProtobufReader in = new ProtobufReader(Bytes.hex(hex));
        assertThatExceptionOfType(MalformedOtlpException.class)
                .isThrownBy(() -> in.skip(in.tag()))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "0a 05, Truncated: a length of 5 with 0 bytes left at byte 2",
        "0d 0102, Truncated: 4 bytes needed with 2 left at byte 2",
        "08 ff, Truncated: a varint without its last byte at byte 2",
        "0b 1001, Truncated: a group without its end at byte 1"
    })
    void takesNoByteFromBehindTheMessageThatItEntered(String hex, String message) throws Exception {
        byte[] embedded = Bytes.hex(hex);
        ProtobufReader in = new ProtobufReader(Bytes.join(new byte[] {(byte) embedded.length}, embedded, new byte[20]));
        in.enter();
        assertThatExceptionOfType(MalformedOtlpException.class)
                .isThrownBy(() -> in.skip(in.tag()))
                .withMessage(message);
    }

    @Test
    void refusesGroupsNestedTooDeep() throws Exception {
        byte[] deep = Bytes.join(Bytes.repeat(Bytes.hex("0b"), 100), Bytes.repeat(Bytes.hex("0c"), 100));
        ProtobufReader in = new ProtobufReader(deep);
        in.skip(in.tag());
        assertThat(in.hasMore()).isFalse();

        ProtobufReader deeper = new ProtobufReader(Bytes.repeat(Bytes.hex("0b"), 1_000_000));
        assertThatExceptionOfType(MalformedOtlpException.class)
                .isThrownBy(() -> deeper.skip(deeper.tag()))
                .withMessage("Malformed: messages nested more than 100 deep at byte 100");
    }
}
