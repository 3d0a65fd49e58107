// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl;

import java.io.Serial;

/**
 * A condition that the Collector would not load. The message says what was expected and shows the place with a caret
 * under the condition.
 */
public final class OttlException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final int position;

    OttlException(String condition, int position, String problem) {
        super(problem + System.lineSeparator() + excerpt(condition, position));
        this.position = position;
    }

    /** Returns where in the condition it is, in characters from 0. */
    public int position() {
        return position;
    }

    private static String excerpt(String condition, int position) {
        int start = condition.lastIndexOf('\n', position - 1) + 1;
        int end = condition.indexOf('\n', position);
        String line = condition.substring(start, end < 0 ? condition.length() : end);
        StringBuilder caret = new StringBuilder("    ");
        line.substring(0, position - start).chars().forEach(c -> caret.append(c == '\t' ? '\t' : ' '));
        return "    " + line + System.lineSeparator() + caret.append('^');
    }
}
