// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.value;

import dev.spanhound.collector.go.GoDouble;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One type asked of a value (Collector v0.162, {@code pkg/ottl/expression.go}): the plain methods take that type only,
 * those called {@code as...} convert what can be converted and pass nil on as null.
 */
public final class Coercions {
    private Coercions() {}

    /** Returns the text; @throws EvaluationException for anything else. */
    public static String string(@Nullable Object value) {
        return only(String.class, "a string", value);
    }

    /** Returns the whole number; @throws EvaluationException for anything else. */
    public static Long integer(@Nullable Object value) {
        return only(Long.class, "an int", value);
    }

    /** Returns the double; @throws EvaluationException for anything else. */
    public static Double floating(@Nullable Object value) {
        return only(Double.class, "a double", value);
    }

    /** Returns the truth value; @throws EvaluationException for anything else. */
    public static Boolean bool(@Nullable Object value) {
        return only(Boolean.class, "a bool", value);
    }

    /** Returns the moment; @throws EvaluationException for anything else. */
    public static ZonedDateTime time(@Nullable Object value) {
        return only(ZonedDateTime.class, "a time", value);
    }

    /** Returns the duration; @throws EvaluationException for anything else. */
    public static Duration duration(@Nullable Object value) {
        return only(Duration.class, "a duration", value);
    }

    /** Returns the map; @throws EvaluationException for anything else. */
    @SuppressWarnings("unchecked")
    public static Map<String, @Nullable Object> map(@Nullable Object value) {
        return (Map<String, @Nullable Object>) only(Map.class, "a map", value);
    }

    /** Returns the list; @throws EvaluationException for anything else. */
    @SuppressWarnings("unchecked")
    public static List<@Nullable Object> list(@Nullable Object value) {
        if (value instanceof Opaque.TypedList typed) {
            return (List<@Nullable Object>) typed.elements();
        }
        List<@Nullable Object> list = (List<@Nullable Object>) only(List.class, "a list", value);
        if (list.stream().anyMatch(Opaque.ListedMap.class::isInstance)) {
            throw new EvaluationException("a map in a list that is written in the condition cannot be read");
        }
        if (list.stream().anyMatch(Opaque.ListedList.class::isInstance)) {
            throw new EvaluationException(
                    "a list of the span in a list that is written in the condition cannot be read");
        }
        return list;
    }

    private static <T> T only(Class<T> type, String name, @Nullable Object value) {
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        throw new EvaluationException("expected " + name + ", but got " + Values.describe(value));
    }

    /** Returns text for anything: bytes in hexadecimal digits, everything else but text as JSON. */
    public static @Nullable String asString(@Nullable Object value) {
        if (value == null || value instanceof String) {
            return (String) value;
        }
        return value instanceof Bytes bytes ? bytes.hex() : Json.write(value);
    }

    /** Returns text for the element of a list: like {@link #asString}, but bytes in Base64 and nothing for nil. */
    public static String elementAsString(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Bytes bytes) {
            return java.util.Base64.getEncoder().encodeToString(bytes.content());
        }
        return value instanceof String text ? text : Json.writePlain(value);
    }

    /** Returns the whole number that a number, a text or a truth value stands for. */
    public static @Nullable Long asLong(@Nullable Object value) {
        if (value == null || value instanceof Long) {
            return (Long) value;
        } else if (value instanceof Double number) {
            return GoDouble.toInt64(number);
        } else if (value instanceof String text) {
            return GoNumbers.parseLong(text);
        } else if (value instanceof Boolean truth) {
            return truth ? 1L : 0L;
        }
        throw cannot("an int", value);
    }

    /** Returns the double that a number, a text or a truth value stands for. */
    public static @Nullable Double asDouble(@Nullable Object value) {
        if (value == null || value instanceof Double) {
            return (Double) value;
        } else if (value instanceof Long number) {
            return number.doubleValue();
        } else if (value instanceof String text) {
            return GoNumbers.parseDouble(text);
        } else if (value instanceof Boolean truth) {
            return truth ? 1.0 : 0.0;
        }
        throw cannot("a double", value);
    }

    /** Returns the truth value that a number or a text stands for. */
    public static @Nullable Boolean asBool(@Nullable Object value) {
        if (value == null || value instanceof Boolean) {
            return (Boolean) value;
        } else if (value instanceof Long number) {
            return number != 0;
        } else if (value instanceof Opaque.MachineInt number) {
            return number.value() != 0;
        } else if (value instanceof Double number) {
            return number != 0;
        } else if (value instanceof String text) {
            return switch (text) {
                case "1", "t", "T", "true", "TRUE", "True" -> true;
                case "0", "f", "F", "false", "FALSE", "False" -> false;
                default -> throw cannot("a bool", value);
            };
        }
        throw cannot("a bool", value);
    }

    /** Returns the bytes of a text in UTF-8, of a number in big-endian order, of a truth value as one byte. */
    public static byte @Nullable [] asBytes(@Nullable Object value) {
        if (value == null) {
            return null;
        } else if (value instanceof Bytes bytes) {
            return Arrays.copyOf(bytes.content(), bytes.content().length);
        } else if (value instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        } else if (value instanceof Long number) {
            return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
        } else if (value instanceof Double number) {
            return ByteBuffer.allocate(Double.BYTES).putDouble(number).array();
        } else if (value instanceof Boolean truth) {
            return new byte[] {(byte) (truth ? 1 : 0)};
        }
        throw cannot("bytes", value);
    }

    private static EvaluationException cannot(String name, Object value) {
        return new EvaluationException("cannot make " + name + " of " + Values.describe(value));
    }
}
