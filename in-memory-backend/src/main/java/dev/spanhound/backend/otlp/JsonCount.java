// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Counts objects that are reached by a path of member names, and decodes none of them. */
final class JsonCount {
    private final List<Set<String>> path;
    private int count;

    private JsonCount(List<Set<String>> path) {
        this.path = path;
    }

    /**
     * Returns how many objects there are at the end of a path.
     *
     * @param path for each level the names of the members to go into
     */
    static int count(byte[] body, List<Set<String>> path) throws MalformedOtlpException {
        JsonCount counter = new JsonCount(path);
        JsonSource.read(body, (name, in) -> counter.read(0, name, in));
        return counter.count;
    }

    private void read(int level, String name, JsonSource in) throws IOException, MalformedOtlpException {
        if (!path.get(level).contains(name)) {
            in.skip();
        } else if (level == path.size() - 1) {
            in.array(element -> {
                element.skip();
                count++;
            });
        } else {
            in.arrayOrObject(element -> element.object((member, value) -> read(level + 1, member, value)));
        }
    }
}
