// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector;

import java.util.Optional;
import java.util.regex.Pattern;

/** The name of a component or a pipeline in a configuration: {@code type} or {@code type/name}. */
record ComponentId(String type, String name) {
    private static final Pattern TYPE = Pattern.compile("[a-zA-Z][0-9a-zA-Z_]{0,62}");
    private static final Pattern NAME = Pattern.compile("[^\\p{Z}\\p{C}\\p{S}]{1,1024}");

    /** Returns the id, or nothing if the text is none. Space around type and name is not part of them. */
    static Optional<ComponentId> of(String text) {
        int slash = text.indexOf('/');
        String type = (slash < 0 ? text : text.substring(0, slash)).strip();
        String name = slash < 0 ? "" : text.substring(slash + 1).strip();
        boolean valid =
                TYPE.matcher(type).matches() && (slash < 0 || NAME.matcher(name).matches());
        return valid ? Optional.of(new ComponentId(type, name)) : Optional.empty();
    }

    @Override
    public String toString() {
        return name.isEmpty() ? type : type + "/" + name;
    }
}
