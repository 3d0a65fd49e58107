// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.recorded;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Cuts JSON documents out of a stream, whether they stand on a line each, on many, or all on one. Holds one at a time. Looks at
 * brackets and strings only; whether it is JSON shows when it is decoded.
 */
final class JsonDocuments {
    private static final int END = -1;
    private static final int CHUNK = 1 << 16;
    private static final int BYTE_ORDER_MARK = 0xef;

    private final InputStream in;
    private final boolean commasBetween;
    private int line;

    private final byte[] chunk = new byte[CHUNK];
    private int position;
    private int limit;
    private byte[] document = new byte[CHUNK];
    private int length;
    private final ByteArrayOutputStream lastString = new ByteArrayOutputStream();
    private final List<String> keys = new ArrayList<>();
    private int depth;

    private JsonDocuments(InputStream in, int line, boolean commasBetween) {
        this.in = in;
        this.line = line;
        this.commasBetween = commasBetween;
    }

    static JsonDocuments of(InputStream in) {
        return new JsonDocuments(in, 1, false);
    }

    /** Returns those that are the elements of a list. */
    static JsonDocuments elementsOf(JsonDocument list) {
        byte[] bytes = list.bytes();
        return new JsonDocuments(new ByteArrayInputStream(bytes, 1, bytes.length - 2), list.line(), true);
    }

    /**
     * Returns the next document, or nothing at the end.
     *
     * @throws MalformedRecordingException if what comes is no object or list, or does not end
     */
    Optional<JsonDocument> next() throws IOException, MalformedRecordingException {
        int first = firstByte();
        if (first == END) {
            return Optional.empty();
        }
        if (first != '{' && first != '[') {
            throw new MalformedRecordingException(
                    line, "expected a JSON object or list, but it begins with '" + (char) first + "'");
        }
        int start = line;
        length = 0;
        keys.clear();
        depth = 0;
        for (int next = first; next != END; next = read()) {
            take(next);
            if (depth == 0) {
                return Optional.of(new JsonDocument(Arrays.copyOf(document, length), start, List.copyOf(keys)));
            }
        }
        throw new MalformedRecordingException(start, "the JSON that begins here does not end");
    }

    private int firstByte() throws IOException {
        int next = read();
        while (next == ' ' || next == '\t' || next == '\r' || next == '\n' || (next == ',' && commasBetween)) {
            line += next == '\n' ? 1 : 0;
            next = read();
        }
        return next == BYTE_ORDER_MARK && read() == 0xbb && read() == 0xbf ? read() : next;
    }

    private int read() throws IOException {
        if (position == limit) {
            position = 0;
            limit = Math.max(in.read(chunk), 0);
            if (limit == 0) {
                return END;
            }
        }
        return chunk[position++] & 0xff;
    }

    private void keep(int next) {
        if (length == document.length) {
            document = Arrays.copyOf(document, 2 * length);
        }
        document[length++] = (byte) next;
    }

    private void take(int next) throws IOException {
        keep(next);
        switch (next) {
            case '{', '[' -> depth++;
            case '}', ']' -> depth--;
            case '\n' -> line++;
            case '"' -> takeString();
            case ':' -> {
                if (depth == 1) {
                    keys.add(lastString.toString(StandardCharsets.UTF_8));
                }
            }
            default -> {}
        }
    }

    private void takeString() throws IOException {
        lastString.reset();
        boolean escaped = false;
        for (int next = read(); next != END; next = read()) {
            keep(next);
            if (next == '"' && !escaped) {
                return;
            }
            line += next == '\n' ? 1 : 0;
            escaped = next == '\\' && !escaped;
            if (depth == 1) {
                lastString.write(next);
            }
        }
    }
}
