// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.query;

import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * What a query API answered.
 *
 * @param contentType its media type, or an empty string
 */
record Answer(URI uri, int status, String contentType, String location, byte[] body) {
    private static final int MOST_SHOWN = 160;

    /** Returns whether this is what was asked for, as far as can be told without reading it. */
    boolean isFound() {
        return status == 200 && !isPage();
    }

    /** Returns whether this is a page for people: a user interface, or a login. */
    boolean isPage() {
        boolean isText = contentType.isEmpty() || contentType.startsWith("text/");
        return contentType.startsWith("text/html") || (isText && firstByte() == '<');
    }

    private int firstByte() {
        for (byte each : body) {
            if (each > ' ') {
                return each;
            }
        }
        return 0;
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Returns the beginning of the body, on one line and without control characters. */
    String beginning() {
        String text = new String(body, 0, Math.min(body.length, 4 * MOST_SHOWN), StandardCharsets.UTF_8)
                .replaceAll("\\s+", " ")
                .replaceAll("\\p{Cntrl}", "·")
                .strip();
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
    }
}
