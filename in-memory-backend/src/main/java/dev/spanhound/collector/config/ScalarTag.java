// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.config;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What a tag such as {@code !!str} makes of a value. A tag that YAML does not define makes it a string. */
final class ScalarTag {
    /** The value is not of the type that its tag says. */
    static final Object WRONG = new Object();

    private static final String YAML = "tag:yaml.org,2002:";

    private ScalarTag() {}

    static @Nullable Object value(@Nullable String tag, boolean plain, String text) {
        if (tag == null) {
            return plain ? PlainScalar.typed(text) : text;
        }
        if (!tag.startsWith(YAML)) {
            return text;
        }
        Object typed = PlainScalar.typed(text);
        return switch (tag.substring(YAML.length())) {
            case "int" -> typed instanceof Number && !(typed instanceof Double) ? typed : WRONG;
            case "float" -> typed instanceof Number number ? (Object) number.doubleValue() : WRONG;
            case "bool" -> typed instanceof Boolean ? typed : WRONG;
            case "null" -> typed == null ? null : WRONG;
            case "timestamp" -> typed instanceof Instant ? typed : WRONG;
            case "binary" -> decoded(text);
            default -> text;
        };
    }

    private static Object decoded(String text) {
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(text);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return WRONG;
        }
    }
}
