// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit.mock;

import java.util.Optional;

/** The two parts of what a request's first line asks for. */
final class Target {
    private Target() {}

    /** Returns the path, as it is. A client that takes the server for a proxy sends a whole URL. */
    static String path(String target) {
        String local = withoutQuery(target);
        int scheme = local.indexOf("://");
        if (local.startsWith("/") || scheme < 0) {
            return local;
        }
        int slash = local.indexOf('/', scheme + 3);
        return slash < 0 ? "/" : local.substring(slash);
    }

    static Optional<String> query(String target) {
        int mark = target.indexOf('?');
        return mark < 0 ? Optional.empty() : Optional.of(target.substring(mark + 1));
    }

    private static String withoutQuery(String target) {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }
}
