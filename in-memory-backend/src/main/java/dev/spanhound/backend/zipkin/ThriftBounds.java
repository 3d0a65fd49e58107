// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.zipkin;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Refuses Thrift that Zipkin's decoder would not survive: it skips unknown fields by recursion, and believes the size
 * of a list whose elements take no bytes. What is cut off is left for the decoder to name.
 */
final class ThriftBounds {
    /** A list of spans in Zipkin's model is five levels deep. */
    private static final int DEEPEST = 32;

    private static final int LIST = 15;
    private static final int STRUCT = 12;

    private final ByteBuffer body;

    private ThriftBounds(ByteBuffer body) {
        this.body = body;
    }

    static void check(byte[] body) throws MalformedZipkinException {
        if (body.length == 0) {
            return;
        }
        try {
            new ThriftBounds(ByteBuffer.wrap(body)).value(LIST, 0);
        } catch (BufferUnderflowException e) {
            return;
        }
    }

    private void value(int type, int depth) throws MalformedZipkinException {
        if (depth > DEEPEST) {
            throw malformed("nested more than " + DEEPEST + " deep");
        }
        switch (type) {
            case 2, 3 -> skip(1);
            case 6 -> skip(2);
            case 8 -> skip(4);
            case 4, 10 -> skip(8);
            case 11 -> skip(body.getInt());
            case STRUCT -> fields(depth);
            case 13 -> elements(new int[] {body.get(), body.get()}, depth);
            case 14, LIST -> elements(new int[] {body.get()}, depth);
            default -> throw malformed("type " + type + " of a value is unknown");
        }
    }

    private void fields(int depth) throws MalformedZipkinException {
        for (int type = body.get(); type != 0; type = body.get()) {
            skip(2);
            value(type, depth + 1);
        }
    }

    private void elements(int[] types, int depth) throws MalformedZipkinException {
        int size = body.getInt();
        if (size < 0) {
            throw malformed("size " + size + " of a list");
        }
        for (int i = 0; i < size; i++) {
            for (int type : types) {
                value(type, depth + 1);
            }
        }
    }

    private void skip(int bytes) throws MalformedZipkinException {
        if (bytes < 0) {
            throw malformed("length " + bytes + " of a text");
        }
        if (bytes > body.remaining()) {
            throw new BufferUnderflowException();
        }
        body.position(body.position() + bytes);
    }

    private MalformedZipkinException malformed(String what) {
        return new MalformedZipkinException(
                "Malformed: " + what + " before byte " + body.position() + " reading List<Span> from TBinary");
    }
}
