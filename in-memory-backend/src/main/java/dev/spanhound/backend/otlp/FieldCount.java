// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import static dev.spanhound.backend.otlp.ProtobufReader.LENGTH_DELIMITED;

/** Counts embedded messages that are reached by a path of field numbers, and decodes none of them. */
final class FieldCount {
    private FieldCount() {}

    /**
     * Returns how many messages there are at the end of a path.
     *
     * @param path for each level the numbers of the fields to go into, as bits: {@code 1 << number}
     */
    static int count(byte[] body, int... path) throws MalformedOtlpException {
        return count(new ProtobufReader(body), 0, path);
    }

    private static int count(ProtobufReader in, int level, int[] path) throws MalformedOtlpException {
        int count = 0;
        while (in.hasMore()) {
            int tag = in.tag();
            boolean onPath =
                    (tag & 7) == LENGTH_DELIMITED && tag >>> 3 < Integer.SIZE && (path[level] >>> (tag >>> 3) & 1) != 0;
            if (!onPath) {
                in.skip(tag);
            } else if (level == path.length - 1) {
                in.skip(tag);
                count++;
            } else {
                int outer = in.enter();
                count += count(in, level + 1, path);
                in.leave(outer);
            }
        }
        return count;
    }
}
