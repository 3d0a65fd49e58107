// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.receive;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code google.rpc.Status}, read by protobuf-java. */
record RpcStatus(long code, String message, List<Any> details) {

    static RpcStatus parse(byte[] bytes) throws InvalidProtocolBufferException {
        UnknownFieldSet fields = UnknownFieldSet.parseFrom(bytes);
        List<Any> details = new ArrayList<>();
        for (ByteString detail : fields.getField(3).getLengthDelimitedList()) {
            details.add(Any.parseFrom(detail));
        }
        return new RpcStatus(
                fields.getField(1).getVarintList().get(0),
                fields.getField(2).getLengthDelimitedList().get(0).toStringUtf8(),
                details);
    }

    /** Returns the delay of the only detail, {@code google.rpc.RetryInfo}. */
    Duration retryDelay() throws InvalidProtocolBufferException {
        if (details.size() != 1 || !details.get(0).getTypeUrl().equals("type.googleapis.com/google.rpc.RetryInfo")) {
            throw new AssertionError("no RetryInfo: " + details);
        }
        UnknownFieldSet info = UnknownFieldSet.parseFrom(details.get(0).getValue());
        com.google.protobuf.Duration delay = com.google.protobuf.Duration.parseFrom(
                info.getField(1).getLengthDelimitedList().get(0));
        return Duration.ofSeconds(delay.getSeconds(), delay.getNanos());
    }
}
