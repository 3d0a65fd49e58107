// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyTest {

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1, 9, 10, 11, 0x1_0000_0004L, Long.MAX_VALUE})
    void isWhatArrivedWhateverWasExpected(long expected) {
        RequestBody declared = new RequestBody(expected, 10);
        RequestBody announced = new RequestBody(-1, 10);
        assertThat(announced.isEmpty()).isTrue();
        announced.expect(expected);
        for (RequestBody body : new RequestBody[] {declared, announced}) {
            assertThat(body.add(bytes("abc"))).isTrue();
            assertThat(body.isEmpty()).isFalse();
            assertThat(body.add(bytes("defghij"))).isTrue();
            assertThat(body.whole()).asString(US_ASCII).isEqualTo("abcdefghij");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 4, 11})
    void refusesAByteMoreThanTheLimit(long expected) {
        RequestBody body = new RequestBody(expected, 10);
        assertThat(body.add(bytes("0123456789"))).isTrue();
        assertThat(body.add(bytes("a"))).isFalse();
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.wrappedBuffer(text.getBytes(US_ASCII));
    }
}
