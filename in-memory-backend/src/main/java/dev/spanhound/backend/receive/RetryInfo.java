// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.receive;

import dev.spanhound.backend.otlp.OtlpProtobuf;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** {@code google.rpc.RetryInfo}, by which gRPC's throttling says when to try again. */
final class RetryInfo {
    private static final String TYPE = "type.googleapis.com/google.rpc.RetryInfo";
    private static final int VARINT = 0;
    private static final int BYTES = 2;

    private RetryInfo() {}

    /** Returns {@code google.rpc.Status} with the time to wait as its detail. */
    static byte[] status(Refusal refusal, Duration retryAfter) {
        Message delay = new Message().number(1, retryAfter.getSeconds()).number(2, retryAfter.getNano());
        Message info = new Message().bytes(1, delay.toByteArray());
        Message any =
                new Message().bytes(1, TYPE.getBytes(StandardCharsets.UTF_8)).bytes(2, info.toByteArray());
        Message status = new Message();
        status.writeBytes(OtlpProtobuf.status(refusal.grpcStatus(), refusal.message()));
        return status.bytes(3, any.toByteArray()).toByteArray();
    }

    private static final class Message extends ByteArrayOutputStream {

        Message number(int field, long value) {
            varint(field << 3 | VARINT);
            varint(value);
            return this;
        }

        Message bytes(int field, byte[] value) {
            varint(field << 3 | BYTES);
            varint(value.length);
            writeBytes(value);
            return this;
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                write((int) (rest & 0x7f) | 0x80);
                rest >>>= 7;
            }
            write((int) rest);
        }
    }
}
