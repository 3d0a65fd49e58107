// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.zipkin;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ThriftBoundsTest {
    private static final byte BYTE = 3;
    private static final byte TEXT = 11;
    private static final byte STRUCT = 12;
    private static final byte MAP = 13;
    private static final byte LIST = 15;

    private final ByteBuffer body = ByteBuffer.allocate(1_000_000);

    private static void check(ByteBuffer body) throws MalformedZipkinException {
        byte[] bytes = new byte[body.flip().remaining()];
        body.get(bytes);
        ThriftBounds.check(bytes);
    }

    private ByteBuffer oneSpanWithField(byte type) {
        return body.put(STRUCT).putInt(1).put(type).putShort((short) 99);
    }

    @Test
    void refusesNestingWithoutEnd() {
        oneSpanWithField(STRUCT);
        for (int i = 0; i < 200_000; i++) {
            body.put(STRUCT).putShort((short) 1);
        }

        assertThatExceptionOfType(MalformedZipkinException.class)
                .isThrownBy(() -> check(body))
                .withMessage("Malformed: nested more than 32 deep before byte 101 reading List<Span> from TBinary");
    }

    @Test
    void refusesAnElementTypeThatTakesNoBytes() {
        oneSpanWithField(LIST).put((byte) 0).putInt(Integer.MAX_VALUE).put((byte) 0);

        assertThatExceptionOfType(MalformedZipkinException.class)
                .isThrownBy(() -> check(body))
                .withMessage("Malformed: type 0 of a value is unknown before byte 13 reading List<Span> from TBinary");
    }

    @Test
    void refusesASizeBelowZero() {
        oneSpanWithField(LIST).put(BYTE).putInt(-1);

        assertThatExceptionOfType(MalformedZipkinException.class)
                .isThrownBy(() -> check(body))
                .withMessage("Malformed: size -1 of a list before byte 13 reading List<Span> from TBinary");
    }

    @Test
    void refusesALengthBelowZero() {
        oneSpanWithField(TEXT).putInt(-1);

        assertThatExceptionOfType(MalformedZipkinException.class)
                .isThrownBy(() -> check(body))
                .withMessage("Malformed: length -1 of a text before byte 12 reading List<Span> from TBinary");
    }

    @Test
    @Timeout(10)
    void leavesAListLongerThanTheBodyToTheDecoder() {
        oneSpanWithField(LIST).put(STRUCT).putInt(Integer.MAX_VALUE);

        assertThatCode(() -> check(body)).doesNotThrowAnyException();
    }

    @Test
    void passesFieldsThatNobodyKnows() {
        oneSpanWithField(MAP).put(TEXT).put(LIST).putInt(1);
        body.putInt(1).put((byte) 'k').put(BYTE).putInt(2).put(new byte[2]);
        body.put((byte) 0);

        assertThatCode(() -> check(body)).doesNotThrowAnyException();
    }
}
