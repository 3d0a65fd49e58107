// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.recorded;

import java.util.List;

/**
 * One JSON document of a recording.
 *
 * @param bytes the document, from its first bracket to its last
 * @param line line of the recording in which it begins, from 1
 * @param keys keys at the top of an object; none for a list
 */
record JsonDocument(byte[] bytes, int line, List<String> keys) {
    boolean isList() {
        return bytes[0] == '[';
    }

    /** Returns whether this is a list whose first element is a list. */
    boolean isListOfLists() {
        int next = 1;
        while (next < bytes.length && bytes[next] <= ' ') {
            next++;
        }
        return isList() && next < bytes.length && bytes[next] == '[';
    }
}
